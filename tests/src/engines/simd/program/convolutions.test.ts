/** Convolutions and pooling in programs of this engine: values and gradients of the plain loops, for windows of every kind. */
import { afterEach, describe, expect, it } from 'vitest';
import { parameter, Tensor, use } from 'tslate';
import { program } from '../../../../../src/graph/program.ts';
import { convolve } from '../../../../../src/ops/convolution.ts';
import { maxPool } from '../../../../../src/ops/pool.ts';
import type { AnyParameter } from '../../../../../src/tensor/parameter.ts';
import type { Shape } from '../../../../../src/tensor/shape-types.ts';
import type { AnyTensor } from '../../../../../src/tensor/tensor.ts';
import type { Two, Windows } from '../../../../../src/tensor/windows.ts';
import { expectClose, RandomTensors } from '../../../values.ts';

afterEach(() => void use('simd'));

/** Weighs every element of y differently, and goes back from the sum. */
function differentiated(y: AnyTensor): AnyTensor {
  const weights = Float32Array.from({ length: y.size }, (_, i) => ((i * 37) % 101) / 50 - 1);
  y.reshape([y.size])
    .mul(new Tensor(weights, [y.size], 'float32'))
    .sum()
    .backward();
  return y;
}

/** Values and gradients of `f`, as a program and in plain loops. */
async function expectSame(what: string, f: () => AnyTensor, parameters: readonly AnyParameter[], tolerance: number) {
  const step = (): readonly AnyTensor[] => [differentiated(f())];
  const take = (values: readonly AnyTensor[]) => [...values, ...parameters.map(({ grad }) => grad)];
  use('simd');
  const found = take((await (await program(step, [])).run([])).results);
  for (const p of parameters) p.grad = undefined;
  use('plain');
  const wanted = take(step());
  for (const p of parameters) p.grad = undefined;
  expect(found).toHaveLength(parameters.length + 1);
  found.forEach((x, i) => {
    const reference = wanted[i];
    if (x === undefined || reference === undefined) throw new Error(`${what}: no gradient ${i}`);
    expectClose(x, reference, tolerance, `${what}, ${i}`);
  });
}

const two = (random: RandomTensors, low: number, high: number): Two => [
  random.whole(low, high),
  random.whole(low, high),
];

describe('a program of the engine simd', () => {
  it('convolves with any size, stride, dilation, margin, number of channels, filters and groups', async () => {
    const random = new RandomTensors(51);
    for (let round = 0; round < 40; round++) {
      const [size, stride, dilation] = [two(random, 1, 4), two(random, 1, 3), two(random, 1, 2)];
      const margin = (): Two => (round % 2 === 0 ? [0, 0] : [random.whole(0, size[0]), random.whole(0, size[1])]);
      const windows: Windows = { size, stride, dilation, before: margin(), after: margin() };
      const groups = round % 5 === 0 ? 2 : 1;
      const [channels, filters] = [groups * random.whole(1, 5), groups * random.whole(1, 10)];
      const span = [0, 1].map((axis) => dilation[axis] * (size[axis] - 1) + 1);
      const image = [random.whole(1, 6), span[0] + random.whole(0, 6), span[1] + random.whole(0, 6), channels];
      const x = parameter(random.tensor(image, 'float32'));
      const W = parameter(random.tensor([...size, channels / groups, filters], 'float32'));
      await expectSame(`round ${round}`, () => convolve(x, W, windows, groups), [x, W], 2e-5);
    }
  });

  it('convolves images whose windows do not fit into the memory of a thread at once', async () => {
    const random = new RandomTensors(52);
    const plain: Windows = { size: [3, 3], stride: [1, 1], dilation: [1, 1], before: [1, 1], after: [1, 1] };
    const shapes: readonly (readonly [Shape, number])[] = [
      [[2, 40, 50, 12], 8],
      // Not even one row of places fits.
      [[1, 3, 700, 20], 5],
    ];
    for (const [image, filters] of shapes) {
      const x = parameter(random.tensor(image, 'float32'));
      const W = parameter(random.tensor([3, 3, image[3], filters], 'float32'));
      await expectSame(image.join('×'), () => convolve(x, W, plain), [x, W], 1e-4);
    }
  });

  it('pools with any window, with margins and any number of channels', async () => {
    const random = new RandomTensors(53);
    for (let round = 0; round < 40; round++) {
      const [size, stride, dilation] = [two(random, 1, 3), two(random, 1, 3), two(random, 1, 2)];
      const margin = (): Two =>
        round % 2 === 0 ? [0, 0] : [random.whole(0, size[0] - 1), random.whole(0, size[1] - 1)];
      const windows: Windows = { size, stride, dilation, before: margin(), after: [0, 0] };
      const span = [0, 1].map((axis) => dilation[axis] * (size[axis] - 1) + 1);
      const image = [
        random.whole(1, 3),
        span[0] + random.whole(0, 6),
        span[1] + random.whole(0, 6),
        random.whole(1, 9),
      ];
      const x = parameter(random.tensor(image, 'float32').mul(2).cast('int32').cast('float32'));
      await expectSame(`round ${round}`, () => maxPool(x.relu(), windows), [x], 1e-6);
    }
  });
});
