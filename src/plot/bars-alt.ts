/** Says in words what a bar chart shows: every value, and the highest, in each series. */
import { joined, text } from '../display/language.ts';
import { written } from '../display/names.ts';

/** One bar. */
export interface Bar {
  readonly name: string;
  /** Empty where there are no groups. */
  readonly series: string;
  readonly value: number;
}

/** The bars in words. */
export function describeBars(
  all: readonly Bar[],
  { title, valueLabel }: { readonly title?: string; readonly valueLabel?: string },
): string {
  const named = title === undefined ? '' : `“${title}”`;
  const series = [...new Set(all.map((bar) => bar.series))];
  const lists = series.map((one) => {
    const list = all.filter((bar) => bar.series === one).map(({ name, value }) => `${name} ${written(value)}`);
    const values = list.join(text({ en: ', ', zh: '、' }));
    return one === '' ? values : text({ en: `${one}: ${values}`, zh: `${one}：${values}` });
  });
  const winners = series.flatMap((one) =>
    highest(
      all.filter((bar) => bar.series === one),
      one,
    ),
  );
  const most =
    winners.length === 0 ? '' : text({ en: ` Highest: ${joined(winners)}.`, zh: `最高的是 ${joined(winners)}。` });
  return text({
    en: `Bar chart${named && ` ${named}`}${valueLabel === undefined ? '' : ` of ${valueLabel}`}: ${joined(lists)}.${most}`,
    zh: `条形图${named}${valueLabel === undefined ? '' : `（${valueLabel}）`}：${joined(lists)}。${most}`,
  });
}

/** The name of the highest of several bars, with its series where there are some. */
function highest(own: readonly Bar[], series: string): readonly string[] {
  const finite = own.filter(({ value }) => Number.isFinite(value));
  const best = finite.reduce<Bar | undefined>((top, bar) => (top && top.value >= bar.value ? top : bar), undefined);
  if (!best || own.length < 2) return [];
  return [series === '' ? best.name : text({ en: `${best.name} (${series})`, zh: `${best.name}（${series}）` })];
}
