/** Says in words what a decision boundary shows: how the classes share the plane, and how many points lie on the wrong side. */
import { joined, text } from '../display/language.ts';
import { brief } from '../display/names.ts';
import type { PlaneFrame } from './rings.ts';

/** What is known of the regions and points. */
export interface BoundaryFacts {
  readonly names: readonly string[];
  /** The share of the drawn plane that each class has. */
  readonly shares: readonly number[];
  /** The share where the outputs are not finite. */
  readonly gaps: number;
  /** Every finite point: the number of its class, and whether it lies in its region. */
  readonly judged: readonly { readonly k: number; readonly right: boolean }[];
  /** How many points are drawn, and how many there were, finite or not. */
  readonly drawn: number;
  readonly total: number;
  readonly frame: PlaneFrame;
  readonly title?: string;
}

/** The figure in words, and the line under its title. */
export function describeBoundary(facts: BoundaryFacts): { readonly alt: string; readonly note: string } {
  const { names, shares, gaps, judged, frame, title } = facts;
  const named = title === undefined ? '' : `“${title}”`;
  const between = ([low, high]: readonly [number, number]) =>
    text({ en: `${brief(low)} to ${brief(high)}`, zh: `${brief(low)} 到 ${brief(high)}` });
  const head = text({
    en: `Decision boundary${named && ` ${named}`}: ${names.length} classes over ${frame.xLabel} from ${between(frame.x)} and ${frame.yLabel} from ${between(frame.y)}.`,
    zh: `决策边界图${named}：${names.length} 个类别，${frame.xLabel} 从 ${between(frame.x)}，${frame.yLabel} 从 ${between(frame.y)}。`,
  });
  const list = names.map((name, k) =>
    text({ en: `${name} has ${percent(shares[k])}`, zh: `${name}，${percent(shares[k])}` }),
  );
  const area = text({ en: `Of the plane ${list.join(', ')}.`, zh: `各类别所占面积：${list.join('；')}。` });
  const wrong = names.flatMap((name, k) => {
    const count = judged.filter((point) => point.k === k && !point.right).length;
    return count === 0 ? [] : [text({ en: `${count} of ${name}`, zh: `${name} ${count} 个` })];
  });
  const right = judged.filter((point) => point.right).length;
  const missed =
    wrong.length === 0
      ? ''
      : text({
          en: `; in other regions, outlined: ${wrong.join(', ')}`,
          zh: `；落在其他区域（加描边）：${wrong.join('，')}`,
        });
  const points =
    judged.length === 0
      ? text({ en: 'No points.', zh: '没有点。' })
      : text({
          en: `${right} of ${judged.length} points (${percent(right / judged.length)}) lie in the region of their class${missed}.`,
          zh: `${judged.length} 个点中有 ${right} 个（${percent(right / judged.length)}）落在自己类别的区域${missed}。`,
        });
  const remarks = remarksOn(facts);
  const sentences = [head, area, points, ...remarks.map((remark) => text({ en: `${remark}.`, zh: `${remark}。` }))];
  const alt = sentences.join(text({ en: ' ', zh: '' }));
  const outlined = judged.length - right;
  const key =
    judged.length === 0
      ? text({ en: 'no points', zh: '没有点' })
      : text({
          en: `outlined: ${outlined} of ${judged.length} points in the region of another class`,
          zh: `描边：${judged.length} 个点中有 ${outlined} 个落在其他类别的区域`,
        });
  const darker = gaps < 1 ? [text({ en: 'darker: surer', zh: '颜色越深越确定' })] : [];
  return { alt, note: [joined([...darker, key]), ...remarks].join('\n') };
}

/** What is left out. */
function remarksOn({ gaps, judged, drawn, total }: BoundaryFacts): readonly string[] {
  const lost = total - judged.length;
  return [
    ...(drawn < judged.length
      ? [text({ en: `${drawn} of ${judged.length} points drawn`, zh: `共 ${judged.length} 个点，画出 ${drawn} 个` })]
      : []),
    ...(lost > 0
      ? [
          text({
            en: `${lost} of ${total} points not finite, left out`,
            zh: `${total} 个点中有 ${lost} 个不是有限数，未画出`,
          }),
        ]
      : []),
    ...(gaps > 0
      ? [
          text({
            en: `on ${percent(gaps)} of the plane the output is not finite, left white`,
            zh: `平面的 ${percent(gaps)} 上输出不是有限数，留白`,
          }),
        ]
      : []),
  ];
}

function percent(share: number): string {
  const digits = share > 0 && share < 1 && (share < 0.01 || share > 0.99) ? 1 : 0;
  return `${(100 * share).toFixed(digits)} %`;
}
