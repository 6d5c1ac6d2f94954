/** Says in words what a scatter plot shows: how many points, where, and how classes, values or extremes lie. */
import { joined, text } from '../display/language.ts';
import { brief } from '../display/names.ts';
import { type Mark } from './scatter-points.ts';
import { rangeOf } from './values.ts';

/** What stands around the points. */
export interface ScatterFrame {
  readonly title?: string | undefined;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly valueLabel: string;
  /** The classes, in the order of the legend. */
  readonly groups: readonly string[];
}

/** The plot in words; `marks` are all points that can be drawn, one each. */
export function describeScatter(marks: readonly Mark[], left: string | undefined, frame: ScatterFrame): string {
  const { title, xLabel, yLabel } = frame;
  const named = title === undefined ? '' : `“${title}”`;
  const [xs, ys] = [rangeOf(marks.map(({ x }) => x)), rangeOf(marks.map(({ y }) => y))];
  const head = text({
    en: `Scatter plot${named && ` ${named}`}: ${marks.length} points, ${xLabel} from ${brief(xs.low)} to ${brief(xs.high)}, ${yLabel} from ${brief(ys.low)} to ${brief(ys.high)}.`,
    zh: `散点图${named}：${marks.length} 个点，${xLabel} 从 ${brief(xs.low)} 到 ${brief(xs.high)}，${yLabel} 从 ${brief(ys.low)} 到 ${brief(ys.high)}。`,
  });
  const parts = [
    frame.groups.length > 0 ? classes(marks, frame.groups) : correlation(marks),
    values(marks, frame.valueLabel),
    labelled(marks, yLabel),
    left === undefined ? '' : text({ en: `${left}.`, zh: `${left}。` }),
  ];
  return [head, ...parts.filter((part) => part !== '')].join(text({ en: ' ', zh: '' }));
}

function classes(marks: readonly Mark[], groups: readonly string[]): string {
  const list = groups.map((name) => {
    const own = marks.filter(({ group }) => group === name);
    const center = `(${brief(mean(own, ({ x }) => x))}, ${brief(mean(own, ({ y }) => y))})`;
    return text({
      en: `${name}, ${own.length} points around ${center}`,
      zh: `${name}，${own.length} 个点，中心 ${center}`,
    });
  });
  return text({ en: `Classes: ${joined(list)}.`, zh: `类别：${joined(list)}。` });
}

/** Pearson's coefficient, where both coordinates vary. */
function correlation(marks: readonly Mark[]): string {
  const [mx, my] = [mean(marks, ({ x }) => x), mean(marks, ({ y }) => y)];
  const [sxy, sxx, syy] = marks.reduce<readonly [number, number, number]>(
    ([a, b, c], { x, y }) => [a + (x - mx) * (y - my), b + (x - mx) ** 2, c + (y - my) ** 2],
    [0, 0, 0],
  );
  const r = sxy / Math.sqrt(sxx * syy);
  if (marks.length < 3 || !Number.isFinite(r)) return '';
  const written = r.toFixed(2).replace('-', '−');
  return text({ en: `Correlation ${written}.`, zh: `相关系数 ${written}。` });
}

function values(marks: readonly Mark[], label: string): string {
  const [low, high] = ends(marks, ({ value }) => value ?? NaN);
  if (low?.value === undefined || high?.value === undefined) return '';
  return text({
    en: `${label} by colour: lowest ${brief(low.value)} at ${place(low)}, highest ${brief(high.value)} at ${place(high)}.`,
    zh: `颜色表示${label}：最低 ${brief(low.value)}，在 ${place(low)}；最高 ${brief(high.value)}，在 ${place(high)}。`,
  });
}

function labelled(marks: readonly Mark[], yLabel: string): string {
  const [low, high] = ends(marks, ({ y, label }) => (label === undefined ? NaN : y));
  if (low?.label === undefined || high?.label === undefined || marks.length < 2) return '';
  return text({
    en: `Lowest ${yLabel}: ${low.label}, ${place(low)}; highest: ${high.label}, ${place(high)}.`,
    zh: `${yLabel} 最低的是 ${low.label} ${place(low)}，最高的是 ${high.label} ${place(high)}。`,
  });
}

function ends(marks: readonly Mark[], of: (mark: Mark) => number): readonly [Mark?, Mark?] {
  let [low, high]: [Mark?, Mark?] = [];
  for (const mark of marks) {
    const value = of(mark);
    if (Number.isNaN(value)) continue;
    if (low === undefined || value < of(low)) low = mark;
    if (high === undefined || value > of(high)) high = mark;
  }
  return low === undefined || high === undefined ? [] : [low, high];
}

function place({ x, y }: Mark): string {
  return `(${brief(x)}, ${brief(y)})`;
}

function mean(marks: readonly Mark[], of: (mark: Mark) => number): number {
  return marks.reduce((sum, mark) => sum + of(mark), 0) / marks.length;
}
