/** Turns an SVG into pixels with the machine's own fonts, where those have all its characters. */
import { charactersOf, hasCharacters, placeSample, sampleCell, type Sample } from './font-sample.ts';
import { pngBase64, rasterOf } from './raster.ts';
import { resvg, type Drawn, type DrawSvg } from './resvg.ts';

/** Pixels per CSS pixel and colours of a PNG, the finest first: fine screens and paper show sharp edges. */
const qualities = [
  [2, 256],
  [1, 256],
  [1, 24],
  [0.7, 24],
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
  const characters = charactersOf(
    [...svg.matchAll(textElement)].map(([, , inside = '']) => inside.replace(/<[^>]*>/g, '')),
  );
  const unseen = characters.filter((character) => !known.has(character));
  // The renderer reads the machine's fonts anew for every picture, so the sample is drawn below this one, not before it.
  const sample = unseen.length > 0 ? placeSample(unseen, width, Math.ceil(height)) : [];
  const drawn = await draw(withFonts(withSample(svg, sample)), zoom).catch(() => undefined);
  if (!drawn) return undefined;
  if (sample.length > 0) {
    hasCharacters(sample, coverageOf(drawn), drawn.width, zoom).forEach((has, one) => known.set(one, has));
  }
  if (!characters.every((character) => known.get(character))) return undefined;
  return { width: drawn.width, pixels: drawn.pixels.subarray(0, 4 * drawn.width * Math.round(height * zoom)) };
}

/** How far each pixel of a drawn picture is covered, 0 to 255. */
export function coverageOf({ pixels }: Drawn): Uint8Array {
  const coverage = new Uint8Array(pixels.length / 4);
  for (let i = 0; i < coverage.length; i++) coverage[i] = pixels[4 * i + 3] ?? 0;
  return coverage;
}

/** Which characters a renderer can draw, for as long as the process lives. */
const verdicts = new WeakMap<DrawSvg, Map<string, boolean>>();

function withSample(svg: string, sample: readonly Sample[]): string {
  if (sample.length === 0) return svg;
  const { width } = sizeOfSvg(svg);
  const bottom = Math.max(...sample.map(({ top }) => top + sampleCell));
  const letters = sample.map(
    ({ text: { line, x, y, size } }) => `<text x="${x}" y="${y}" font-size="${size}">${line}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${bottom}">${svg}<g>${letters.join('')}</g></svg>`;
}

const textElement = /<text\b([^>]*)>(.*?)<\/text>/gs;

/**
 * The renderer takes the first family that is there and searches all fonts for what it lacks. So the script of each text
 * decides; Chinese fonts are large, and only texts that need one wait for it.
 */
function withFonts(svg: string): string {
  return svg.replace(textElement, (_, attributes: string, inside: string) => {
    const chinese = /[\u2e80-\uffdc\u{20000}-\u{3ffff}]/u.test(inside);
    const fonts = chinese ? [...chineseFonts, ...latinFonts] : [...latinFonts, ...chineseFonts];
    const others = attributes.replace(/ font-family="[^"]*"/, '');
    return `<text font-family="${[...fonts, 'sans-serif'].join(', ')}"${others}>${inside}</text>`;
  });
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
