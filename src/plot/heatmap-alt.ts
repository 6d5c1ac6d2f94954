/** Says in words what a heatmap shows; of a confusion matrix, how much lies on the diagonal and what is confused most. */
import { text } from '../display/language.ts';
import { percent, written } from '../display/names.ts';

/** What is known of a heatmap. */
export interface HeatmapFacts {
  readonly matrix: readonly (readonly number[])[];
  readonly rowLabels: readonly string[];
  readonly columnLabels: readonly string[];
  /** Names of both rows and columns: then it is read as a confusion matrix, where the values are counts. */
  readonly labels?: readonly (string | number)[];
  readonly title?: string;
  readonly xLabel?: string;
  readonly yLabel?: string;
}

interface Cell {
  readonly value: number;
  readonly row: number;
  readonly column: number;
}

/** The heatmap in words. */
export function describeHeatmap(facts: HeatmapFacts): string {
  const { matrix, rowLabels, columnLabels, title, xLabel, yLabel } = facts;
  const named = title === undefined ? '' : `“${title}”`;
  const rows = yLabel === undefined ? '' : text({ en: ` (${yLabel})`, zh: `（${yLabel}）` });
  const columns = xLabel === undefined ? '' : text({ en: ` (${xLabel})`, zh: `（${xLabel}）` });
  const cells = matrix.flatMap((values, row) => values.map((value, column) => ({ value, row, column })));
  const counts = isConfusion(facts, cells);
  const kind = counts ? text({ en: 'Confusion matrix', zh: '混淆矩阵' }) : text({ en: 'Heatmap', zh: '热图' });
  const head = text({
    en: `${kind}${named && ` ${named}`}: ${rowLabels.length} rows${rows} by ${columnLabels.length} columns${columns}.`,
    zh: `${kind}${named}：${rowLabels.length} 行${rows}，${columnLabels.length} 列${columns}。`,
  });
  const finite = cells.filter(({ value }) => Number.isFinite(value));
  const body = counts ? confusion(cells, facts) : extremes(finite, facts);
  const bad = cells.length - finite.length;
  const holes =
    bad === 0 ? '' : text({ en: ` ${bad} not finite, drawn in green.`, zh: `${bad} 个值不是有限数，画成绿色。` });
  return text({ en: `${head} ${body}${holes}`, zh: `${head}${body}${holes}` });
}

function isConfusion({ labels, matrix }: HeatmapFacts, cells: readonly Cell[]): boolean {
  const counts = cells.every(({ value }) => Number.isInteger(value) && value >= 0);
  return labels !== undefined && matrix.length === matrix[0]?.length && counts && cells.some(({ value }) => value > 0);
}

function confusion(cells: readonly Cell[], { rowLabels, columnLabels }: HeatmapFacts): string {
  const sum = (some: readonly Cell[]) => some.reduce((total, { value }) => total + value, 0);
  const diagonal = sum(cells.filter(({ row, column }) => row === column));
  const share = ((100 * diagonal) / sum(cells)).toFixed(1);
  const worst = most(cells.filter(({ row, column }) => row !== column));
  const onDiagonal = text({
    en: `${diagonal} of ${sum(cells)} (${share} %) on the diagonal`,
    zh: `对角线上 ${diagonal}，共 ${sum(cells)}（${share} %）`,
  });
  if (!worst || worst.value === 0) return text({ en: `${onDiagonal}.`, zh: `${onDiagonal}。` });
  const [from, to] = [rowLabels[worst.row], columnLabels[worst.column]];
  return text({
    en: `${onDiagonal}; most confused: ${from} → ${to}, ${worst.value} times${leastFound(cells, rowLabels)}.`,
    zh: `${onDiagonal}；最常混淆：${from} → ${to}，${worst.value} 次${leastFound(cells, rowLabels)}。`,
  });
}

/** The class of which the smallest share is found. */
function leastFound(cells: readonly Cell[], rowLabels: readonly string[]): string {
  const shares = rowLabels.map((label, row) => {
    const own = cells.filter((cell) => cell.row === row);
    const total = own.reduce((sum, { value }) => sum + value, 0);
    const found = own.find(({ column }) => column === row)?.value ?? 0;
    return { label, share: total > 0 ? found / total : Infinity };
  });
  const least = shares.reduce((low, one) => (one.share < low.share ? one : low), { label: '', share: Infinity });
  const share = percent(least.share);
  return text({ en: `; least found: ${least.label}, ${share}`, zh: `；找出最少的是 ${least.label}，${share}` });
}

function extremes(cells: readonly Cell[], { rowLabels, columnLabels }: HeatmapFacts): string {
  const high = most(cells);
  const low = most(cells.map(({ value, ...place }) => ({ ...place, value: -value })));
  if (!high || !low) return '';
  const place = ({ row, column }: Cell) =>
    text({
      en: `row ${rowLabels[row]}, column ${columnLabels[column]}`,
      zh: `第 ${rowLabels[row]} 行第 ${columnLabels[column]} 列`,
    });
  return text({
    en: `Lowest ${written(-low.value)} (${place(low)}), highest ${written(high.value)} (${place(high)}).`,
    zh: `最低 ${written(-low.value)}（${place(low)}），最高 ${written(high.value)}（${place(high)}）。`,
  });
}

function most(cells: readonly Cell[]): Cell | undefined {
  return cells.reduce<Cell | undefined>((best, cell) => (best && best.value >= cell.value ? best : cell), undefined);
}
