/** The MLP of article 001 (784-64-64-10, Adam, batch 32) on MNIST: time and memory of a step, accuracy after 10 epochs. */
import { expect, test } from 'vitest';
import { dense, mnist, seed, sequential } from 'tslate';

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
  const rows: Record<string, string>[] = [];
  let start = performance.now();
  let busy = process.cpuUsage();
  await mlp.fit(flat.xTrain, yTrain, {
    epochs: 10,
    progress: false,
    callbacks: [
      {
        onEpochEnd(epoch, { loss, accuracy }) {
          const used = process.cpuUsage(busy);
          rows.push({
            epoch: String(epoch + 1),
            'ms/step': ((performance.now() - start) / steps).toFixed(3),
            'CPU ms/step': ((used.user + used.system) / 1000 / steps).toFixed(3),
            'RSS MB': (process.memoryUsage().rss / 1e6).toFixed(0),
            loss: loss.toFixed(4),
            accuracy: accuracy.toFixed(4),
          });
          start = performance.now();
          busy = process.cpuUsage();
        },
      },
    ],
  });
  console.table(rows);
  const { accuracy } = await mlp.evaluate(flat.xTest, yTest);
  console.log(`${source}: test accuracy ${(100 * accuracy).toFixed(2)} %`);
  if (source === 'MNIST') expect(accuracy).toBeGreaterThan(0.97);
});
