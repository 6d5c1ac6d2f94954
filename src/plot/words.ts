/** Draws the words of a picture with the machine's own fonts, where those have all the characters. */
import { escapeMarkup } from '../display/mime.ts';
import { charactersOf, hasCharacters, placeSample, sampleCell } from './font-sample.ts';
import { type ImageLayout, type PlacedText } from './image-layout.ts';
import { resvg, type DrawSvg } from './resvg.ts';
import { font, ink } from './theme.ts';

/** The texts of a picture as SVG. */
export function wordsMarkup(texts: readonly PlacedText[], fonts: string = font): string {
  const lines = texts.map(({ line, x, y, size, anchor }) => {
    const weight = size > 12 ? ' font-weight="600"' : '';
    return `<text x="${x}" y="${y}" font-size="${size}" text-anchor="${anchor}"${weight}>${escapeMarkup(line)}</text>`;
  });
  return `<g font-family="${escapeMarkup(fonts)}" fill="${ink.strong}">${lines.join('')}</g>`;
}

/**
 * How far the texts of a layout cover each pixel, 0 to 255, with `zoom` pixels per CSS pixel.
 * Undefined where there is no renderer, or where no font of the machine has one of the characters.
 */
export async function drawWords(
  { width, height, texts }: Pick<ImageLayout, 'width' | 'height' | 'texts'>,
  zoom: number,
  renderer: Promise<DrawSvg | undefined> = resvg(),
): Promise<Uint8Array | undefined> {
  const draw = await renderer;
  if (!draw) return undefined;
  const known = verdicts.get(draw) ?? new Map<string, boolean>();
  verdicts.set(draw, known);
  const characters = charactersOf(texts.map(({ line }) => line));
  const unseen = characters.filter((character) => !known.has(character));
  // The renderer reads the machine's fonts anew for every picture, so the sample is drawn below this one, not before it.
  const sample = unseen.length > 0 ? placeSample(unseen, width, height) : [];
  const bottom = Math.max(height, ...sample.map(({ top }) => top + sampleCell));
  const words = wordsMarkup([...texts, ...sample.map(({ text }) => text)], fontsFor(texts));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${bottom}">${words}</svg>`;
  const drawn = await draw(svg, zoom).catch(() => undefined);
  if (!drawn) return undefined;
  const coverage = drawn.pixels.filter((_, i) => i % 4 === 3);
  if (sample.length > 0) hasCharacters(sample, coverage, drawn.width, zoom).forEach((has, one) => known.set(one, has));
  if (!characters.every((character) => known.get(character))) return undefined;
  return coverage.subarray(0, drawn.width * height * zoom);
}

/** Which characters a renderer can draw, for as long as the process lives. */
const verdicts = new WeakMap<DrawSvg, Map<string, boolean>>();

/** The renderer takes the first family that is there and searches all fonts for what it lacks, so the script decides. */
function fontsFor(texts: readonly PlacedText[]): string {
  const chinese = texts.some(({ line }) => /[\u2e80-\uffdc\u{20000}-\u{3ffff}]/u.test(line));
  return [...(chinese ? [...chineseFonts, ...latinFonts] : [...latinFonts, ...chineseFonts]), 'sans-serif'].join(', ');
}

// Without quotation marks: the renderer does not find families that are quoted in a list.
const latinFonts = ['Segoe UI', 'Helvetica Neue', 'Noto Sans', 'Liberation Sans', 'DejaVu Sans'];
const chineseFonts = [
  'PingFang SC',
  'Hiragino Sans GB',
  'Microsoft YaHei',
  'Noto Sans CJK SC',
  'Noto Sans SC',
  'Source Han Sans SC',
  'WenQuanYi Micro Hei',
  'WenQuanYi Zen Hei',
];
