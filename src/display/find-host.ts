/** Where displays go: our kernel, Deno's kernel, tslab or a terminal, whichever this program runs in. */
import { type Button, type Host, type HostOptions } from './host.ts';
import { isDisplayable } from './mime.ts';
import { terminal } from './terminal.ts';
import { tslab } from './tslab.ts';
import { callMethod, isFunction, property } from './unknown.ts';

/** Our kernel puts `(value, { id?, update?, metadata? }) => { drawn?: Promise<void> }` under this global symbol. */
export const hookSymbol: unique symbol = Symbol.for('tslate.display');

/** Under this symbol our kernel puts what it can besides; its `button` is a control that calls back. */
const kernelSymbol = Symbol.for('tslate.host');

/** Finds the host of this program; asked at each display, because a kernel may put its hook in place after the import. */
export function findHost(): Host {
  return tslate() ?? deno() ?? tslab() ?? terminal();
}

function tslate(): Host | undefined {
  const hook = property(globalThis, hookSymbol);
  if (!isFunction(hook)) return undefined;
  const show = (content: unknown, options: HostOptions) => finished(property(hook(content, options), 'drawn'));
  return { name: 'tslate', inPlace: true, show, showValue: show, ...buttons() };
}

function buttons(): Pick<Host, 'button'> {
  const kernel = property(globalThis, kernelSymbol);
  if (!isFunction(property(kernel, 'button'))) return {};
  return {
    async button(label, press) {
      const made = await callMethod(kernel, 'button', label, press);
      if (isButton(made)) return made;
      throw new TypeError('The kernel made something that is no button.');
    },
  };
}

function isButton(value: unknown): value is Button {
  return isDisplayable(value) && isFunction(property(value, 'close'));
}

function deno(): Host | undefined {
  const jupyter = property(property(globalThis, 'Deno'), 'jupyter');
  if (!isFunction(property(jupyter, 'broadcast'))) return undefined;
  return {
    name: 'deno',
    inPlace: true,
    show(data, { id, update, metadata }) {
      const transient = id === undefined ? {} : { display_id: id };
      const kind = update ? 'update_display_data' : 'display_data';
      return finished(callMethod(jupyter, 'broadcast', kind, { data, metadata: metadata ?? {}, transient }));
    },
  };
}

/** Passes on a promise of a host, so that its failure is not lost. */
function finished(result: unknown): void | Promise<void> {
  if (result instanceof Promise) return result.then(() => undefined);
}
