/** Small problems to learn. */
import { fixed, layer, type Parameter, rng, type Tensor, tensor, zeros } from 'tslate';
import type { SameShape } from '../../../src/layers/layer-types.ts';

export const xorX = tensor([[0, 0], [0, 1], [1, 0], [1, 1]]); // prettier-ignore
export const xorY = tensor([[0], [1], [1], [0]]);

/** Three clouds of points, far apart, and the number of each point's cloud. */
export function blobs(count: number): { x: Tensor<readonly [number, 2]>; y: Tensor<readonly [number], 'int32'> } {
  const random = rng(1);
  const centres = [[-2, 0], [2, 0], [0, 3]]; // prettier-ignore
  const labels = Int32Array.from({ length: count }, (_, i) => i % 3);
  const noise = random.normal([count, 2], { std: 0.5 });
  const x = noise.data.map((value, i) => value + centres[labels[i >> 1]][i % 2]);
  return { x: tensor(x, [count, 2]), y: tensor(labels, [count]) };
}

/** Options of `fit` for a test. */
export const quiet = { progress: false } as const;

/** f as a layer, which counts the batches of training in a weight that no gradient changes. */
export const counting = (f: (x: Tensor) => Tensor = (x) => x) =>
  layer<SameShape, { count: Parameter }>({
    kind: 'counting',
    config: {},
    shape: (shape) => shape,
    parameters: () => ({ count: fixed(zeros([])) }),
    call: (batch, { count }, { training = false }) => {
      if (training) count.assign(count.add(1).detach());
      return f(batch.cast('float32'));
    },
  });
