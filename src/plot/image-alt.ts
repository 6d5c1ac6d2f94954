/** Says in words what a grid of images shows. */
import { text } from '../display/language.ts';
import { written } from '../display/names.ts';
import { type Picture } from './array.ts';
import { type ColorScale } from './image-colors.ts';
import { type ImageLayout } from './image-layout.ts';

/** What is known of a grid. */
export interface ImageFacts extends ColorScale {
  readonly pictures: readonly Picture[];
  /** How many images there were, drawn or not. */
  readonly total: number;
  readonly captions: readonly string[];
  readonly layout: ImageLayout;
  readonly title?: string;
}

/** The grid in words. */
export function describeImages(facts: ImageFacts): string {
  const sentences = [size(facts), ...captions(facts), ...colors(facts), ...holes(facts)];
  return text({ en: sentences.join(' '), zh: sentences.join('') });
}

function size({ pictures, total, title, layout: { rows, columns } }: ImageFacts): string {
  const [{ height, width } = { height: 0, width: 0 }] = pictures;
  const n = pictures.length;
  const named = title === undefined ? '' : ` “${title}”`;
  const part = total > n ? text({ en: `the first ${n} of ${total}`, zh: `共 ${total} 幅，画出前 ${n} 幅` }) : String(n);
  if (total > n) {
    return text({
      en: `Image grid${named}: ${part} images of ${height}×${width} pixels in ${rows} × ${columns} cells.`,
      zh: `图像网格${named.trim()}：${part}，每幅 ${height}×${width} 像素，${rows} 行 ${columns} 列。`,
    });
  }
  return text({
    en: `Image grid${named}: ${part} image${n === 1 ? '' : 's'} of ${height}×${width} pixels, ${rows} row${rows === 1 ? '' : 's'} of ${columns}.`,
    zh: `图像网格${named.trim()}：${part} 幅 ${height}×${width} 像素的图像，${rows} 行 ${columns} 列。`,
  });
}

function captions({ captions: lines }: ImageFacts): string[] {
  if (lines.length === 0) return [];
  return [text({ en: `Captions: ${lines.join(', ')}.`, zh: `说明依次为：${lines.join('、')}。` })];
}

function colors({ colors, shared, pictures }: ImageFacts): string[] {
  if (pictures.every(({ channels }) => channels === 3)) return [];
  const ends = shared?.map(written);
  if (colors === 'diverging') {
    const upTo = ends ? text({ en: `, from ${ends[0]} to ${ends[1]}`, zh: `，范围从 ${ends[0]} 到 ${ends[1]}` }) : '';
    return [
      text({
        en: `Blue is negative, white zero, orange positive${upTo}.`,
        zh: `蓝色为负，白色为零，橙色为正${upTo}。`,
      }),
    ];
  }
  if (!ends) return [text({ en: 'Each image has its own range of grey.', zh: '每幅图像各有灰度范围。' })];
  const [dark, light] = colors === 'ink' ? [ends[1], ends[0]] : [ends[0], ends[1]];
  return [text({ en: `Black is ${dark}, white ${light}.`, zh: `黑色为 ${dark}，白色为 ${light}。` })];
}

function holes({ pictures }: ImageFacts): string[] {
  const count = pictures.reduce(
    (sum, { data }) => sum + Array.from(data).filter((value) => !Number.isFinite(value)).length,
    0,
  );
  if (count === 0) return [];
  return [
    text({
      en: `${count} value${count === 1 ? ' is not a finite number' : 's are not finite numbers'}, drawn in green.`,
      zh: `有 ${count} 个值不是有限数，画成绿色。`,
    }),
  ];
}
