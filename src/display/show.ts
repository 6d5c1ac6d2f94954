/** Shows a value wherever this program runs, and lets it be replaced later. */
import { findHost } from './find-host.ts';
import { type HostOptions } from './host.ts';
import { displaySymbol, isDisplayable, metadataSymbol, type MimeMetadata } from './mime.ts';

/** How a value is shown. */
export interface ShowOptions {
  /** The place on the page; a new one is made where none is given. */
  readonly id?: string;
  /** Hints to the front end, keyed by MIME type; a displayable brings its own. */
  readonly metadata?: MimeMetadata;
}

/** A place on the page whose content can be replaced. */
export interface DisplayHandle {
  /** The place, by which it can be found again. */
  readonly id: string;
  /** Replaces what is shown there; where nothing can be replaced (a terminal), shows the value anew. */
  update(value: unknown): Promise<void>;
  /** Tells a kernel that `await show(figure)` at the end of a cell has been shown and is not to be printed. */
  readonly [shownSymbol]: true;
}

/** The mark of display handles. */
export const shownSymbol: unique symbol = Symbol.for('tslate.shown');

/**
 * Shows a value: a figure, a tensor, anything with `[Symbol.for('Jupyter.display')]()`, or any other value as its text.
 * In our kernel, Deno's and tslab it appears in the cell's output, elsewhere its text is printed.
 *
 * `const view = await show(figure); await view.update(nextFigure);`
 */
export async function show(value: unknown, options: ShowOptions = {}): Promise<DisplayHandle> {
  const id = options.id ?? newDisplayId();
  const send = (next: unknown, update: boolean) => present(next, { ...options, id, update });
  // Updates wait for one another: a figure that renders slowly must not overwrite a later one.
  let last = send(value, false);
  await last;
  return {
    id,
    [shownSymbol]: true,
    update(next) {
      last = last.catch(() => undefined).then(() => send(next, true));
      return last;
    },
  };
}

/** An id that no other display of this notebook has, also after the kernel's restart. */
export function newDisplayId(): string {
  return `tslate-${globalThis.crypto.randomUUID()}`;
}

/** Shows a value at a place; settles when it is there. */
export async function present(value: unknown, options: HostOptions, host = findHost()): Promise<void> {
  // Our kernel draws displayables itself: so its cell waits for them, also where nobody awaits this.
  if (host.showValue) return host.showValue(value, options);
  if (isDisplayable(value)) {
    const bundle = await value[displaySymbol]();
    // Read afterwards: the size of a picture is known when it has been drawn.
    const metadata = { ...value[metadataSymbol], ...options.metadata };
    return host.show(bundle, { ...options, metadata });
  }
  return host.show({ 'text/plain': plainText(value) }, options);
}

/** The text of a value without a bundle: strings as they are, objects as JSON where they have any. */
function plainText(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  try {
    return JSON.stringify(value, undefined, 2) ?? String(value);
  } catch {
    return String(value);
  }
}
