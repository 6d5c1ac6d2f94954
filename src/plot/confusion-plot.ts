/** Confusion matrices: which class is taken for which, how often, and what share of its class that is. */
import { text } from '../display/language.ts';
import { ArgumentError, ShapeError } from '../errors.ts';
import { isEmptyMatrix, readMatrix, type TensorLike } from './array.ts';
import { emptyChart } from './empty.ts';
import { type Chart, type ChartOptions } from './figure.ts';
import { heatmap } from './heatmap.ts';

/** How a confusion matrix is drawn. */
export interface ConfusionPlotOptions extends ChartOptions {
  /** Names of the classes, in their order; 0, 1, 2 … where none are given. */
  readonly classes?: readonly (string | number)[];
}

/**
 * Draws a confusion matrix: `confusionPlot(confusionMatrix(y, model.predict(x)), { classes })`. Each cell has its count, and
 * its share of the row, of the samples of that class; the share gives the colour, so that rare classes are seen.
 * @param counts how many samples of class i (row) were taken for class j (column)
 * @throws ShapeError unless it is square, ArgumentError for what is no count
 */
export function confusionPlot(
  counts: TensorLike | readonly ArrayLike<number>[],
  options: ConfusionPlotOptions = {},
): Chart {
  const { classes, ...rest } = options;
  const xLabel = text({ en: 'predicted', zh: '预测类别' });
  const yLabel = text({ en: 'true class', zh: '真实类别' });
  if (isEmptyMatrix(counts)) return emptyChart({ en: 'Confusion matrix', zh: '混淆矩阵' }, { ...rest, xLabel, yLabel });
  const matrix = readMatrix('confusionPlot', counts);
  const [rows, columns] = [matrix.length, matrix[0]?.length ?? 0];
  if (rows !== columns) {
    const received = `${rows} rows of ${columns}`;
    throw new ShapeError({ what: 'confusionPlot', expected: 'as many columns as rows', received });
  }
  const wrong = matrix.flat().find((count) => !Number.isInteger(count) || count < 0);
  if (wrong !== undefined) {
    const hint = 'pass the counts; shares are computed from them';
    throw new ArgumentError({
      what: 'confusionPlot',
      expected: 'counts: whole numbers ≥ 0',
      received: String(wrong),
      hint,
    });
  }
  return heatmap(matrix, {
    ...rest,
    labels: classes ?? matrix.map((_, i) => i),
    xLabel,
    yLabel,
    shareOf: 'row',
  });
}
