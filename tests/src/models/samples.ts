/** Small problems to learn. */
import { rng, type Tensor, tensor } from 'tslate';

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
