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
import { draws } from './drawings.ts';
import { Promise, String } from './intrinsics.ts';
import { sendReport } from './pipe.ts';
import { checkBundle, isMimeBundle, render, type Rendered } from './render.ts';

/** The mark of display handles, also of libraries' own. */
const shownProperty = Symbol.for('tslate.shown');

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
  /** It has been shown: as a cell's result it says nothing. */
  readonly [shownProperty]: true;
  /** When it is drawn, where that takes a while; the cell waits for it anyway. */
  readonly drawn?: Promise<void>;
  update(value: unknown, options?: { readonly raw?: boolean; readonly metadata?: JsonObject }): void;
}

/** The name of the hook for libraries on the global object. */
export const displayHook = Symbol.for('tslate.display');

let made = 0;

/** Shows a value in the current cell. Its handle's `update` shows another in its place. */
export const display: Display = (value, options = {}) => {
  made += 1;
  const id = options.id ?? `tslate-${process.pid}-${made}`;
  const drawn = show(value, id, options.update ?? false, options);
  return {
    id,
    [shownProperty]: true,
    ...(drawn && { drawn }),
    update: (next, nextOptions = {}) => void show(next, id, true, nextOptions),
  };
};

/** Whether a value is what `display`, or a library in its manner, returned. */
export function isHandle(value: unknown): boolean {
  return typeof value === 'object' && value !== null && shownProperty in value;
}

/** Removes the outputs of the cell; with `wait` only when the next output comes, so that nothing flickers. */
export function clearOutput(wait = false): void {
  sendReport(currentCell(), { kind: 'clear', wait });
}

/** Shows text in the client's pager: JupyterLab has it below the cell. */
export function page(data: MimeBundle): void {
  sendReport(currentCell(), { kind: 'page', data });
}

/** Proposes the text of the next cell; with `replace` that of this one. */
export function setNextInput(text: string, replace = false): void {
  sendReport(currentCell(), { kind: 'next-input', text: String(text), replace });
}

function show(
  value: unknown,
  id: string,
  update: boolean,
  options: { readonly raw?: boolean; readonly metadata?: JsonObject },
): Promise<void> | undefined {
  // Of the cell that updates, not of the one that displayed: nbclient listens to the running cell only.
  const cell = currentCell();
  const send = ({ data, metadata }: Rendered): void =>
    sendReport(cell, { kind: 'display', data, metadata: { ...metadata, ...options.metadata }, id, update });
  const isBundle = options.raw === true || isMimeBundle(value);
  const rendered = isBundle ? { data: checkBundle(value), metadata: {} } : render(value);
  if (!(rendered instanceof Promise)) {
    send(rendered);
    return undefined;
  }
  const drawn = rendered.then(send);
  draws(cell, drawn);
  return drawn;
}
