/** Says in words what a landscape shows: its lowest and highest place, its contour lines, and each optimiser's way. */
import { text } from '../display/language.ts';
import { brief, written } from '../display/names.ts';
import type { ReadLandscape } from './landscape-source.ts';
import { describePaths, type ReadPath } from './optimizer-paths.ts';
import { extremesOf, type Place } from './scalar-field.ts';

/** What is known of a landscape. */
export interface LandscapeFacts extends ReadLandscape {
  readonly paths: readonly ReadPath[];
  /** The heights of contour lines; none where it is drawn as a surface. */
  readonly levels?: readonly number[];
  readonly title?: string;
}

/** The figure in words, and what stands under its title. */
export function describeLandscape(facts: LandscapeFacts): {
  readonly alt: string;
  readonly remarks: readonly string[];
} {
  const { field, x, y, xLabel, yLabel, valueLabel, paths, levels, title } = facts;
  const named = title === undefined ? '' : `“${title}”`;
  const between = ([low, high]: readonly [number, number]) =>
    text({ en: `from ${brief(low)} to ${brief(high)}`, zh: `从 ${brief(low)} 到 ${brief(high)}` });
  const kind = levels
    ? text({ en: 'Contour map', zh: '等高线图' })
    : text({ en: 'Surface in space', zh: '三维曲面图' });
  const head = text({
    en: `${kind}${named && ` ${named}`}: ${valueLabel} over ${xLabel} ${between(x)} and ${yLabel} ${between(y)}.`,
    zh: `${kind}${named}：${valueLabel}，${xLabel} ${between(x)}，${yLabel} ${between(y)}。`,
  });
  const extremes = extremesOf(field);
  const at = (place: Place) => `(${brief(place.x)}, ${brief(place.y)})`;
  const range =
    extremes === undefined
      ? text({ en: 'No value is finite.', zh: '没有一个值是有限数。' })
      : text({
          en: `On the grid lowest ${written(extremes.low.value)} at ${at(extremes.low)}, highest ${written(extremes.high.value)} at ${at(extremes.high)}.`,
          zh: `网格上最低 ${written(extremes.low.value)}，位于 ${at(extremes.low)}；最高 ${written(extremes.high.value)}，位于 ${at(extremes.high)}。`,
        });
  const lines =
    levels === undefined || levels.length === 0
      ? []
      : [
          text({
            en: `Contour lines at ${levels.map(brief).join(', ')}.`,
            zh: `等高线位于 ${levels.map(brief).join('、')}。`,
          }),
        ];
  const remarks = gapsIn(facts);
  const sentences = [
    head,
    range,
    ...lines,
    ...describePaths(paths, valueLabel),
    ...remarks.map((remark) => text({ en: `${remark}.`, zh: `${remark}。` })),
  ];
  return { alt: sentences.join(text({ en: ' ', zh: '' })), remarks };
}

function gapsIn({ field }: LandscapeFacts): readonly string[] {
  const values = field.values.flat();
  const bad = values.filter((value) => !Number.isFinite(value)).length;
  if (bad === 0) return [];
  return [
    text({
      en: `${bad} of ${values.length} grid values are not finite, left white`,
      zh: `网格的 ${values.length} 个值中有 ${bad} 个不是有限数，留白`,
    }),
  ];
}
