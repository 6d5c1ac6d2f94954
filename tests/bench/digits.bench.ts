/** How like MNIST the embedded digits are: the MLP of article 001, trained on them alone, is tested on both. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dense, mnist, seed, sequential } from 'tslate';
import { DIGITS } from '../../src/data/digests.ts';
import { packageData } from '../../src/data/files.ts';
import { loadSet } from '../../src/data/load.ts';

const SEEDS = [0, 1, 2];
const EPOCHS = 10;

test('a model trained on the embedded digits alone reads at least 85 % of real MNIST', async () => {
  const digits = await loadSet(DIGITS, { directory: join(await packageData(), DIGITS.folder) });
  const real = await mnist.load({ train: 1 });
  const rows: Record<string, string>[] = [];
  const accuracies: number[] = [];
  for (const one of SEEDS) {
    seed(one);
    const mlp = sequential(
      [784],
      dense(64, { activation: 'relu' }),
      dense(64, { activation: 'relu' }),
      dense(10, { activation: 'softmax' }),
    ).compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
    await mlp.fit(digits.flat.xTrain, digits.yTrain, { epochs: EPOCHS, batchSize: 32, progress: false });
    const synthetic = await mlp.evaluate(digits.flat.xTest, digits.yTest);
    const genuine = await mlp.evaluate(real.flat.xTest, real.yTest);
    accuracies.push(genuine.accuracy);
    rows.push({
      seed: String(one),
      [digits.source]: synthetic.accuracy.toFixed(4),
      [`test: ${real.source}`]: genuine.accuracy.toFixed(4),
    });
  }
  console.table(rows);
  if (real.source === 'MNIST') expect(Math.min(...accuracies)).toBeGreaterThan(0.85);
  else console.log('Real MNIST is not here: name its folder with TSLATE_DATA to measure on it.');
});
