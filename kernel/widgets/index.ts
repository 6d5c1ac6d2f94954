/** What cells import from the kernel: controls for the page, `interact`, and comms to what libraries put into the page. */
export { comms } from './comms.ts';
export * from './controls.ts';
export { type Control } from './control.ts';
export { type Comm, type CommExtras, type CommMessage, type Comms } from './host.ts';
export { type Controls, interact, type Interaction, type Values } from './interact.ts';
