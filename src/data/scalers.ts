/** Features brought to a common scale, as learned from the training data, and back. */
import { ArgumentError, ShapeError } from '../errors.ts';
import { tensor } from '../tensor/create.ts';
import { showShape, sizeOf } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** x ↦ (x − offset) / scale for every feature, the shape of one sample. */
export interface Scaler<F extends Shape> {
  /** What is taken off each feature. */
  readonly offset: Tensor<F>;
  /** What each feature is divided by then. */
  readonly scale: Tensor<F>;
  /** Samples on the common scale. */
  transform(x: Tensor<readonly [number, ...F]>): Tensor<readonly [number, ...F]>;
  /** Samples on their own scale again. */
  inverse(z: Tensor<readonly [number, ...F]>): Tensor<readonly [number, ...F]>;
}

/**
 * Learns from x how to bring every feature to mean 0 and standard deviation 1: z = (x − μ) / σ.
 *
 *     const scaler = standardScaler(xTrain);
 *     await model.fit(scaler.transform(xTrain), yTrain);
 *     await model.evaluate(scaler.transform(xTest), yTest);   // the training data's μ and σ
 *
 * σ² is the mean square of x − μ (division by n). A feature that never changes is only shifted, to 0.
 * Source: scikit-learn, `StandardScaler`.
 * @param x training data, samples along the first axis
 * @throws ShapeError for no samples, ArgumentError for a number that is not finite
 */
export function standardScaler<F extends Shape>(x: Tensor<readonly [number, ...F]>): Scaler<F> {
  const { count, features, shape } = samplesOf('standardScaler', x);
  const mean = new Float64Array(features);
  const square = new Float64Array(features);
  x.data.forEach((value, i) => (mean[i % features] += value / count));
  x.data.forEach((value, i) => (square[i % features] += (value - mean[i % features]) ** 2 / count));
  return scaler(
    shape,
    mean,
    square.map((variance, j) => (constant(variance, mean[j], count) ? 1 : Math.sqrt(variance))),
  );
}

/**
 * Learns from x how to bring every feature into a range: z = low + (high − low)·(x − min) / (max − min).
 * Other data may leave the range. A feature that never changes becomes `low`.
 * Source: scikit-learn, `MinMaxScaler`.
 * @param x training data, samples along the first axis
 * @param range [0, 1] by default
 * @throws ShapeError for no samples, ArgumentError for a number that is not finite or a range that is not one
 */
export function minMaxScaler<F extends Shape>(
  x: Tensor<readonly [number, ...F]>,
  { range: [low, high] = [0, 1] }: { readonly range?: readonly [number, number] } = {},
): Scaler<F> {
  if (!(low < high && Number.isFinite(high - low))) {
    throw new ArgumentError({
      what: 'minMaxScaler',
      expected: 'a range [low, high] with low < high',
      received: `[${low}, ${high}]`,
    });
  }
  const { features, shape } = samplesOf('minMaxScaler', x);
  const least = new Float64Array(features).fill(Infinity);
  const most = new Float64Array(features).fill(-Infinity);
  x.data.forEach((value, i) => {
    const j = i % features;
    least[j] = Math.min(least[j], value);
    most[j] = Math.max(most[j], value);
  });
  const scale = least.map((value, j) => (most[j] > value ? (most[j] - value) / (high - low) : 1));
  return scaler(
    shape,
    least.map((value, j) => value - low * scale[j]),
    scale,
  );
}

function scaler<F extends Shape>(shape: F, offsets: Float64Array, scales: Float64Array): Scaler<F> {
  const offset = tensor(Float32Array.from(offsets), shape);
  const scale = tensor(Float32Array.from(scales), shape);
  type X = Tensor<readonly [number, ...F]>;
  const likeSamples = (what: string, x: X): X => {
    if (x.rank === shape.length + 1 && shape.every((length, axis) => x.shape[axis + 1] === length)) return x;
    throw new ShapeError({
      what: `${what} of a scaler`,
      expected: `samples of shape ${showShape(shape)}, as it was fitted to`,
      received: `a tensor of shape ${showShape(x.shape)}`,
    });
  };
  // In float64 and per element, rounded once: near a large offset float32 would lose the digits that differ.
  const map = (x: X, f: (value: number, offset: number, scale: number) => number): X =>
    tensor(
      x.data.map((value, i) => f(value, offsets[i % offsets.length], scales[i % scales.length])),
      x.shape,
    );
  return {
    offset,
    scale,
    transform: (x) => map(likeSamples('transform', x), (value, from, by) => (value - from) / by),
    inverse: (z) => map(likeSamples('inverse', z), (value, from, by) => value * by + from),
  };
}

/** Whether a variance is nothing but the rounding of the mean of `count` numbers (scikit-learn has the same bound). */
const constant = (variance: number, mean: number, count: number): boolean =>
  variance <= (count * Number.EPSILON * mean) ** 2;

function samplesOf<F extends Shape>(what: string, x: Tensor<readonly [number, ...F]>) {
  const [count, ...shape] = x.shape;
  const features = sizeOf(shape);
  if (x.rank === 0 || count === 0 || features === 0) {
    throw new ShapeError({ what, expected: 'at least one sample', received: `the shape ${showShape(x.shape)}` });
  }
  const bad = x.data.findIndex((value) => !Number.isFinite(value));
  if (bad !== -1) {
    throw new ArgumentError({
      what,
      expected: 'finite numbers only',
      received: `${x.data[bad]} in sample ${Math.floor(bad / features)}, feature ${bad % features}`,
      hint: 'fill in or leave out what is missing first',
    });
  }
  return { count, features, shape };
}
