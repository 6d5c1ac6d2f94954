/** Says in words what a chart of lines shows: where each line starts, ends, and has its extremes, and where it broke off. */
import { joined, text } from '../display/language.ts';
import { brief, written } from '../display/names.ts';
import { markedBreaks, type Break, type Line } from './series.ts';
import { extremes, type Point } from './thin.ts';

/** What stands around the lines. */
export interface LinesFrame {
  readonly title?: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly logX: boolean;
  readonly logY: boolean;
  readonly markers: readonly Marker[];
  /** Names of lines that are bare points. */
  readonly points?: readonly string[];
}

/** A place on the x axis that is marked. */
export interface Marker {
  /** Where. */
  readonly x: number;
  /** The word beside the line. */
  readonly label: string;
}

/** The chart in words. */
export function describeLines(read: readonly Line[], frame: LinesFrame): string {
  const { title, xLabel, yLabel, markers, points = [] } = frame;
  const named = title === undefined ? '' : `“${title}”`;
  if (read.length === 0) {
    return text({ en: `Line chart${named && ` ${named}`}: no data.`, zh: `折线图${named}：没有数据。` });
  }
  const names = yLabel === '' ? read.map(({ name }) => name).join(text({ en: ', ', zh: '、' })) : yLabel;
  const head = text({
    en: `Line chart${named && ` ${named}`}: ${names} over ${xLabel}${scales(frame)}.`,
    zh: `折线图${named}：${names}随${xLabel}的变化${scales(frame)}。`,
  });
  const marked = markers.map(({ x, label }) =>
    text({ en: `Marked at ${xLabel} ${brief(x)}: ${label}.`, zh: `${xLabel} ${brief(x)} 处标有：${label}。` }),
  );
  const parts = [...read.map((line) => describeLine(line, xLabel, points.includes(line.name))), ...marked];
  return text({ en: [head, ...parts].join(' '), zh: [head, ...parts].join('') });
}

function scales({ logX, logY }: LinesFrame): string {
  if (logX && logY) return text({ en: ', both scales logarithmic', zh: '，横纵轴均为对数刻度' });
  if (logX) return text({ en: ', horizontal scale logarithmic', zh: '，横轴为对数刻度' });
  return logY ? text({ en: ', logarithmic scale', zh: '，对数刻度' }) : '';
}

/** One line in words, or points without a line. */
export function describeLine(line: Line, xLabel: string, bare = false): string {
  const { name, points, breaks } = line;
  const [first] = points;
  const last = points.at(-1);
  const told = markedBreaks(line);
  const facts = told.map((broken) => describeBreak(broken, xLabel));
  const more = breaks.length - told.length;
  if (more > 0) facts.push(text({ en: `${more} more gaps`, zh: `另有 ${more} 处缺口` }));
  if (first && last) facts.unshift(...describePoints(first, last, points, xLabel));
  else facts.unshift(text({ en: 'nothing can be drawn', zh: '没有可以画出的值' }));
  if (first && bare) facts.unshift(text({ en: `${points.length} points`, zh: `${points.length} 个点` }));
  return text({ en: `${name}: ${joined(facts)}.`, zh: `${name}：${joined(facts)}。` });
}

function describePoints(first: Point, last: Point, points: readonly Point[], xLabel: string): string[] {
  const { low, high } = extremes(points);
  const flat = low?.y === high?.y;
  const role = (point: Point) => {
    if (flat || (point !== low && point !== high)) return '';
    return point === low ? text({ en: ' (lowest)', zh: '，最低' }) : text({ en: ' (highest)', zh: '，最高' });
  };
  const at = (point: Point, remark = '') =>
    text({
      en: `${written(point.y)} at ${xLabel} ${brief(point.x)}${remark}`,
      zh: `${written(point.y)}（${xLabel} ${brief(point.x)}${remark}）`,
    });
  if (points.length === 1) return [at(first)];
  const inner = (point: Point | undefined) => point !== undefined && point !== first && point !== last;
  return [
    text({
      en: `from ${at(first, role(first))} to ${at(last, role(last))}`,
      zh: `从 ${at(first, role(first))}到 ${at(last, role(last))}`,
    }),
    ...(low && inner(low) ? [text({ en: `lowest ${at(low)}`, zh: `最低 ${at(low)}` })] : []),
    ...(high && inner(high) ? [text({ en: `highest ${at(high)}`, zh: `最高 ${at(high)}` })] : []),
  ];
}

function describeBreak({ bad, badX, final }: Break, xLabel: string): string {
  const value = Number.isFinite(bad)
    ? text({ en: `${written(bad)}, which a logarithmic scale cannot show,`, zh: `${written(bad)}（对数刻度无法显示）` })
    : Number.isNaN(bad)
      ? text({ en: 'not a number (NaN)', zh: '非数（NaN）' })
      : text({ en: `infinite (${written(bad)})`, zh: `无穷大（${written(bad)}）` });
  return final
    ? text({
        en: `${value} from ${xLabel} ${brief(badX)} on, marked by a cross`,
        zh: `从${xLabel} ${brief(badX)} 起为${value}，以叉号标出`,
      })
    : text({
        en: `${value} at ${xLabel} ${brief(badX)}, marked by a cross`,
        zh: `${xLabel} ${brief(badX)} 处为${value}，以叉号标出`,
      });
}
