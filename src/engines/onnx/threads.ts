/** Whether a graph has work for several threads: dividing a small product costs more than it saves. */
import type { Graph, Step } from '../../graph/graph.ts';
import { sizeOf } from '../../tensor/shape.ts';

/** Multiplications of the largest product from which on several threads pay: some 50 µs of one. */
const MANY = 1e7;

/** Whether the graph has a product so large. */
export function paysThreads({ steps }: Graph): boolean {
  return steps.some((step) => multiplications(step) >= MANY);
}

/** Each element of a product is the sum of so many. */
function multiplications({ operation, inputs: [a, b], attributes, shape }: Step): number {
  if (operation === 'matmul')
    return sizeOf(shape) * a.shape[a.shape.length - (attributes['transposeA'] === true ? 2 : 1)];
  if (operation === 'matrixProduct') return sizeOf(shape) * b.shape[0];
  if (operation === 'convolve') return (sizeOf(shape) * sizeOf(b.shape)) / b.shape[3];
  return 0;
}
