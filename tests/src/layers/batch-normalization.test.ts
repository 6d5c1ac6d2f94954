import { describe, expect, it } from 'vitest';
import {
  applyLayer,
  batchNormalization,
  type BatchNormalizationOptions,
  dense,
  rng,
  sequential,
  sgd,
  zeros,
} from 'tslate';
import { reference } from '../../oracle/reference.ts';
import { expectClose, messageOf } from '../values.ts';
import { expectAnswers } from './expect-reference.ts';

/** In the order of the oracle. */
const cases: readonly BatchNormalizationOptions[] = [{}, { momentum: 0.8, epsilon: 1e-2 }];
const topic = 'batch_normalization';
const starts = ['gamma', 'beta', 'movingMean', 'movingVariance'];

describe.each(cases.map((options, i) => [i, options] as const))('batchNormalization, case %i: %j', (i, options) => {
  const at = (mode: string) => (name: string) => reference(topic, i, starts.includes(name) ? 'start' : mode, name);

  it('agrees with Keras to 1e-5 in training, in value and gradients', () => {
    expectAnswers(batchNormalization(options), at('training'), { context: { training: true } });
  });

  it('agrees with Keras to 1e-5 outside training', () => {
    expectAnswers(batchNormalization(options), at('inference'));
  });

  it('collects mean and variance in training calls as Keras does, and in no other', () => {
    const layer = batchNormalization(options);
    layer.build(reference(topic, i, 'training', 'x').shape.slice(1));
    for (const name of starts) layer.parameters[name].assign(reference(topic, i, 'start', name));
    for (let step = 0; step < 3; step++) {
      const now = (name: string) => reference(topic, i, 'updates', step, name);
      applyLayer(layer, now('x'), { training: true });
      applyLayer(layer, now('x'), {});
      expectClose(layer.parameters['movingMean'], now('movingMean'), 1e-6);
      expectClose(layer.parameters['movingVariance'], now('movingVariance'), 1e-6);
    }
  });
});

describe('batchNormalization', () => {
  it('gives each channel mean 0 and variance 1 in training, wherever it lies', () => {
    const x = rng(1).normal([50, 4, 4, 2], { mean: -30, std: 7 });
    const rows = batchNormalization({ epsilon: 1e-6 }).call(x, { training: true }).reshape([800, 2]);
    for (const mean of rows.mean(0).data) expect(mean).toBeCloseTo(0, 4);
    for (const variance of rows.square().mean(0).data) expect(variance).toBeCloseTo(1, 4);
  });

  it('keeps what it collects with the weights of a model, where training leaves it alone', async () => {
    const model = sequential([2], dense(3), batchNormalization({ momentum: 0 }));
    const moving = model.weights().get('batchNormalization1/movingMean');
    expect(model.parameters()).toHaveLength(4);
    const x = rng(2).normal([8, 2]);
    const hidden = dense(3);
    hidden.build([2]);
    hidden.parameters['W'].assign(model.parameters()[0].cast('float32'));
    const mean = hidden.call(x).mean(0);
    const compiled = model.compile({ optimizer: sgd({ learningRate: 0.5 }), loss: 'mse' });
    await compiled.fit(x, zeros([8, 3]), { batchSize: 8, progress: false });
    if (moving === undefined) throw new Error('no moving mean');
    expectClose(moving, mean, 1e-6);
  });

  it('says what it wants', () => {
    expect(messageOf(() => batchNormalization().build([]))).toBe(
      'batchNormalization: expects at least one axis per sample, got a scalar.',
    );
    expect(messageOf(() => batchNormalization({ momentum: 1 }))).toBe(
      'batchNormalization: expected a momentum with 0 ≤ m < 1, received 1.',
    );
    expect(messageOf(() => batchNormalization({ epsilon: -1 }))).toBe(
      'batchNormalization: expected an epsilon > 0, received -1.',
    );
  });
});
