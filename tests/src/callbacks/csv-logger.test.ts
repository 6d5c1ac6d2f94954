import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { checkpoint, cosineDecay, csvLogger, dense, readCsv, sequential, sgd } from 'tslate';
import { rejectionOf } from '../values.ts';
import { blobs, quiet } from '../training/samples.ts';

const folder = mkdtempSync(join(tmpdir(), 'tslate-csv-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('csvLogger keeps the history in a file, epochs before a break and the learning rate of a schedule included', async () => {
  const [path, resume] = [join(folder, 'logs', 'run.csv'), join(folder, 'run.safetensors')];
  const { x, y } = blobs(20);
  const train = (epochs: number, options: { readonly resume?: string }) =>
    sequential([2], dense(3))
      .compile({ optimizer: sgd({ learningRate: cosineDecay({ initial: 0.1, steps: 3 }) }), loss: 'mse' })
      .fit(x, y.oneHot(3), { epochs, validationSplit: 0.2, callbacks: [csvLogger({ path }), checkpoint({ path: resume })], ...options, ...quiet }); // prettier-ignore
  await train(2, {});
  const history = await train(3, { resume });
  const { columns } = await readCsv(readFileSync(path));
  const values = Object.entries(columns).map(([name, column]) => [name, [...column.values]]);
  expect(values).toEqual(Object.entries({ epoch: [1, 2, 3], ...history }));
  // Of one step an epoch the rates are those of cos(π/3), cos(2π/3) and cos π.
  [0.075, 0.025, 0].forEach((rate, i) => expect(history.learningRate?.[i]).toBeCloseTo(rate, 12));
  const blocked = sequential([2], dense(3)).compile({ optimizer: 'sgd', loss: 'mse' });
  expect(
    await rejectionOf(blocked.fit(x, y.oneHot(3), { callbacks: [csvLogger({ path: folder })], ...quiet })),
  ).toContain(`${folder}: expected a place that can be written to`);
});
