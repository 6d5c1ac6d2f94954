/** The CNN of article 002 on MNIST, batches of 32: time and accuracy of the article's five epochs (memory: memory.bench.ts). */
import { expect, test } from 'vitest';
import { mnist, seed } from 'tslate';
import { cnn, EPOCHS } from '../seeds/002-cnn.ts';
import { epochTable } from './epochs.ts';

test('five epochs of the CNN', async () => {
  const { xTrain, yTrain, xTest, yTest, source } = await mnist.load();
  seed(1);
  const program = cnn();
  const table = epochTable(Math.ceil(yTrain.size / 32), 2);
  const start = performance.now();
  await program.fit(xTrain, yTrain, { epochs: EPOCHS, progress: false, callbacks: [table.callback] });
  const seconds = (performance.now() - start) / 1000;
  table.print();
  const { accuracy } = await program.evaluate(xTest, yTest);
  console.log(`${source}: ${seconds.toFixed(1)} s, test accuracy ${(100 * accuracy).toFixed(2)} %`);
  if (source === 'MNIST') expect(accuracy).toBeGreaterThan(0.985);
});
