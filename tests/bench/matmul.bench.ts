/** The speed of the matrix product on the sizes of the articles' models, on one thread. */
import { test } from 'vitest';
import { rng } from 'tslate';

test('matrix products', () => {
  const { normal } = rng(0);
  const sizes = [
    [32, 784, 64],
    [784, 32, 64],
    [3872, 288, 64],
    [512, 512, 512],
  ];
  const rows = sizes.map(([m, k, n]) => {
    const [a, b] = [normal([m, k]), normal([k, n])];
    let best = Infinity;
    for (let round = 0; round < 200; round++) {
      const start = performance.now();
      a.matmul(b);
      best = Math.min(best, performance.now() - start);
    }
    return {
      size: `${m}×${k} · ${k}×${n}`,
      'best ms': best.toFixed(3),
      'GFLOP/s': ((2e-6 * m * k * n) / best).toFixed(1),
    };
  });
  console.table(rows);
});
