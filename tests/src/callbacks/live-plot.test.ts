/** What is seen of a training by those who watch it: in a notebook, in one that cannot redraw, and in a terminal. */
import { afterEach, describe, expect, it } from 'vitest';
import { batches, dense, functional, input, livePlot, sequential, setLanguage } from 'tslate';
import type { Callback, LivePlotOptions, MimeBundle, Training } from 'tslate';
import type { Button, Host, HostOptions } from '../../../src/display/host.ts';
import { displaySymbol } from '../../../src/display/mime.ts';
import type { Output } from '../../../src/display/terminal.ts';
import { sgd } from '../../../src/optimizers/sgd.ts';
import { blobs } from '../training/samples.ts';
import { rejectionOf } from '../values.ts';

afterEach(() => setLanguage('en'));

/** A notebook, whose clock goes on by a second with every look. */
function notebook(inPlace = true, step = 1000) {
  const shown: { bundle: MimeBundle; options: HostOptions }[] = [];
  const buttons: { label: string; press: () => void; closed: boolean }[] = [];
  const host: Host = {
    name: 'tslab',
    inPlace,
    show: (bundle, options) => void shown.push({ bundle, options }),
    async button(label, press): Promise<Button> {
      const button = { label, press, closed: false };
      buttons.push(button);
      return { [displaySymbol]: () => ({ 'text/plain': label }), close: () => void (button.closed = true) };
    },
  };
  let time = 0;
  const live = (options: LivePlotOptions = {}): Callback => livePlot(options, { host, now: () => (time += step) });
  const text = (i: number): string => String(shown.at(i)?.bundle['text/plain']);
  /** What stands in the places of the page, from above. */
  const page = (): readonly MimeBundle[] => [
    ...new Map(shown.map(({ bundle, options }) => [options.id, bundle])).values(),
  ];
  return { live, shown, buttons, text, page };
}

const model = () =>
  sequential([2], dense(3, { activation: 'softmax' })).compile({
    ...{ optimizer: sgd({ learningRate: 0.1 }), loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] },
  });
const { x, y } = blobs(60);
const fitting = { epochs: 3, batchSize: 10, validationSplit: 0.2, seed: 1 } as const;

describe('livePlot in a notebook', () => {
  it('redraws one figure with bar, time left, rate and curves, and leaves a figure and a line', async () => {
    const { live, shown, text, page } = notebook();
    const history = await model().fit(x, y, { ...fitting, callbacks: [live()] });
    expect(text(0)).toBe('fit · epoch 1/3 · batch 0/5');
    expect(text(8)).toMatch(
      /^fit · epoch 2\/3 · batch 1\/5 · loss [\d.]+ · accuracy [\d.]+ · \d+ s left · [\d.]+ batches\/s$/,
    );
    const html = String(shown[8]?.bundle['text/html']);
    expect(html).toContain('role="progressbar"');
    expect(html.match(/<svg/g)).toHaveLength(2);
    expect(html).toMatch(/aria-label="accuracy [\d.]+, validation [\d.]+"/);
    // The page: figure and line, each redrawn where it was.
    const [figure, line, ...others] = page();
    expect(others).toEqual([]);
    expect(Object.keys(figure ?? {})).toContain('application/vnd.vegalite.v5+json');
    expect(figure?.['text/plain']).toMatch(/^Training curves: loss, accuracy over epoch\. loss, training: from /);
    expect(line?.['text/plain']).toMatch(/^✓ fit · epoch 3\/3 · loss [\d.]+ · accuracy [\d.]+ · validation loss/);
    const firsts = new Map(shown.toReversed().map(({ options }) => [options.id, options.update]));
    expect([...firsts.values()]).toEqual([false, false]);
    expect(history.loss).toHaveLength(3);
  });

  it('draws nothing that costs much while the model trains', async () => {
    const { live, shown } = notebook();
    await model().fit(x, y, { ...fitting, callbacks: [live({ stopButton: false })] });
    const forms = new Set(shown.slice(0, -2).flatMap(({ bundle }) => Object.keys(bundle)));
    expect([...forms]).toEqual(['text/html', 'text/plain']);
    expect(Math.max(...shown.map(({ bundle }) => JSON.stringify(bundle).length))).toBeLessThan(100_000);
  });

  it('redraws at most four times a second', async () => {
    const { live, shown } = notebook(true, 10);
    const callback = live();
    callback.onTrainBegin?.(training({ epochs: 2, steps: 500 }));
    for (let batch = 1; batch <= 500; batch++) callback.onBatchEnd?.(batch, { loss: 1 / batch });
    const seconds = (500 * 10) / 1000;
    expect(shown.length).toBeLessThanOrEqual(1 + 4 * seconds * 2);
    expect(shown.length).toBeGreaterThan(10);
  });

  it('has a button after a second, which stops the training after the batch; the weights stay', async () => {
    const { live, buttons, page } = notebook();
    const trained = model();
    let batchesSeen = 0;
    const press: Callback = {
      async onEpochEnd(epoch) {
        await new Promise((resolve) => setTimeout(resolve));
        if (epoch === 0) expect(buttons.map(({ label }) => label)).toEqual(['■ Stop training']);
      },
      onBatchEnd: () => void (++batchesSeen === 7 && buttons[0]?.press()),
    };
    const history = await trained.fit(x, y, { ...fitting, callbacks: [press, live()] });
    expect(batchesSeen).toBe(7);
    expect(history.loss).toHaveLength(2);
    expect(buttons[0]?.closed).toBe(true);
    expect(page()[1]?.['text/plain']).toMatch(/^■ fit stopped at 66 % · epoch 2\/3 · loss/);
    expect(trained.optimizer.steps).toBe(7);
  });

  it('becomes a figure also where an error ends the training, and where there is not one epoch', async () => {
    const { live, page } = notebook();
    const broken: Callback = {
      onEpochEnd(epoch) {
        if (epoch === 1) throw new Error('no more');
      },
    };
    expect(await rejectionOf(model().fit(x, y, { ...fitting, callbacks: [live(), broken] }))).toBe('no more');
    expect(page()[0]?.['text/plain']).toMatch(/^Training curves: .* to [\d.]+ at epoch 2/);
    expect(page()[1]?.['text/plain']).toMatch(/^■ fit stopped at 66 %/);

    const early = notebook();
    const message = await rejectionOf(model().fit(x.mul(NaN), y, { ...fitting, callbacks: [early.live()] }));
    expect(message).toContain('NaN');
    expect(early.page()[0]?.['text/plain']).toMatch(/no data|没有数据|nothing/);
  });

  it('shows one epoch by its batches', async () => {
    const { live, page } = notebook();
    await model().fit(x, y, { ...fitting, epochs: 1, callbacks: [live()] });
    expect(page()[0]?.['text/plain']).toMatch(/loss, training: from [\d.]+ at epoch 0\.2 .* to [\d.]+ at epoch 1/);
    expect(page()[0]?.['text/plain']).toMatch(/loss, validation: [\d.]+ at epoch 1/);
  });

  it('goes without validation, through streams, and several times over with one callback', async () => {
    const { live, page, shown } = notebook();
    const callback = live();
    const stream = batches(x, y, { size: 20 });
    await model().fitBatches(stream, { epochs: 2, callbacks: [callback] });
    expect(page()[0]?.['text/plain']).not.toContain('validation');
    await model().fitBatches(stream, { epochs: 2, callbacks: [callback] });
    expect(page()).toHaveLength(4);
    expect(new Set(shown.map(({ options }) => options.id)).size).toBe(4);
  });

  it('has a panel for each measure of several outputs', async () => {
    const { live, shown } = notebook();
    const a = input([2]);
    const net = functional([a], [a.to(dense(3, { activation: 'softmax' })), a.to(dense(1))]);
    const many = net.compile({
      optimizer: 'sgd',
      loss: { kind: 'sparseCategoricalCrossentropy', size: 'mse' },
      metrics: { kind: ['accuracy'] },
    });
    await many.fit([x], { kind: y, size: x.sum(1, { keepDims: true }) }, { epochs: 2, callbacks: [live()] });
    const html = String(shown.at(-4)?.bundle['text/html']);
    const names = [...html.matchAll(/role="img" aria-label="([A-Za-z ]+) [\d.]/g)].map(([, name]) => name);
    expect(names).toEqual(['loss', 'kindLoss', 'sizeLoss', 'kindAccuracy']);
  });

  it('takes numbers that are not finite as gaps', () => {
    const { live, shown } = notebook();
    const callback = live();
    const history = { loss: [1, 0.5], precision: [NaN, 0.5] };
    callback.onTrainBegin?.(training({ epochs: 3, steps: 2, history }));
    callback.onBatchEnd?.(1, { loss: 0.4, precision: NaN });
    expect(shown.at(-1)?.bundle['text/html']).toMatch(/aria-label="precision NaN"/);
    expect(shown.at(-1)?.bundle['text/html']).not.toMatch(/NaN,|,NaN/);
  });

  it('speaks Chinese', async () => {
    setLanguage('zh');
    const { live, text, page, buttons } = notebook();
    await model().fit(x, y, { ...fitting, callbacks: [live()] });
    expect(text(7)).toMatch(/^fit · 第 2\/3 轮 .*损失 [\d.]+ · 准确率 [\d.]+ · .*剩余 \d+ 秒 · [\d.]+ 批\/秒$/);
    expect(page()[0]?.['text/plain']).toMatch(/^训练曲线：损失、准确率随轮次的变化。/);
    expect(buttons[0]?.label).toBe('■ 停止训练');
  });
});

describe('livePlot in a notebook that cannot redraw', () => {
  it('shows the final figure and the line alone', async () => {
    const { live, shown } = notebook(false);
    await model().fit(x, y, { ...fitting, callbacks: [live()] });
    expect(shown).toHaveLength(2);
    expect(shown[0]?.bundle['text/plain']).toMatch(/^Training curves/);
  });
});

describe('livePlot in a terminal', () => {
  it('is one line with the loss as a sparkline', async () => {
    const chunks: string[] = [];
    const output: Output = { overwrites: true, columns: 200, write: (chunk) => void chunks.push(chunk) };
    const host: Host = {
      name: 'terminal',
      inPlace: false,
      show() {
        throw new Error('a terminal has no figures');
      },
    };
    let time = 0;
    const live = livePlot({}, { host, output, now: () => (time += 1000) });
    await model().fit(x, y, { ...fitting, callbacks: [live] });
    expect(chunks.at(-3)).toMatch(/^\r[━┄]+ \d+ % fit · epoch 3\/3 · .*loss [▁-█]{12} [\d.]+ · .* batches\/s\x1b\[K$/);
    expect(chunks.at(-1)).toMatch(/^\r✓ fit · epoch 3\/3 · loss [▁-█]{12} [\d.]+ · .*\x1b\[K\n$/);
  });
});

/** A training that has only its numbers. */
function training(told: Partial<Training>): Training {
  const optimizer = sgd();
  return {
    ...{ parameters: () => [], weights: () => new Map(), optimizer, epochs: 1, steps: 1, history: {} },
    snapshot: () => ({ tensors: new Map(), metadata: {} }),
    ...told,
  };
}
