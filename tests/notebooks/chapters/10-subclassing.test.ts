/** What chapter 10 says of the program of article 003: its size, its classes, its thresholds, and how it is made scalable. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  accuracy,
  auc,
  type Context,
  dense,
  dropout,
  Model,
  rng,
  rocCurve,
  seed,
  tensor,
  type AnyTensor,
  type Metric,
  type Tensor,
} from 'tslate';
import { exercise } from '../../../notebooks/exercises/10-subclassing.ts';

type Rows = Tensor<readonly [number, number]>;

class MyModel extends Model<[number], [1]> {
  readonly dense1 = dense(128, { activation: 'relu' });
  readonly dense2 = dense(64, { activation: 'relu' });
  readonly dense3 = dense(1, { activation: 'sigmoid' });

  call(inputs: Rows, context?: Context) {
    return this.dense3.call(this.dense2.call(this.dense1.call(inputs, context), context), context);
  }
}

/** The class that takes a plan. */
class Planned extends Model<[number], [number]> {
  readonly hidden;
  readonly last;

  constructor({ hidden, outputs }: { readonly hidden: readonly number[]; readonly outputs: number }) {
    super();
    this.hidden = hidden.map((units) => dense(units, { activation: 'relu' }));
    this.last = dense(outputs, { activation: outputs === 1 ? 'sigmoid' : 'softmax' });
  }
  call(inputs: Rows, context?: Context) {
    let h = inputs;
    for (const layer of this.hidden) h = layer.call(h, context);
    return this.last.call(h, context);
  }
}

const sizeOf = (model: Pick<Model, 'parameters'>): number =>
  model.parameters().reduce((sum, { size }) => sum + size, 0);
const article = (model = new MyModel()) =>
  model.compile({ optimizer: 'adam', loss: 'binaryCrossentropy', metrics: ['accuracy'] });
const once = { epochs: 1, progress: false };

describe('the program of article 003', () => {
  it.each([10, 14, 784])('eq:subclass-size: has 128·d + 8449 parameters for samples of d = %i numbers', (d) => {
    const model = new MyModel();
    model.call(rng(0).normal([1, d]));
    expect(sizeOf(model)).toBe(128 * d + 8449);
  });

  it.each([
    ['keras', 'keras.json'],
    ['before', 'tslate.json'],
  ])('is compared by the numbers that were measured: %s', (name, file) => {
    const chapter = readFileSync(new URL('../../../notebooks/chapters/10-subclassing.ts', import.meta.url), 'utf8');
    const numbers = readFileSync(new URL(`../../seeds/numbers/${file}`, import.meta.url), 'utf8');
    const measured = JSON.stringify(JSON.parse(numbers).accuracies['003']).replaceAll(',', ', ');
    expect(chapter).toContain(`const ${name} = ${measured};`);
  });

  it('E22: has not one parameter when it ends, as it has neither data nor fit', () => {
    expect(sizeOf(article().model)).toBe(0);
  });

  it('E22: takes 10 inputs or 14, but no ten classes', async () => {
    const random = rng(10);
    const yesNo = random.bernoulli([8, 1], 0.5);
    await expect(article().fit(random.normal([8, 10]), yesNo, once)).resolves.toBeDefined();
    await expect(article().fit(random.normal([8, 14]), yesNo, once)).resolves.toBeDefined();
    const many = new MyModel().compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy' });
    const classes = tensor([0, 1, 2, 3, 4, 5, 6, 7], [8], 'int32');
    await expect(many.fit(random.normal([8, 10]), classes, once)).rejects.toThrow('as there are 1 outputs');
  });

  it('E22: from a plan with the article’s sizes comes the same network, to the last bit, and from another plan another', () => {
    const samples = rng(1).normal([5, 20]);
    const answers = (model: MyModel | Planned) => {
      seed(10);
      return Array.from(model.call(samples).data);
    };
    expect(answers(new Planned({ hidden: [128, 64], outputs: 1 }))).toEqual(answers(new MyModel()));
    expect(new Planned({ hidden: [8, 8, 8], outputs: 10 }).call(samples).shape).toEqual([5, 10]);
  });
});

describe('classes of one’s own', () => {
  class WithDropout extends Model<[number], [1]> {
    readonly dense1 = dense(32, { activation: 'relu' });
    readonly dropout1 = dropout(0.5);
    readonly dense2 = dense(1, { activation: 'sigmoid' });

    call(inputs: Rows, context?: Context) {
      return this.dense2.call(this.dropout1.call(this.dense1.call(inputs, context), context), context);
    }
  }
  class Forgetful extends WithDropout {
    override call(inputs: Rows) {
      return super.call(inputs);
    }
  }
  const twice = (model: WithDropout, training: boolean) => {
    const sample = rng(3).normal([1, 6]);
    return [0, 1].map(() => model.call(sample, { training }).data[0]);
  };

  it('drop units in training only, and never where the context is not passed on', () => {
    seed(10);
    const [told, forgetful] = [new WithDropout(), new Forgetful()];
    const [a, b] = twice(told, true);
    expect(a).not.toBe(b);
    for (const [first, second] of [twice(told, false), twice(forgetful, true)]) expect(first).toBe(second);
  });

  it('do not train a layer that is made inside call', () => {
    class Inside extends Model<[number], [1]> {
      readonly last = dense(1);
      call(inputs: Rows, context?: Context) {
        return this.last.call(dense(4).call(inputs, context), context);
      }
    }
    const model = new Inside();
    const sample = rng(3).normal([1, 6]);
    expect(model.call(sample).data[0]).not.toBe(model.call(sample).data[0]);
    expect(sizeOf(model)).toBe(4 + 1);
  });
});

const measured = <State>(metric: Metric<State>, y: AnyTensor, scores: AnyTensor): number =>
  metric.result(metric.update(metric.start, y, scores));
const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

describe('thresholds', () => {
  it('eq:decision: a probability of at least t is a logit of at least ln(t / (1 − t)), not of at least t', () => {
    for (const t of [0.1, 0.5, 0.62, 0.9]) {
      const border = Math.log(t / (1 - t));
      expect(sigmoid(border)).toBeCloseTo(t, 12);
      expect(sigmoid(border + 1e-6) >= t && sigmoid(border - 1e-6) < t).toBe(true);
      expect(Math.abs(border - t)).toBeGreaterThan(0.05);
    }
  });

  it('eq:decision: the metric compares with one half, so that it misjudges logits between 0 and one half', () => {
    const [y, z] = [tensor([[1], [1], [0]]), tensor([[0.3], [2], [-1]])];
    expect(measured(accuracy, y, z.sigmoid())).toBe(1);
    expect(measured(accuracy, y, z)).toBeCloseTo(2 / 3, 6);
  });

  it('eq:rates: each rate divides by its own class, not by all samples nor by all alarms', () => {
    // At 0.5: TP 3, FN 1, FP 1, TN 5.
    const y = tensor([1, 1, 1, 1, 0, 0, 0, 0, 0, 0]);
    const scores = tensor([0.9, 0.8, 0.6, 0.2, 0.7, 0.4, 0.35, 0.3, 0.1, 0.05]);
    const { thresholds, truePositiveRate, falsePositiveRate } = rocCurve(y, scores);
    const at = thresholds.findLastIndex((t) => t >= 0.5);
    expect([truePositiveRate[at], falsePositiveRate[at]]).toEqual([3 / 4, 1 / 6]);
  });

  it('eq:auc: the area is the share of pairs in the right order, where equal scores count half', () => {
    const [positive, negative] = [
      [0.9, 0.6, 0.6, 0.2],
      [0.6, 0.4, 0.1],
    ];
    const pairs = (tie: number) =>
      positive.flatMap((a) => negative.map((b) => (a > b ? 1 : a === b ? tie : 0))).reduce((sum, won) => sum + won, 0) /
      12;
    const area = measured(auc, tensor([1, 1, 1, 1, 0, 0, 0]), tensor([...positive, ...negative]));
    expect(area).toBeCloseTo(pairs(0.5), 12);
    expect(area).not.toBeCloseTo(pairs(0), 3);
    expect(area).not.toBeCloseTo(pairs(1), 3);
  });

  it('ch10-recall: of n positives, k are enough for the share k/n, although 0.07 · 100 is more than 7 in floating point', () => {
    const { thresholdFor } = exercise.all['ch10-recall'].solution;
    const n = 100;
    const scores = Array.from({ length: n }, (_, i) => 1 - i / n);
    for (let k = 1; k <= n; k++)
      expect(
        thresholdFor(
          k / n,
          scores.map(() => 1),
          scores,
        ),
      ).toBe(scores[k - 1]);
  });

  it('eq:best-threshold: where probabilities are true, no threshold costs less, and the exchanged costs cost more', () => {
    const probabilities = Array.from({ length: 999 }, (_, i) => (i + 1) / 1000);
    // What is expected of one sample of each probability.
    const cost = (t: number, miss: number, alarm: number): number =>
      probabilities.reduce((sum, p) => sum + (p >= t ? (1 - p) * alarm : p * miss), 0);
    for (const [miss, alarm] of [
      [10, 1],
      [1, 1],
      [1, 4],
    ]) {
      const best = cost(alarm / (alarm + miss), miss, alarm);
      for (const t of probabilities) expect(best).toBeLessThanOrEqual(cost(t, miss, alarm) + 1e-9);
      if (miss !== alarm) expect(cost(miss / (alarm + miss), miss, alarm)).toBeGreaterThan(1.5 * best);
    }
  });
});
