/**
 * Displays: `display(value)` in cells, and for libraries, which need not import the kernel, a hook on the global object:
 *
 * ```ts
 * const show = globalThis[Symbol.for('tslate.display')]; // undefined outside of this kernel
 * const bar = show?.({ 'text/plain': '0 %', 'text/html': '<progress value=0>' });
 * bar?.update({ 'text/plain': '50 %', 'text/html': '<progress value=0.5>' });
 * ```
 */
import process from 'node:process';
import { type JsonObject } from '../protocol/json.ts';
import { type MimeBundle } from '../protocol/messages.ts';
import { currentCell } from './current.ts';
import { Promise, String } from './intrinsics.ts';
import { sendReport } from './pipe.ts';
import { checkBundle, isMimeBundle, render } from './render.ts';

/** A value, or an object of MIME types; `id` names the display, `update` replaces an earlier one of that name. */
export type Display = (
  value: unknown,
  options?: {
    readonly id?: string;
    readonly update?: boolean;
    readonly raw?: boolean;
    readonly metadata?: JsonObject;
  },
) => DisplayHandle;

/** Something shown that can be shown anew, in the same place. */
export interface DisplayHandle {
  readonly id: string;
  update(value: unknown, options?: { readonly raw?: boolean; readonly metadata?: JsonObject }): void;
}

/** The name of the hook for libraries on the global object. */
export const displayHook = Symbol.for('tslate.display');

let made = 0;

/** Shows a value in the current cell. Its handle's `update` shows another in its place. */
export const display: Display = (value, options = {}) => {
  made += 1;
  const id = options.id ?? `tslate-${process.pid}-${made}`;
  const cell = currentCell();
  show(cell, value, id, options.update ?? false, options);
  const handle: DisplayHandle = {
    id,
    update: (next, nextOptions = {}) => show(cell, next, id, true, nextOptions),
  };
  handles.add(handle);
  return handle;
};

const handles = new WeakSet<object>();

/** Whether a value is what `display` returned. */
export function isHandle(value: unknown): boolean {
  return typeof value === 'object' && value !== null && handles.has(value);
}

/** Removes the outputs of the cell; with `wait` only when the next output comes, so that nothing flickers. */
export function clearOutput(wait = false): void {
  sendReport(currentCell(), { kind: 'clear', wait });
}

/** Shows text in the client's pager. */
export function page(text: string): void {
  sendReport(currentCell(), { kind: 'page', data: { 'text/plain': String(text) } });
}

function show(
  cell: number,
  value: unknown,
  id: string,
  update: boolean,
  options: { readonly raw?: boolean; readonly metadata?: JsonObject },
): void {
  const send = (data: MimeBundle): void =>
    sendReport(cell, { kind: 'display', data, metadata: options.metadata ?? {}, id, update });
  const bundle = options.raw === true || isMimeBundle(value) ? checkBundle(value) : render(value);
  // A rejection is reported as an unhandled one, at the cell.
  if (bundle instanceof Promise) void bundle.then(send);
  else send(bundle);
}
