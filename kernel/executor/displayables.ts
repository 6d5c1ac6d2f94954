/** Small makers of rich values, as functions and as template tags: `html`, `markdown`, `svg`, `latex`, `image`, `json`. */
import { type MimeBundle } from '../protocol/messages.ts';
import { Error, Object, String, Uint8Array } from './intrinsics.ts';
import { displayMethod } from './render.ts';
import { picture } from './values/pictures.ts';

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

/** A picture from the bytes of a PNG, JPEG, GIF or SVG file, or the text of an SVG. Throws when it is none of them. */
export function image(source: Uint8Array | string): Displayable {
  if (typeof source === 'string') return svg(source);
  const bundle = source instanceof Uint8Array ? picture(source) : undefined;
  if (bundle !== undefined) return displayable(bundle);
  const received = source instanceof Uint8Array ? `bytes that start with ${source.slice(0, 4).join(', ')}` : 'none';
  throw new Error(
    `image expects the bytes of a PNG, JPEG, GIF or SVG file, or the text of an SVG; received ${received}`,
  );
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
