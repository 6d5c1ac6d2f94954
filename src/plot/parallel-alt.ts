/** Says in words what parallel coordinates show: the best trial, where the best quarter lies, how many failed. */
import { joined, text } from '../display/language.ts';
import { brief, termed } from '../display/names.ts';
import { wordOf, type ParallelAxis } from './parallel-axes.ts';
import { type RankedWay } from './parallel-ways.ts';

/** The trials in words, the best first. */
export function describeTrials(
  ways: readonly RankedWay[],
  axes: readonly ParallelAxis[],
  settings: readonly string[],
  scoreLabel: string,
  title: string | undefined,
): string {
  const called = title === undefined ? '' : `“${title}”`;
  const list = axes.slice(0, -1).map(({ name, kind, ticks }) => {
    const words = kind === 'words' ? ticks.map(({ label }) => label).join(text({ en: ', ', zh: '、' })) : undefined;
    const remark = words ?? (kind === 'logarithmic' ? text({ en: 'logarithmic', zh: '对数' }) : '');
    return remark === '' ? name : text({ en: `${name} (${remark})`, zh: `${name}（${remark}）` });
  });
  const head = text({
    en: `Parallel coordinates${called && ` ${called}`} of ${ways.length} trials: ${joined(list)}; ${scoreLabel}.`,
    zh: `平行坐标图${called}：${ways.length} 次试验；${joined(list)}；${scoreLabel}。`,
  });
  const best = ways.find(({ rank }) => rank === 'best');
  const failed = ways.filter(({ rank }) => rank === 'failed').length;
  const failures = failed === 0 ? [] : [text({ en: `${failed} failed.`, zh: `${failed} 次失败。` })];
  if (!best) return [head, ...failures].join(text({ en: ' ', zh: '' }));
  const chosen = settings.map((name) => `${termed(name)} ${wordOf(best.values.get(name))}`);
  const winner = text({
    en: `Best: trial ${best.number}, ${scoreLabel} ${brief(best.score)}, with ${chosen.join(', ')}.`,
    zh: `最佳：第 ${best.number} 次试验，${scoreLabel} ${brief(best.score)}，${chosen.join('，')}。`,
  });
  return [head, winner, ...quarterWords(ways, axes, settings), ...failures].join(text({ en: ' ', zh: '' }));
}

/** Between which values the settings of the best quarter lie. */
function quarterWords(
  ways: readonly RankedWay[],
  axes: readonly ParallelAxis[],
  settings: readonly string[],
): readonly string[] {
  const good = ways.filter(({ rank }) => rank === 'best' || rank === 'quarter');
  if (good.length < 2) return [];
  const parts = settings.map((name, a) => {
    const values = good.flatMap(({ values }) => (values.has(name) ? [values.get(name)] : []));
    const numbers = values.filter((value) => typeof value === 'number');
    const range =
      axes[a]?.kind === 'words'
        ? [...new Set(values.map(wordOf))].join(text({ en: ' or ', zh: '或' }))
        : text({
            en: `${brief(Math.min(...numbers))} to ${brief(Math.max(...numbers))}`,
            zh: `${brief(Math.min(...numbers))} 到 ${brief(Math.max(...numbers))}`,
          });
    return `${termed(name)} ${range}`;
  });
  return [
    text({ en: `The best ${good.length} have ${joined(parts)}.`, zh: `最好的 ${good.length} 次：${joined(parts)}。` }),
  ];
}
