/** What chapter 09 says of the program of article 001: its size, its pixels, and the measures that judge it. */
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import {
  accuracy,
  confusionMatrix,
  dense,
  f1,
  mnist,
  precision,
  recall,
  seed,
  sequential,
  sparseCategoricalCrossentropy,
  tensor,
  type AnyTensor,
  type Digits,
  type Metric,
} from 'tslate';

const network = () =>
  sequential(
    [784],
    dense(64, { activation: 'relu' }),
    dense(64, { activation: 'relu' }),
    dense(10, { activation: 'softmax' }),
  );
const mlp = (model = network()) =>
  model.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });

/** The embedded digits, whatever this machine has. */
let digits: Digits;
beforeAll(async () => {
  vi.stubEnv('TSLATE_DATA', '');
  vi.stubEnv('TSLATE_OFFLINE', '1');
  vi.stubEnv('XDG_CACHE_HOME', join(tmpdir(), 'tslate-no-cache'));
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  digits = await mnist.load({ train: 1000, test: 10 });
});

describe('the program of article 001', () => {
  it('has 55,050 parameters', () => {
    expect(
      network()
        .parameters()
        .reduce((sum, { size }) => sum + size, 0),
    ).toBe(55_050);
  });

  it('is held to the numbers of Keras that were measured', () => {
    const chapter = readFileSync(new URL('../../../notebooks/chapters/09-keras-mlp.ts', import.meta.url), 'utf8');
    const numbers = readFileSync(new URL('../../seeds/numbers/keras.json', import.meta.url), 'utf8');
    expect(chapter).toContain(
      `const keras = ${JSON.stringify(JSON.parse(numbers).accuracies['001']).replaceAll(',', ', ')};`,
    );
  });

  it('E28: pixels up to 255 make the logits 255 times as large, and the loss of an untrained network absurd', () => {
    const { flat, yTrain } = digits;
    seed(9);
    const logits = sequential([784], dense(64, { activation: 'relu' }), dense(64, { activation: 'relu' }), dense(10));
    const [small, large] = [logits.call(flat.xTrain), logits.call(flat.xTrain.mul(255))];
    expect(large.sub(small.mul(255)).abs().max().item()).toBeLessThan(1e-4 * large.abs().max().item());
    const loss = (z: AnyTensor): number => sparseCategoricalCrossentropy({ fromLogits: true })(yTrain, z).mean().item();
    expect(loss(small)).toBeLessThan(4);
    expect(loss(large)).toBeGreaterThan(20);
  });

  it('E28: with the article’s constants it learns more from pixels up to 1 than up to 255', async () => {
    const { flat, yTrain } = digits;
    const lossAfter = async (factor: number): Promise<number> => {
      seed(9);
      const { loss } = await mlp().fit(flat.xTrain.mul(factor), yTrain, { epochs: 3, progress: false });
      return loss[2];
    };
    expect(await lossAfter(1)).toBeLessThan(await lossAfter(255));
  });
});

/** Four of class 0, three of 1, three of 2; class 2 is never answered wrongly, and class 3 does not occur. */
const labels = tensor([0, 0, 0, 0, 1, 1, 1, 2, 2, 2]);
const answers = tensor([0, 0, 0, 1, 1, 1, 0, 1, 2, 2]).oneHot(4);
const score = <State>(metric: Metric<State>): number => metric.result(metric.update(metric.start, labels, answers));

describe('the measures of chapter 09', () => {
  it('count a row for each true class and a column for each answer', () => {
    expect(confusionMatrix(labels, answers).toArray()).toEqual([
      [3, 1, 0, 0],
      [1, 2, 0, 0],
      [0, 1, 2, 0],
      [0, 0, 0, 0],
    ]);
  });

  it('eq:accuracy is the diagonal over all samples, not the mean of the recalls', () => {
    expect(score(accuracy)).toBeCloseTo(7 / 10, 6);
    expect(score(accuracy)).not.toBeCloseTo((3 / 4 + 2 / 3 + 2 / 3) / 3, 3);
  });

  it('eq:precision divides by the column, not by the row', () => {
    expect(score(precision)).toBeCloseTo((3 / 4 + 2 / 4 + 2 / 2) / 3, 6);
  });

  it('eq:recall divides by the row, not by the column', () => {
    expect(score(recall)).toBeCloseTo((3 / 4 + 2 / 3 + 2 / 3) / 3, 6);
  });

  it('eq:f1 is the harmonic mean of each class, not the arithmetic one, nor that of the means', () => {
    const harmonic = (p: number, r: number): number => (2 * p * r) / (p + r);
    const [p, r] = [score(precision), score(recall)];
    expect(score(f1)).toBeCloseTo((harmonic(3 / 4, 3 / 4) + harmonic(2 / 4, 2 / 3) + harmonic(1, 2 / 3)) / 3, 6);
    expect(score(f1)).not.toBeCloseTo((p + r) / 2, 3);
    expect(score(f1)).not.toBeCloseTo(harmonic(p, r), 3);
  });
});
