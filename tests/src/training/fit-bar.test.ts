/** What is seen of a training: the same places and numbers in a notebook and on a terminal. */
import { afterEach, describe, expect, it } from 'vitest';
import { batches, dense, sequential, setLanguage } from 'tslate';
import type { Host } from '../../../src/display/host.ts';
import type { MimeBundle } from '../../../src/display/index.ts';
import type { Output } from '../../../src/display/terminal.ts';
import { fitBar, type FitBar } from '../../../src/training/fit-bar.ts';
import { blobs } from './samples.ts';

const hook = Symbol.for('tslate.display');
afterEach(() => {
  setLanguage('en');
  Reflect.deleteProperty(globalThis, hook);
});

/** Draws with a clock that goes on by so many seconds before every word; returns what was shown. */
function shown(where: 'notebook' | 'terminal', epochs: number, steps: number | undefined, tell: (bar: FitBar) => void) {
  const lines: string[] = [];
  let time = 0;
  const host: Host = {
    name: 'tslate',
    inPlace: where === 'notebook',
    show: (bundle) => void lines.push(String(bundle['text/plain'])),
  };
  const output: Output = {
    overwrites: true,
    columns: 200,
    write: (chunk) => void lines.push(chunk.replace(/\x1b\[K|[\r\n]/g, '').replace(/^[━┄]+ \d+ % /, '')),
  };
  tell(fitBar(epochs, steps, { host, output, now: () => (time += 1000) }));
  return lines;
}

describe.each(['notebook', 'terminal'] as const)('the bar of fit in a %s', (where) => {
  it('shows epoch, batch, loss, metrics, the validation’s progress and the time left', () => {
    const lines = shown(where, 2, 10, (bar) => {
      bar.train(0, 5, { loss: 0.5, accuracy: 0.25 });
      bar.validate(0, 3, 12, { loss: 0.25, accuracy: 0.5 });
      bar.epoch(1, { loss: 0.25, valLoss: 0.3 });
      bar.train(1, 10, { loss: 0.125 });
      bar.epoch(2, { loss: 0.125, valLoss: 0.2 });
      bar.end();
    });
    expect(lines.map((line) => line.replace(/\d+ s( left)?$/, '… s$1'))).toEqual([
      'fit · epoch 1/2 · batch 0/10',
      'fit · epoch 1/2 · batch 5/10 · loss 0.5000 · accuracy 0.2500 · … s left',
      'fit · epoch 1/2 · validation 3/12 · loss 0.2500 · accuracy 0.5000 · … s left',
      'fit · epoch 2/2 · batch 0/10 · loss 0.2500 · validation loss 0.3000 · … s left',
      'fit · epoch 2/2 · batch 10/10 · loss 0.1250',
      'fit · epoch 2/2 · batch 10/10 · loss 0.1250 · validation loss 0.2000',
      `✓ fit · epoch 2/2 · loss 0.1250 · validation loss 0.2000${where === 'terminal' ? ' · … s' : ''}`,
    ]);
  });

  it('counts the batches of a stream in its first epoch, and knows from then on how many there are', () => {
    setLanguage('zh');
    const lines = shown(where, 3, undefined, (bar) => {
      for (const batch of [1, 2, 3, 4]) bar.train(0, batch, {});
      bar.validate(0, 1, 2, {});
      bar.epoch(1, {});
      bar.train(1, 1, {});
      bar.train(1, 2, {});
    });
    expect(lines.map((line) => line.replace(/ · 剩余.*/, ' · 剩余'))).toEqual([
      'fit · 第 1/3 轮',
      ...[1, 2, 3, 4].map((batch) => `fit · 第 1/3 轮 · 批次 ${batch}`),
      'fit · 第 1/3 轮 · 验证 1/2 · 剩余',
      'fit · 第 2/3 轮 · 剩余',
      'fit · 第 2/3 轮 · 批次 1 · 剩余',
      'fit · 第 2/3 轮 · 批次 2 · 剩余',
    ]);
  });
});

it('fit ends with one line of its last numbers, for tensors and for streams', async () => {
  const bundles: MimeBundle[] = [];
  Reflect.set(globalThis, hook, (bundle: MimeBundle) => void bundles.push(bundle));
  const { x, y } = blobs(20);
  const model = sequential([2], dense(3)).compile({ optimizer: 'sgd', loss: 'mse' });
  await model.fit(x, y.oneHot(3), { epochs: 2, validationSplit: 0.5 });
  expect(bundles.at(-1)?.['text/plain']).toMatch(/^✓ fit · epoch 2\/2 · loss [\d.]+ · validation loss [\d.]+$/);
  await model.fitBatches(batches(x, y.oneHot(3), { size: 5 }), { epochs: 3 });
  expect(bundles.at(-1)?.['text/plain']).toMatch(/^✓ fit · epoch 3\/3 · loss [\d.]+$/);
});
