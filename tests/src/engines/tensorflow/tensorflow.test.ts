/** The engine on TensorFlow's kernels, here with the package that is JavaScript throughout; engines.test.ts compares them all. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import {
  conv2d,
  dense,
  type EngineName,
  flatten,
  maxPool2d,
  primitives,
  rng,
  seed,
  sequential,
  tensor,
  use,
} from 'tslate';
import { kernels } from '../../../../src/engines/tensorflow/kernels.ts';
import { library } from '../../../../src/engines/tensorflow/library.ts';
import { messageOf } from '../../values.ts';

beforeEach(() => void vi.stubEnv('TSLATE_TENSORFLOW', '@tensorflow/tfjs'));
afterEach(() => {
  use('simd');
  vi.unstubAllEnvs();
});

it('has a kernel for every primitive that computes', () => {
  const computing = [...primitives.values()].filter((entry) => entry.kind === 'elementwise' || entry.view !== true);
  expect(Object.keys(kernels).sort()).toEqual(computing.map(({ name }) => name).sort());
});

it('trains a network with convolutions as simd does', async () => {
  const losses = async (name: EngineName): Promise<readonly number[]> => {
    seed(1);
    const random = rng(2);
    const model = sequential(
      [8, 8, 1],
      conv2d(4, 3, { activation: 'relu' }),
      maxPool2d(2),
      flatten(),
      dense(3, { activation: 'softmax' }),
    ).compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy' });
    const labels = tensor(
      Int32Array.from({ length: 24 }, (_, i) => i % 3),
      [24],
      'int32',
    );
    use(name);
    const x = random.normal([24, 8, 8, 1]);
    return (await model.fit(x, labels, { epochs: 3, batchSize: 8, shuffle: false, progress: false })).loss;
  };
  const [expected, found] = [await losses('simd'), await losses('tensorflow')];
  found.forEach((loss, i) => expect(loss).toBeCloseTo(expected[i], 5));
});

it('frees what it needed on the way', () => {
  use('tensorflow');
  const tf: { memory(): { numTensors: number } } = Object(library());
  const before = tf.memory().numTensors;
  rng(0)
    .normal([4, 4])
    .matmul(rng(1).normal([4, 4]))
    .relu()
    .sum();
  expect(tf.memory().numTensors).toBe(before);
});

it('refuses an index that is not there with the same sentence as the others', () => {
  const pick = (): unknown => tensor([1, 2, 3]).take(tensor([3], [1], 'int32'));
  const expected = messageOf(pick);
  use('tensorflow');
  expect(messageOf(pick)).toBe(expected);
});
