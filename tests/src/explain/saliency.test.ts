import { describe, expect, it } from 'vitest';
import {
  conv2d,
  type Context,
  dense,
  functional,
  gradientTimesInput,
  input,
  integratedGradients,
  Model,
  ones,
  range,
  rng,
  saliency,
  sequential,
  smoothGrad,
  type Tensor,
  tensor,
  zeros,
} from 'tslate';
import { reference } from '../../oracle/reference.ts';
import { expectClose, messageOf } from '../values.ts';
import { linear, oracleImages, oracleNetwork, oracleTargets } from './networks.ts';

const x = tensor([[1, 2, 3], [0, -1, 0.5]]); // prettier-ignore
/** The columns of W. */
const slopes = [[1, 0.5, -3], [-2, 0, 4]]; // prettier-ignore

describe('saliency', () => {
  it('of a linear model is its weights, for one class or a class for each sample', () => {
    expect(saliency(linear(), x, { target: 0 }).toArray()).toEqual([slopes[0], slopes[0]]);
    expect(saliency(linear(), x, { target: [1, 0] }).toArray()).toEqual([slopes[1], slopes[0]]);
    expect(saliency(linear(), x, { target: tensor(Int32Array.of(0, 1), [2]) }).toArray()).toEqual(slopes);
  });

  it('explains the class that the model predicts where none is named', () => {
    expect(linear().call(x).argmax().toArray()).toEqual([1, 1]);
    expect(saliency(linear(), x).toArray()).toEqual([slopes[1], slopes[1]]);
  });

  it('agrees with PyTorch to 1e-5, before softmax and behind it', () => {
    for (const score of ['logit', 'output'] as const) {
      const found = saliency(oracleNetwork(), oracleImages(), { target: oracleTargets, score });
      expectClose(found, reference('explanations', score), 1e-5, score);
    }
    const compiled = oracleNetwork().compile({ optimizer: 'sgd', loss: 'sparseCategoricalCrossentropy' });
    expectClose(
      saliency(compiled, oracleImages(), { target: oracleTargets }),
      reference('explanations', 'logit'),
      1e-5,
    );
  });

  it('works for a model of one’s own with one output, whose sigmoid is left out', () => {
    class Mine extends Model<[3], [1]> {
      readonly layer = dense(1, { activation: 'sigmoid' });
      call(x: Tensor<readonly [number, 3]>, context?: Context) {
        return this.layer.call(x, context);
      }
    }
    const model = new Mine();
    model.call(x);
    model.layer.parameters['W'].assign(tensor([[2], [0], [-1]]));
    expect(saliency(model, x).toArray()).toEqual([[2, 0, -1], [2, 0, -1]]); // prettier-ignore
    const p = model.call(x).data;
    const output = saliency(model, x, { score: 'output' });
    expect(output.data[0]).toBeCloseTo(2 * p[0] * (1 - p[0]), 6);
    expect(output.data[3]).toBeCloseTo(2 * p[1] * (1 - p[1]), 6);
  });

  it('is not disturbed by other classes’ scores, however low', () => {
    const model = linear();
    const [, b] = model.parameters();
    b.assign(tensor([0, -Infinity]));
    expect(saliency(model, x, { target: 0 }).toArray()).toEqual([slopes[0], slopes[0]]);
  });

  it('works for a graph of layers', () => {
    const from = input([3]);
    const layer = dense(2, { activation: 'softmax' });
    const model = functional(from, from.to(layer));
    linear()
      .parameters()
      .forEach((p, i) => Object.values(layer.parameters)[i].assign(p));
    expect(saliency(model, x, { target: [1, 0] }).toArray()).toEqual([slopes[1], slopes[0]]);
  });

  it('leaves no trace: the model’s gradients stay as they were, and the map holds no graph', () => {
    const model = linear();
    const map = saliency(model, x);
    expect(map.tracked).toBe(false);
    expect(model.parameters().every(({ grad }) => grad === undefined)).toBe(true);
  });

  it('is refused with a sentence for classes, batches and models that do not fit', () => {
    expect(messageOf(() => saliency(linear(), x, { target: 2 }))).toBe(
      'saliency: target: expected classes from 0 to 1, as there are 2 outputs, received 2.',
    );
    expect(messageOf(() => saliency(linear(), x, { target: [0, 1, 0] }))).toBe(
      'saliency: expected one target for each of 2 samples, received 3.',
    );
    expect(messageOf(() => saliency(linear(), zeros([0, 3])))).toBe(
      'saliency: expected a batch of at least one sample, received the shape 0×3.',
    );
    expect(messageOf(() => saliency(sequential([3, 3, 1], conv2d(2, 2)), zeros([1, 3, 3, 1])))).toBe(
      'saliency: expected a model that gives one vector of scores a sample, received outputs of shape 2×2×2.',
    );
    const narrow: Tensor = tensor([[1, 2]]);
    expect(messageOf(() => saliency(linear(), narrow))).toBe('sequential: expected samples of shape 3, received 2.');
  });
});

describe('gradient × input', () => {
  it('splits a linear score without bias into what each feature adds', () => {
    const parts = gradientTimesInput(linear(), x, { target: 0 });
    expect(parts.toArray()).toEqual([[1, 1, -9], [0, -0.5, -1.5]]); // prettier-ignore
  });
});

describe('SmoothGrad', () => {
  it('is plain saliency without noise, and of a linear model with any', () => {
    const images = oracleImages();
    const plain = saliency(oracleNetwork(), images, { target: 1 });
    expectClose(smoothGrad(oracleNetwork(), images, { target: 1, noise: 0, steps: 2 }), plain, 1e-6);
    const noisy = smoothGrad(linear(), x, { target: 0, steps: 5, seed: 0 });
    expectClose(noisy, tensor([slopes[0], slopes[0]]), 1e-6);
  });

  it('is the same with the same seed, and another with another', () => {
    const at = (seed: number) => smoothGrad(oracleNetwork(), oracleImages(), { steps: 3, seed });
    expectClose(at(1), at(1));
    expect(at(1).data).not.toEqual(at(2).data);
  });

  it('smooths a kink: the mean slope of relu(x) under noise is the normal distribution function', () => {
    // The range of a sample of one feature is 0: a second feature, which does not count, makes it 1.
    const two = sequential([2], dense(1, { activation: 'relu', useBias: false }));
    two.parameters()[0].assign(tensor([[1], [0]]));
    const found = smoothGrad(two, tensor([[0.1, 1.1]]), { noise: 0.1, steps: 4000, seed: 3 });
    // P(0.1 + 0.1 ε > 0) = Φ(1)
    expect(Math.abs(found.data[0] - 0.8413)).toBeLessThan(3 * Math.sqrt((0.8413 * 0.1587) / 4000));
    expect(found.data[1]).toBe(0);
  });

  it('refuses steps and noise without sense', () => {
    expect(messageOf(() => smoothGrad(linear(), x, { steps: 0 }))).toBe(
      'smoothGrad: expected steps: a whole number ≥ 1, received 0.',
    );
    expect(messageOf(() => smoothGrad(linear(), x, { noise: -1 }))).toBe(
      'smoothGrad: expected a noise ≥ 0, received -1.',
    );
  });
});

describe('integrated gradients', () => {
  it('add up to the difference of the scores, to 1e-3, before softmax and behind it', () => {
    const squashed = sequential([4], dense(8, { activation: 'tanh' }), dense(3, { activation: 'softmax' }));
    const raw = sequential([4], dense(8, { activation: 'tanh' }), dense(3));
    raw.parameters().forEach((p, i) => p.assign(squashed.parameters()[i]));
    const samples = rng(0).normal([5, 4]);
    const baseline = tensor([[0.1, -0.2, 0.3, 0]]);
    for (const [score, model] of [
      ['logit', raw],
      ['output', squashed],
    ] as const) {
      // prettier-ignore
      const parts = integratedGradients(squashed, samples, { target: 2, baseline: baseline.reshape([4]), score });
      const end = model.call(samples).slice([0, 2]);
      const start = model.call(baseline).slice([0, 2]);
      expectClose(parts.sum(-1), end.sub(start).reshape([5]), 1e-3, score);
    }
  });

  it('of a linear model are exact in one step: (x − x′)·w', () => {
    const parts = integratedGradients(linear(), x, { target: 1, baseline: 1, steps: 1 });
    expect(parts.toArray()).toEqual([[-0, 0, 8], [2, -0, -2]]); // prettier-ignore
  });

  it('agree with PyTorch to 1e-5 at the same points', () => {
    const options = { target: oracleTargets, baseline: 0.25, steps: 7 };
    const found = integratedGradients(oracleNetwork(), oracleImages(), options);
    expectClose(found, reference('explanations', 'integrated'), 1e-5);
    const images = { ...options, baseline: ones([2, 6, 7, 2]).mul(0.25) };
    expectClose(integratedGradients(oracleNetwork(), oracleImages(), images), found);
  });

  it('want a baseline of the samples’ shape', () => {
    expect(messageOf(() => integratedGradients(linear(), x, { baseline: range(2) }))).toBe(
      'integratedGradients: expected a baseline of the shape of a sample, 3, or of all, 2×3, received 2.',
    );
    expect(messageOf(() => integratedGradients(linear(), x, { steps: 1.5 }))).toContain('a whole number ≥ 1');
  });
});
