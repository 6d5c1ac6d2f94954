/** The kernel's public surface for programs: run a notebook over the real protocol. */
export type * from './language/language.ts';
