/** Which class is taken for which, and what follows from it: precision, recall and F1. */
import { showsAs } from '../display/shows-as.ts';
import { ArgumentError } from '../errors.ts';
import { confusionPlot } from '../plot/confusion-plot.ts';
import { tensor } from '../tensor/create.ts';
import type { AnyTensor, Tensor } from '../tensor/tensor.ts';
import { classNumbers, type Metric } from './metric.ts';

/** Counts, row by row: how many samples of class i were predicted to be of class j. Nothing before the first batch. */
type Counts = readonly number[];

/**
 * How many samples of class i (row) were predicted to be of class j (column).
 * @param y labels: class numbers or one-hot; for a single output 0 and 1
 * @param prediction outputs, [samples, classes], or [samples, 1] with the probability of class 1
 * @returns [classes, classes]; the right ones stand on the diagonal
 * @throws ShapeError when labels and outputs do not fit, ArgumentError for a label that is no class
 */
export function confusionMatrix(y: AnyTensor, prediction: AnyTensor): Tensor<readonly [number, number], 'int32'> {
  const counts = counted('confusionMatrix', [], y, prediction);
  const classes = Math.sqrt(counts.length);
  const matrix = tensor(Int32Array.from(counts), [classes, classes]);
  return showsAs(matrix, () => confusionPlot(matrix));
}

/**
 * Of what was taken for a class, the share that is of it.
 *
 *     precision = TP / (TP + FP)
 *
 * For one output it is that of class 1; for several the mean over the classes (macro). A class of which nothing was
 * predicted has precision 0; one that occurs neither among labels nor among predictions does not count in the mean.
 * Source: the definitions, and what they leave open, as in scikit-learn's `precision_score` with `zero_division=0`.
 */
export const precision = ofClasses('precision', (tp, fp) => tp / (tp + fp));

/**
 * Of what is of a class, the share that was found.
 *
 *     recall = TP / (TP + FN)
 *
 * Classes are averaged as for precision; a class without samples that was predicted all the same has recall 0.
 */
export const recall = ofClasses('recall', (tp, _, fn) => tp / (tp + fn));

/**
 * The harmonic mean of precision and recall.
 *
 *     F1 = 2 · precision · recall / (precision + recall) = 2 TP / (2 TP + FP + FN)
 *
 * Classes are averaged as for precision: the mean of the classes' F1, not the F1 of the means.
 */
export const f1 = ofClasses('f1', (tp, fp, fn) => (2 * tp) / (2 * tp + fp + fn));

/** A metric from true positives, false positives and false negatives of a class. 0/0 counts as 0. */
function ofClasses<Name extends string>(
  name: Name,
  score: (tp: number, fp: number, fn: number) => number,
): Metric<{ readonly counts: Counts; readonly binary: boolean }, Name> {
  return {
    name,
    start: { counts: [], binary: false },
    update: ({ counts }, y, prediction) => ({
      counts: counted(name, counts, y, prediction),
      binary: prediction.shape[prediction.rank - 1] === 1,
    }),
    result({ counts, binary }) {
      const k = Math.sqrt(counts.length);
      const sum = (f: (i: number) => number): number =>
        Array.from({ length: k }, (_, i) => f(i)).reduce((a, b) => a + b, 0);
      const scores = Array.from({ length: k }, (_, c) => {
        const tp = counts[c * k + c];
        const [fp, fn] = [sum((i) => counts[i * k + c]) - tp, sum((j) => counts[c * k + j]) - tp];
        return { occurs: tp + fp + fn > 0, value: tp === 0 ? 0 : score(tp, fp, fn) };
      });
      if (binary) return scores[1].value;
      const occurring = scores.filter(({ occurs }) => occurs);
      return occurring.reduce((total, { value }) => total + value, 0) / occurring.length;
    },
  };
}

/** The counts with one more batch. */
function counted(what: string, counts: Counts, y: AnyTensor, prediction: AnyTensor): Counts {
  const { classes, actual: rows, predicted: columns } = classNumbers(what, y, prediction);
  const next = counts.length === 0 ? new Array<number>(classes * classes).fill(0) : [...counts];
  for (let i = 0; i < rows.length; i++) {
    if (!(rows[i] >= 0 && rows[i] < classes)) {
      throw new ArgumentError({
        what,
        expected: `class numbers from 0 to ${classes - 1}, as there are ${classes} outputs`,
        received: `the label ${rows[i]}`,
      });
    }
    next[rows[i] * classes + columns[i]]++;
  }
  return next;
}
