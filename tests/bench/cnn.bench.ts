/** The CNN of article 002 (convolutions 32 and 64, Adam, batch 32) on MNIST: time of a step over 500 of them. */
import { test } from 'vitest';
import { conv2d, dense, flatten, maxPool2d, mnist, seed, sequential } from 'tslate';
import { epochTable } from './epochs.ts';

test('the CNN of article 002, batch 32', async () => {
  const { xTrain, yTrain, source } = await mnist.load();
  seed(1);
  const cnn = sequential(
    [28, 28, 1],
    conv2d(32, 3, { activation: 'relu' }),
    maxPool2d(2),
    conv2d(64, 3, { activation: 'relu' }),
    maxPool2d(2),
    flatten(),
    dense(10, { activation: 'softmax' }),
  ).compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
  const steps = 500;
  const x = xTrain.rows(Array.from({ length: 32 * steps }, (_, i) => i));
  const y = yTrain.rows(Array.from({ length: 32 * steps }, (_, i) => i));
  const table = epochTable(steps, 1);
  await cnn.fit(x, y, {
    epochs: 3,
    progress: false,
    callbacks: [table.callback],
  });
  table.print();
  console.log(`${steps} steps an epoch on ${source}`);
});
