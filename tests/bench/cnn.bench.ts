/** The CNN of article 002 (convolutions 32 and 64, Adam, batch 32) on MNIST: time of a step over 500 of them. */
import { test } from 'vitest';
import { conv2d, dense, flatten, maxPool2d, mnist, seed, sequential } from 'tslate';

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
  const rows: Record<string, string>[] = [];
  let start = performance.now();
  let busy = process.cpuUsage();
  await cnn.fit(x, y, {
    epochs: 3,
    progress: false,
    callbacks: [
      {
        onEpochEnd(epoch, { loss, accuracy }) {
          const used = process.cpuUsage(busy);
          rows.push({
            epoch: String(epoch + 1),
            'ms/step': ((performance.now() - start) / steps).toFixed(1),
            'CPU ms/step': ((used.user + used.system) / 1000 / steps).toFixed(1),
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
  console.log(`${steps} steps an epoch on ${source}`);
});
