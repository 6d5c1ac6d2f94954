/** Asks a classifier of the plane how sure it is of each class at many points. */
import { ShapeError } from '../errors.ts';
import type { Context } from '../layers/layer.ts';
import { withoutGradients } from '../ops/apply.ts';
import { tensor } from '../tensor/create.ts';
import { showShape } from '../tensor/shape.ts';
import type { AnyTensor, Tensor } from '../tensor/tensor.ts';
import type { Vertex } from './contours.ts';

/** A batch of points of the plane, [points, 2]. */
export type PlaneBatch = Tensor<readonly [number, 2]>;

/** What a model of points of the plane looks like from here. */
export interface PlaneModel {
  /** The outputs for a batch of points. */
  call(x: PlaneBatch, context?: Context): AnyTensor;
}

/**
 * Anything that tells classes of points: a model, compiled or not, or a function of a batch [points, 2]. It gives one number a
 * point, [points] or [points, 1], for the second of two classes; or one for each class, [points, classes]; or class numbers as
 * whole numbers (int32). Numbers outside 0 … 1 are read as scores before sigmoid or softmax.
 */
export type PlaneClassifier = PlaneModel | { readonly model: PlaneModel } | ((x: PlaneBatch) => AnyTensor);

/** For each class, its share at each point. */
export interface Verdicts {
  readonly shares: readonly ArrayLike<number>[];
  /** Whether one output told two classes apart. */
  readonly binary: boolean;
}

/** The classifier's verdicts at the points; a point that it has no finite output for has shares of NaN. */
export function verdictsAt(who: string, classifier: PlaneClassifier, points: readonly Vertex[]): Verdicts {
  const x = tensor(Float32Array.from(points.flat()), [points.length, 2]);
  const output = withoutGradients(() => {
    if (typeof classifier === 'function') return classifier(x);
    return ('model' in classifier ? classifier.model : classifier).call(x);
  });
  const [count, classes = 1] = output.shape;
  if (output.rank > 2 || count !== points.length || classes === 0) {
    throw new ShapeError({
      what: who,
      expected: `one number, or one for each class, for each of ${points.length} points`,
      received: output.rank === 0 ? 'a scalar' : `outputs of shape ${showShape(output.shape)}`,
    });
  }
  const { data } = output;
  if (output.dtype === 'int32') return { shares: oneHot(data), binary: false };
  if (classes === 1) {
    const second = Array.from(data, everyBetween(data) ? Number : (score) => 1 / (1 + Math.exp(-score)));
    return { shares: [second.map((share) => 1 - share), second], binary: true };
  }
  const rows = Array.from({ length: count }, (_, i) => Array.from(data.slice(i * classes, (i + 1) * classes)));
  const certain = everyBetween(data) && rows.every((row) => !(Math.abs(row.reduce((a, b) => a + b, 0) - 1) > 0.01));
  const shares = certain ? rows : rows.map(softmax);
  return { shares: Array.from({ length: classes }, (_, k) => shares.map((row) => row[k])), binary: false };
}

/** Rounding may take a probability a little out of its range. */
function everyBetween(data: ArrayLike<number>): boolean {
  return Array.from(data).every((value) => !(value < -1e-6 || value > 1 + 1e-6));
}

function softmax(row: readonly number[]): readonly number[] {
  const most = Math.max(...row);
  const powers = row.map((score) => Math.exp(score - most));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

function oneHot(labels: ArrayLike<number>): readonly ArrayLike<number>[] {
  const classes = Array.from(labels).reduce((most, label) => Math.max(most, label), 0) + 1;
  return Array.from({ length: Math.max(2, classes) }, (_, k) => Array.from(labels, (label) => (label === k ? 1 : 0)));
}

/** How far a class leads over the next best: 0 where it is level with it, 1 where it is certain; negative where it loses. */
export function lead({ shares }: Verdicts, k: number, point: number): number {
  const others = shares.map((share, j) => (j === k ? -Infinity : share[point]));
  return shares[k][point] - others.reduce((most, share) => (share > most || Number.isNaN(share) ? share : most));
}

/** The class of the greatest share at a point, the first of equals; −1 where the outputs are not finite. */
export function winner({ shares }: Verdicts, point: number): number {
  let best = -1;
  for (let k = 0; k < shares.length; k++) {
    const share = shares[k][point];
    if (!Number.isFinite(share)) return -1;
    if (best < 0 || share > shares[best][point]) best = k;
  }
  return best;
}
