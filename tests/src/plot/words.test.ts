import { renderAsync } from '@resvg/resvg-js';
import { describe, expect, it } from 'vitest';
import { type PlacedText } from '../../../src/plot/image-layout.ts';
import { resvg, type DrawSvg } from '../../../src/plot/resvg.ts';
import { drawWords, wordsMarkup } from '../../../src/plot/words.ts';

const layout = (...lines: string[]) => ({
  width: 80,
  height: 20,
  texts: lines.map((line): PlacedText => ({ line, x: 40, y: 15, size: 12, anchor: 'middle' })),
});

/** A machine without fonts. */
const fontless: DrawSvg = async (svg, value) => {
  return renderAsync(svg, { fitTo: { mode: 'zoom', value }, font: { loadSystemFonts: false }, logLevel: 'off' });
};

/** A font that has the digits, and draws a box for all the rest: the SVG says where its characters stand. */
function digitsOnly(drawn: string[]): DrawSvg {
  return (svg, zoom) => {
    drawn.push(svg);
    const shapes = [...svg.matchAll(/<text [^>]*? x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</g)].map(
      ([, x, y, line = '']) => {
        const side = /^\s*$/.test(line) ? 0 : /^[A\d]+$/.test(line) ? 6 : 8;
        return `<rect x="${x}" y="${Number(y) - 8}" width="${side}" height="8"/>`;
      },
    );
    return fontless(svg.replace(/<g .*?<\/g>/g, '').replace(/<\/svg>$/, `${shapes.join('')}</svg>`), zoom);
  };
}

describe('words', () => {
  it('cover pixels in the place of the text, as many per CSS pixel as asked', async (context) => {
    const words = await drawWords(layout('Wide'), 2);
    if (!words) return context.skip('This machine has no fonts.');
    expect(words.length).toBe(160 * 40);
    const dark = [...words.keys()].filter((i) => (words[i] ?? 0) > 200).map((i) => i % 160);
    expect(Math.min(...dark)).toBeGreaterThan(20);
    expect(Math.max(...dark)).toBeLessThan(140);
  });

  it('are not drawn without a renderer, with one that fails, or without fonts', async () => {
    expect(await drawWords(layout('Word'), 2, Promise.resolve(undefined))).toBeUndefined();
    expect(
      await drawWords(
        layout('Word'),
        2,
        Promise.resolve(() => Promise.reject(new Error('no'))),
      ),
    ).toBeUndefined();
    expect(await drawWords(layout('Word'), 2, Promise.resolve(fontless))).toBeUndefined();
  });

  it('are not drawn where one character would be a box', async () => {
    const draw = Promise.resolve(digitsOnly([]));
    expect(await drawWords(layout('07'), 1, draw)).toHaveLength(80 * 20);
    expect(await drawWords(layout('07', '数字'), 1, draw)).toBeUndefined();
    expect(await drawWords(layout('07', '1'), 1, draw)).toHaveLength(80 * 20);
  });

  it('ask for every character once per process', async () => {
    const drawn: string[] = [];
    const draw = Promise.resolve(digitsOnly(drawn));
    for (const line of ['0', '1', '→', '→', ' ']) await drawWords(layout(line), 1, draw);
    expect(drawn.map((svg) => svg.includes('\u{10FFFF}'))).toEqual([true, false, true, false, false]);
  });

  it('that no font can have are not drawn by the real renderer either', async () => {
    expect(await resvg()).toBeTypeOf('function');
    expect(await drawWords(layout('\u{10FFFE}'), 2)).toBeUndefined();
  });

  it('are escaped in the SVG', () => {
    expect(wordsMarkup(layout('a < b & "c"').texts)).toContain('>a &lt; b &amp; &quot;c&quot;</text>');
  });
});
