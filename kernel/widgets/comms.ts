/** Comms for code in cells: connections to what libraries put into the page, in both directions. */
import { type Comms, host } from './host.ts';

/**
 * The kernel's comms.
 *
 * ```ts
 * const comm = comms.open('my-page-code', { hello: 1 });
 * comm.onMessage(({ data, buffers }) => console.log(data, buffers.length));
 * comms.onOpen('my-target', (comm, { data }) => comm.send({ got: data }));
 * ```
 */
export const comms: Comms = {
  open: (target, data, extras) => kernel().open(target, data, extras),
  onOpen: (target, act) => kernel().onOpen(target, act),
};

function kernel(): Comms {
  const found = host();
  if (found) return found.comms;
  throw new Error('comms exist only in a notebook: this code does not run in the kernel');
}
