/** The tslab kernel as a host: one MIME type per call, no metadata, HTML, SVG, PNG, Markdown or text. */
import { type Host } from './host.ts';
import { type MimeBundle } from './mime.ts';
import { callMethod, isFunction, property } from './unknown.ts';

/** tslab shows only one form, so the richest that it can send comes first. */
const methods = [
  ['image/svg+xml', 'svg'],
  ['image/png', 'png'],
  ['text/html', 'html'],
  ['text/markdown', 'markdown'],
  ['text/plain', 'text'],
] as const;

/** A `newDisplay()` of tslab is one place on the page; the first call shows, later ones replace. */
const places = new Map<string, unknown>();

/** The host where tslab runs this program: it keeps the `require` of the cells on `globalThis.__tslab__`. */
export function tslab(): Host | undefined {
  const kernel = property(globalThis, '__tslab__');
  if (!isFunction(property(kernel, 'require'))) return undefined;
  const api = callMethod(kernel, 'require', 'tslab');
  const display = property(api, 'display');
  if (!isFunction(property(display, 'text'))) return undefined;
  return {
    name: 'tslab',
    inPlace: isFunction(property(api, 'newDisplay')),
    show(bundle, { id }) {
      if (id === undefined) return send(display, bundle);
      const place = places.get(id) ?? callMethod(api, 'newDisplay') ?? display;
      places.set(id, place);
      return send(place, bundle);
    },
  };
}

function send(display: unknown, bundle: MimeBundle): void {
  for (const [mime, method] of methods) {
    const content = bundle[mime];
    if (typeof content !== 'string') continue;
    callMethod(display, method, mime === 'image/png' ? bytes(content) : content);
    return;
  }
}

function bytes(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
