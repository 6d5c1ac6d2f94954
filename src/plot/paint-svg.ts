/** Turns an SVG into pixels with the machine's own fonts, where those have all its characters. */
import { charactersOf, hasCharacters, placeSample, sampleCell, type Sample } from './font-sample.ts';
import { pngBase64, rasterOf } from './raster.ts';
import { resvg, type Drawn, type DrawSvg } from './resvg.ts';

/** Pixels per CSS pixel and colours of a PNG, the finest first: fine screens and paper show sharp edges. */
const qualities = [
  [2, 256],
  [1, 256],
  [1, 24],
] as const;

/** Width and height of a picture in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size that an SVG gives itself in its first tag. */
export function sizeOfSvg(svg: string): Size {
  const [head = ''] = /^<svg[^>]*>/.exec(svg) ?? [];
  const side = (name: string) => Number(new RegExp(` ${name}="([\\d.]+)"`).exec(head)?.[1] ?? 0);
  return { width: side('width'), height: side('height') };
}

/** The finest PNG of an SVG in base64 that takes at most so many bytes, or the coarsest; undefined where `paintSvg` is. */
export async function pngOfSvg(svg: string, bytes: number): Promise<string | undefined> {
  let png: string | undefined;
  for (const [zoom, colors] of qualities) {
    const drawn = await paintSvg(svg, zoom);
    if (!drawn) return undefined;
    png = await pngBase64(rasterOf(drawn, colors));
    if (png.length <= bytes) break;
  }
  return png;
}

/**
 * The pixels of an SVG with `zoom` of them per CSS pixel.
 * Undefined where there is no renderer, or where no font of the machine has one of the characters.
 */
export async function paintSvg(
  svg: string,
  zoom: number,
  renderer: Promise<DrawSvg | undefined> = resvg(),
): Promise<Drawn | undefined> {
  const draw = await renderer;
  if (!draw) return undefined;
  const known = verdicts.get(draw) ?? new Map<string, boolean>();
  verdicts.set(draw, known);
  const { width, height } = sizeOfSvg(svg);
  const words = [...svg.matchAll(/<text\b[^>]*>(.*?)<\/text>/gs)].map(([, inside = '']) =>
    inside.replace(/<[^>]*>/g, ''),
  );
  const characters = charactersOf(words);
  const unseen = characters.filter((character) => !known.has(character));
  // The renderer reads the machine's fonts anew for every picture, so the sample is drawn below this one, not before it.
  const sample = unseen.length > 0 ? placeSample(unseen, width, Math.ceil(height)) : [];
  const fonts = fontsFor(characters);
  const drawn = await draw(
    withSample(svg.replace(/ font-family="[^"]*"/g, ` font-family="${fonts}"`), sample, fonts),
    zoom,
  ).catch(() => undefined);
  if (!drawn) return undefined;
  if (sample.length > 0) {
    const coverage = drawn.pixels.filter((_, i) => i % 4 === 3);
    hasCharacters(sample, coverage, drawn.width, zoom).forEach((has, one) => known.set(one, has));
  }
  if (!characters.every((character) => known.get(character))) return undefined;
  return { width: drawn.width, pixels: drawn.pixels.subarray(0, 4 * drawn.width * Math.round(height * zoom)) };
}

/** Which characters a renderer can draw, for as long as the process lives. */
const verdicts = new WeakMap<DrawSvg, Map<string, boolean>>();

function withSample(svg: string, sample: readonly Sample[], fonts: string): string {
  if (sample.length === 0) return svg;
  const { width } = sizeOfSvg(svg);
  const bottom = Math.max(...sample.map(({ top }) => top + sampleCell));
  const letters = sample.map(
    ({ text: { line, x, y, size } }) => `<text x="${x}" y="${y}" font-size="${size}">${line}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${bottom}">${svg}<g font-family="${fonts}">${letters.join('')}</g></svg>`;
}

/** The renderer takes the first family that is there and searches all fonts for what it lacks, so the script decides. */
function fontsFor(characters: readonly string[]): string {
  const chinese = characters.some((character) => /[\u2e80-\uffdc\u{20000}-\u{3ffff}]/u.test(character));
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
