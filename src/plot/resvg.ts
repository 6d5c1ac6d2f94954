/** The renderer that turns an SVG with words into pixels, in Node, with the fonts of the machine. */
// Type only: the library is loaded when the first words are drawn, and only in Node.
import type * as Resvg from '@resvg/resvg-js';

/** A drawn picture: four bytes per pixel, of which the last says how far the pixel is covered. */
export interface Drawn {
  readonly width: number;
  readonly pixels: Uint8Array;
}

/** Draws an SVG enlarged by a factor. */
export type DrawSvg = (svg: string, zoom: number) => Promise<Drawn>;

let loading: Promise<DrawSvg | undefined> | undefined;

/** The renderer, loaded with the first picture; undefined in browsers and where it has no binary for the platform. */
export function resvg(): Promise<DrawSvg | undefined> {
  return (loading ??= load().catch(() => undefined));
}

async function load(): Promise<DrawSvg> {
  // A name that bundlers cannot see: they would try to pack a native library.
  const name: string = '@resvg/resvg-js';
  const library: typeof Resvg = await import(/* @vite-ignore */ name);
  return async (svg, value) => {
    const { width, pixels } = await library.renderAsync(svg, { fitTo: { mode: 'zoom', value }, logLevel: 'off' });
    return { width, pixels };
  };
}
