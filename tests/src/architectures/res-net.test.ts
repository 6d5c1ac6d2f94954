import { expect, it } from 'vitest';
import { adam, resNet, seed } from 'tslate';
import { messageOf } from '../values.ts';
import { smallDigits, trainable } from './digits.ts';

/** Convolutions without bias, γ and β for each of their filters, and the dense layer. */
function weightsOf(channels: number, classes: number, depth: number, width: number): number {
  const n = (depth - 2) / 6;
  const convolution = (from: number, to: number, window: number): number => window * window * from * to + 2 * to;
  const stage = (from: number, to: number): number =>
    convolution(from, to, 3) + (2 * n - 1) * convolution(to, to, 3) + (from === to ? 0 : convolution(from, to, 1));
  const stages = stage(width, width) + stage(width, 2 * width) + stage(2 * width, 4 * width);
  return convolution(channels, width, 3) + stages + 4 * width * classes + classes;
}

it.each([
  [20, 16, 3],
  [8, 4, 1],
])('resNet of depth %i and width %i has the weights of its formula', (depth, width, channels) => {
  const model = resNet([16, 16, channels], 10, { depth, width });
  expect(trainable(model)).toBe(weightsOf(channels, 10, depth, width));
});

it('resNet of depth 20 has 272,474 weights: the 0.27 million of the paper', () => {
  expect(trainable(resNet([32, 32, 3], 10))).toBe(272_474);
});

it('resNet learns digits: of three it tells more than three quarters of those that it has not seen', async () => {
  seed(1);
  const model = resNet([14, 14, 1], 3, { depth: 8, width: 4 }).compile({
    ...{ optimizer: adam({ learningRate: 0.01 }), loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] },
  });
  const [train, test] = await Promise.all([smallDigits('train', 240, 3), smallDigits('test', 100, 3)]);
  await model.fit(train.x, train.y, { epochs: 4, batchSize: 20, seed: 1, progress: false });
  expect((await model.evaluate(test.x, test.y)).accuracy).toBeGreaterThan(0.75);
});

it('resNet wants a depth of 6n + 2', () => {
  expect(messageOf(() => resNet([32, 32, 3], 10, { depth: 18 }))).toBe(
    'resNet: expected a depth of 6n + 2: 8, 14, 20, …, received 18.',
  );
});
