/** Orthogonal weights: a matrix that only turns, so that a signal keeps its length however often it passes. */
import type { Rng } from '../random/rng.ts';
import type { Shape } from '../tensor/shape-types.ts';
import { Tensor } from '../tensor/tensor.ts';

/**
 * Weights of shape [inputs, units] (all axes but the last count as inputs) with WᵀW = 1, or W·Wᵀ = 1 where there are more
 * units than inputs: normal numbers, made orthogonal row by row (Gram and Schmidt), which draws every turn alike.
 * Source: Saxe, McClelland and Ganguli, “Exact solutions to the nonlinear dynamics of learning in deep linear neural
 * networks”, ICLR 2014.
 */
export function orthogonal<const S extends Shape>(shape: S, rng: Rng): Tensor<S> {
  const columns = shape[shape.length - 1];
  const rows = shape.slice(0, -1).reduce((product, length) => product * length, 1);
  const [count, length] = rows < columns ? [rows, columns] : [columns, rows];
  const vectors = orthonormal(Array.from({ length: count }, () => Float64Array.from(rng.normal([length]).data)));
  const data = new Float32Array(rows * columns);
  vectors.forEach((vector, i) => {
    for (let j = 0; j < length; j++) data[rows < columns ? i * columns + j : j * columns + i] = vector[j];
  });
  return new Tensor(data, shape, 'float32');
}

/** From each vector its shares along the earlier ones are taken away, and the rest gets length 1; in place. */
function orthonormal(vectors: readonly Float64Array[]): readonly Float64Array[] {
  vectors.forEach((v, i) => {
    for (const u of vectors.slice(0, i)) add(v, -dot(u, v), u);
    const length = Math.sqrt(dot(v, v));
    for (let k = 0; k < v.length; k++) v[k] /= length;
  });
  return vectors;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k] * b[k];
  return sum;
}

/** v ← v + c·u */
function add(v: Float64Array, c: number, u: Float64Array): void {
  for (let k = 0; k < v.length; k++) v[k] += c * u[k];
}
