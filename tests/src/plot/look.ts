/** What the tests of figures look at: the bundle, the words in its picture, its size. */
import { expect } from 'vitest';
import { displaySymbol, type MimeBundle } from '../../../src/display/index.ts';
import { type Chart, type Figure } from '../../../src/plot/index.ts';
import { compileSpec } from '../../../src/plot/render.ts';

export { listOf } from './lists.ts';

/** The picture of a figure as SVG, after the checks that hold for every chart. */
export async function lookAt(figure: Chart): Promise<{ svg: string; bundle: MimeBundle }> {
  const bundle = await figure[displaySymbol]();
  const [live, picture, ...rest] = Object.keys(bundle);
  expect([live, ...rest]).toEqual(['application/vnd.vegalite.v5+json', 'text/plain']);
  // A machine without fonts leaves the drawing of words to the reader's.
  expect(['image/png', 'image/svg+xml']).toContain(picture);
  expect(bundle['text/plain']).toBe(figure.alt);
  expect(figure.spec['$schema']).toBe('https://vega.github.io/schema/vega-lite/v5.json');
  expect(figure.spec['description']).toBe(figure.alt);
  expect((await compileSpec(figure.spec)).messages).toEqual([]);
  const svg = await figure.toSVG();
  expect(svg).toMatch(/^<svg role="img" aria-label="[^"]+"/);
  expect(svg).toMatch(/<desc>[^<]+<\/desc>/);
  expect(svg).not.toContain('NaN,');
  expect(sizeOf(bundle)).toBeLessThan(100_000);
  return { svg, bundle };
}

/** Bytes of a bundle as a notebook stores it. */
export function sizeOf(bundle: MimeBundle): number {
  return new TextEncoder().encode(JSON.stringify(bundle)).length;
}

/** The texts that a reader sees in a picture, in order. */
export function wordsOf(svg: string): string[] {
  return [...svg.matchAll(/<(text|tspan)[^>]*>([^<]*)<\/\1>/g)].map((match) => match[2] ?? '');
}

/** Whether a figure says in words what a list of strings says. */
export function says(figure: Figure, ...phrases: string[]): void {
  for (const phrase of phrases) expect(figure.alt).toContain(phrase);
}
