import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { mnist } from '../../../src/data/mnist.ts';

const directory = process.env['TSLATE_DATA'] ?? '';
const isHere = directory !== '' && existsSync(join(directory, 'mnist'));

// The first labels are those printed in many tutorials.
it.runIf(isHere)('real MNIST, where TSLATE_DATA names it, loads with its digests verified', async () => {
  const { source, xTrain, yTrain, xTest, yTest } = await mnist.load({ train: 100 });
  expect(source).toBe('MNIST');
  expect([xTrain.shape, xTest.shape]).toEqual([
    [100, 28, 28, 1],
    [10_000, 28, 28, 1],
  ]);
  expect([...yTrain.data.slice(0, 10)]).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
  expect([...yTest.data.slice(0, 10)]).toEqual([7, 2, 1, 0, 4, 1, 4, 9, 5, 9]);
});
