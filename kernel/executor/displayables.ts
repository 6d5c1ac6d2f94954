/** Small makers of rich values, as functions and as template tags: `html`, `markdown`, `svg`, `latex`, `image`, `json`. */
import { type MimeBundle } from '../protocol/messages.ts';
import { Buffer, Error, Object, String, Uint8Array } from './intrinsics.ts';
import { displayMethod } from './render.ts';

/** A value that shows itself when it is a cell's result or is handed to `display`. */
export interface Displayable {
  [displayMethod](): MimeBundle;
}

/** Makes a displayable of text: `html('<b>hi</b>')`, or as a tag: html`<b>${name}</b>`. */
export type TextMaker = (text: string | TemplateStringsArray, ...values: unknown[]) => Displayable;

export const html: TextMaker = maker('text/html');
export const markdown: TextMaker = maker('text/markdown');
export const svg: TextMaker = maker('image/svg+xml');
export const latex: TextMaker = maker('text/latex');

/** The first bytes by which picture formats are known. */
const signatures: readonly (readonly [string, readonly number[]])[] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
];

/** A picture from the bytes of a PNG, JPEG or GIF file, or the text of an SVG. Throws when it is none of them. */
export function image(source: Uint8Array | string): Displayable {
  if (typeof source === 'string') return svg(source);
  for (const [type, start] of signatures) {
    if (start.every((byte, index) => source[index] === byte)) {
      const data = Buffer.from(source.buffer, source.byteOffset, source.byteLength).toString('base64');
      return displayable({ [type]: data, 'text/plain': `${type}, ${source.length} bytes` });
    }
  }
  const received = source instanceof Uint8Array ? `bytes that start with ${source.slice(0, 4).join(', ')}` : 'none';
  throw new Error(`image expects the bytes of a PNG, JPEG or GIF file, or the text of an SVG; received ${received}`);
}

function maker(type: string): TextMaker {
  return (text, ...values) => {
    const whole = typeof text === 'string' ? text : String.raw({ raw: text }, ...values);
    return displayable({ [type]: whole, 'text/plain': whole });
  };
}

function displayable(bundle: MimeBundle): Displayable {
  return Object.freeze({ [displayMethod]: () => bundle });
}
