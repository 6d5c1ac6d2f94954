import { afterEach, describe, expect, it } from 'vitest';
import {
  adam,
  type Context,
  dense,
  displaySymbol,
  learningRateRange,
  Model,
  rng,
  seed,
  sequential,
  setLanguage,
  sgd,
  type Tensor,
  tensor,
  warmup,
} from 'tslate';
import { difference, messageOf, rejectionOf } from '../values.ts';
import { blobs, quiet } from '../training/samples.ts';

afterEach(() => {
  seed(0);
  setLanguage('en');
});

const { x, y } = blobs(320);

function clouds(optimizer = adam()) {
  return sequential([2], dense(16, { activation: 'relu' }), dense(3, { activation: 'softmax' })).compile({
    optimizer,
    loss: 'sparseCategoricalCrossentropy',
  });
}

describe('learningRateRange', () => {
  it('lets the rate grow by equal factors until the loss explodes', async () => {
    const range = await learningRateRange(clouds(sgd()), x, y, { from: 1e-5, to: 1e5, steps: 101, seed: 0, ...quiet });
    range.learningRates.forEach((rate, k) => expect(rate / (1e-5 * 10 ** (k / 10))).toBeCloseTo(1, 9));
    expect(range.learningRates.length).toBeLessThan(101);
    expect(range.losses).toHaveLength(range.learningRates.length);
    const last = range.smoothed.at(-1) ?? 0;
    expect(last).toBeGreaterThan(4 * Math.min(...range.smoothed));
    expect(range.suggestion).toBeGreaterThan(1e-3);
    expect(range.suggestion).toBeLessThan(range.learningRates[range.smoothed.indexOf(Math.min(...range.smoothed))]);
  });

  it('gives a rate at which the model learns', async () => {
    const { suggestion } = await learningRateRange(clouds(), x, y, { seed: 0, ...quiet });
    const model = clouds(adam({ learningRate: suggestion }));
    const { loss } = await model.fit(x, y, { epochs: 5, seed: 0, ...quiet });
    expect(loss[4]).toBeLessThan(0.2);
  });

  it('measures what gradient descent does: the loss of a parabola, in closed form', async () => {
    // One weight, L = (w·1 − 0)² from w = 1: w ← w − α·2w, so that Lₖ = Π (1 − 2αⱼ)² over the rates before.
    const model = sequential([1], dense(1, { useBias: false })).compile({ optimizer: sgd(), loss: 'mse' });
    const [w] = model.model.parameters();
    w.assign(tensor([[1]]));
    const options = { from: 1e-3, to: 10, steps: 40, batchSize: 1, smoothing: 0, ...quiet };
    const range = await learningRateRange(model, tensor([[1]]), tensor([[0]]), options);
    let expected = 1;
    range.losses.forEach((loss, k) => {
      expect(loss / expected).toBeCloseTo(1, 3);
      expected *= (1 - 2 * range.learningRates[k]) ** 2;
    });
    // It stops when the loss exceeds four times its least value; without smoothing both curves are one.
    expect(range.smoothed).toEqual(range.losses);
    expect(range.losses.at(-1)).toBeGreaterThan(4 * Math.min(...range.losses));
    expect(range.losses.at(-2)).toBeLessThanOrEqual(4 * Math.min(...range.losses));
    expect(Array.from(w.data)).toEqual([1]);
  });

  it('smooths as Adam does its mean: without the bias of its beginning at 0', async () => {
    const { losses, smoothed } = await learningRateRange(clouds(), x, y, { smoothing: 0.5, seed: 1, ...quiet });
    expect(smoothed[0]).toBeCloseTo(losses[0], 12);
    expect(smoothed[1]).toBeCloseTo((losses[0] + 2 * losses[1]) / 3, 12);
    expect(smoothed[2]).toBeCloseTo((losses[0] + 2 * losses[1] + 4 * losses[2]) / 7, 12);
  });

  it('gives back model and optimiser as they were, in the middle of a training', async () => {
    const [tested, other] = [clouds(), clouds()];
    other.model.parameters().forEach((p, i) => p.assign(tested.model.parameters()[i]));
    for (const model of [tested, other]) await model.fit(x, y, { seed: 1, ...quiet });
    await learningRateRange(tested, x, y, { seed: 2, ...quiet });
    expect(tested.optimizer.steps).toBe(10);
    expect(tested.optimizer.rateFactor).toBe(1);
    for (const model of [tested, other]) await model.fit(x, y, { seed: 3, ...quiet });
    tested.model.parameters().forEach((p, i) => {
      expect(difference(p.data, other.model.parameters()[i].data)).toBe(0);
    });
  });

  it('works for a model of one’s own that has not seen a batch, and leaves it with its first weights', async () => {
    class Line extends Model<[2], [1]> {
      readonly line = dense(1);
      call(batch: Tensor<readonly [number, 2]>, context?: Context) {
        return this.line.call(batch, context);
      }
    }
    const [model, twin] = [new Line(), new Line()];
    seed(7);
    await learningRateRange(model.compile({ optimizer: 'sgd', loss: 'mse' }), x, rng(0).normal([320, 1]), quiet);
    seed(7);
    twin.call(x);
    expect(model.line.parameters['W'].data).toEqual(twin.line.parameters['W'].data);
  });

  it('sets a schedule aside', async () => {
    const constant = clouds(sgd({ learningRate: 0.3 }));
    const scheduled = clouds(sgd({ learningRate: warmup(50, 0.3) }));
    scheduled.model.parameters().forEach((p, i) => p.assign(constant.model.parameters()[i]));
    const options = { seed: 4, steps: 30, to: 1, ...quiet };
    const [a, b] = [
      await learningRateRange(constant, x, y, options),
      await learningRateRange(scheduled, x, y, options),
    ];
    expect(difference(a.losses, b.losses)).toBeLessThan(1e-5);
  });

  it('ends where the loss is no number any more, and gives the model back all the same', async () => {
    const model = sequential([1], dense(1, { useBias: false })).compile({ optimizer: sgd(), loss: 'mse' });
    const [w] = model.model.parameters();
    w.assign(tensor([[1]]));
    const options = { from: 1e10, to: 1e30, steps: 10, batchSize: 1, smoothing: 0.999, ...quiet };
    const range = await learningRateRange(model, tensor([[1e9]]), tensor([[0]]), options);
    expect(range.losses.length).toBeLessThan(10);
    expect(Number.isFinite(range.losses.at(-1))).toBe(false);
    expect(Array.from(w.data)).toEqual([1]);
  });

  it('draws itself on a logarithmic scale, with the suggestion marked, in both languages', async () => {
    const range = await learningRateRange(clouds(), x, y, { seed: 0, ...quiet });
    const bundle = await range[displaySymbol]();
    expect(String(bundle['text/plain'])).toMatch(
      /^Line chart “learning-rate range”: loss over learning rate, horizontal scale logarithmic\..*Marked at learning rate/s,
    );
    setLanguage('zh');
    const chinese = await learningRateRange(clouds(), x, y, { seed: 0, ...quiet });
    expect(chinese.figure.alt).toContain('学习率范围测试');
  });

  it('says when the loss falls nowhere, and what it does not take', async () => {
    const options = { from: 1e3, to: 1e4, steps: 10, seed: 0, ...quiet };
    const range = await learningRateRange(clouds(sgd()), x, y, options);
    expect(messageOf(() => range.suggestion)).toMatch(
      /^learningRateRange: suggestion: expected a loss that falls at some rate, received one that falls at none from 1000 to /,
    );
    const refused = (wrong: object) => rejectionOf(learningRateRange(clouds(), x, y, { ...quiet, ...wrong }));
    expect(await refused({ from: 1, to: 0.1 })).toBe(
      'learningRateRange: expected rates with 0 < from < to, received from 1 to 0.1.',
    );
    expect(await refused({ steps: 3 })).toBe('learningRateRange: expected steps: a whole number ≥ 10, received 3.');
    expect(await refused({ smoothing: 1 })).toContain('a smoothing with 0 ≤ β < 1');
    const still = clouds(sgd({ learningRate: () => 0 }));
    expect(await rejectionOf(learningRateRange(still, x, y, quiet))).toBe(
      'learningRateRange: expected an optimiser whose own learning rate is not 0, received 0 at step 1; compile with a constant rate for the test.',
    );
    expect(await refused({ batchSize: 0 })).toContain('batchSize: a whole number ≥ 1');
  });
});
