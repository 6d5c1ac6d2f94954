/** The MLP of article 001 (784-64-64-10, Adam, batch 32) on MNIST: time and memory of a step, accuracy after 10 epochs. */
import { expect, test } from 'vitest';
import { dense, mnist, seed, sequential } from 'tslate';
import { epochTable } from './epochs.ts';

test('the MLP of article 001 reaches 97 % after 10 epochs', async () => {
  const { flat, yTrain, yTest, source } = await mnist.load();
  seed(1);
  const mlp = sequential(
    [784],
    dense(64, { activation: 'relu' }),
    dense(64, { activation: 'relu' }),
    dense(10, { activation: 'softmax' }),
  ).compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
  const steps = Math.ceil(yTrain.size / 32);
  const table = epochTable(steps, 3);
  await mlp.fit(flat.xTrain, yTrain, {
    epochs: 10,
    progress: false,
    callbacks: [table.callback],
  });
  table.print();
  const { accuracy } = await mlp.evaluate(flat.xTest, yTest);
  console.log(`${source}: test accuracy ${(100 * accuracy).toFixed(2)} %`);
  if (source === 'MNIST') expect(accuracy).toBeGreaterThan(0.97);
});
