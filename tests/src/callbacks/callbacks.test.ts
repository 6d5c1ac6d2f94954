import { describe, expect, it } from 'vitest';
import {
  type Callback,
  dense,
  earlyStopping,
  parameter,
  reduceOnPlateau,
  sequential,
  sgd,
  stopAt,
  tensor,
} from 'tslate';
import { expectClose, messageOf, rejectionOf } from '../values.ts';

/** Runs a callback over the values of an epoch each; returns the number of epochs until it stops, and the rates. */
function run(callback: Callback, name: string, values: readonly number[]) {
  const p = parameter(tensor([0]));
  const optimizer = sgd({ learningRate: 1 });
  callback.onTrainBegin?.({
    parameters: () => [p],
    weights: () => new Map([['p', p]]),
    optimizer,
    epochs: 9,
    steps: 1,
    history: {},
    snapshot: () => ({ tensors: new Map(), metadata: {} }),
  });
  const rates: number[] = [];
  for (const [epoch, value] of values.entries()) {
    p.assign(tensor([epoch]));
    const answer = callback.onEpochEnd?.(epoch, { [name]: value });
    rates.push(optimizer.learningRate);
    if (answer === 'stop') break;
  }
  callback.onTrainEnd?.();
  return { epochs: rates.length, rates, weight: p.data[0] };
}

describe('earlyStopping', () => {
  it('stops after patience epochs in a row that are no better than the best', () => {
    const losses = [5, 4, 4.5, 4, 3, 3.5, 3.1, 3, 1];
    expect(run(earlyStopping({ patience: 3 }), 'valLoss', losses).epochs).toBe(8);
    expect(run(earlyStopping({ patience: 2 }), 'valLoss', losses).epochs).toBe(4);
    expect(run(earlyStopping(), 'valLoss', losses).epochs).toBe(3);
    expect(run(earlyStopping({ patience: 2, minDelta: 1.5 }), 'valLoss', losses).epochs).toBe(3);
  });

  it('gives the model the weights of the best epoch where that is wanted, also where it did not stop', () => {
    expect(run(earlyStopping({ patience: 2, restoreBest: true }), 'valLoss', [3, 1, 2, 2, 0]).weight).toBe(1);
    expect(run(earlyStopping({ patience: 9, restoreBest: true }), 'valLoss', [3, 1, 2]).weight).toBe(1);
    expect(run(earlyStopping({ patience: 2 }), 'valLoss', [3, 1, 2, 2, 0]).weight).toBe(3);
  });

  it('knows that more accuracy is better, takes NaN for no improvement, and starts anew with each training', () => {
    const callback = earlyStopping({ monitor: 'valAccuracy', patience: 1 });
    for (let i = 0; i < 2; i++) expect(run(callback, 'valAccuracy', [0.1, 0.2, 0.2, 0.9]).epochs).toBe(3);
    expect(run(earlyStopping(), 'valLoss', [1, NaN, 0]).epochs).toBe(2);
    expect(run(earlyStopping({ monitor: 'valAccuracy', mode: 'min' }), 'valAccuracy', [2, 1, 3]).epochs).toBe(3);
  });

  it('restores weights in fit, and asks for validation samples where there are none', async () => {
    const model = sequential([1], dense(1));
    const compiled = model.compile({ optimizer: sgd({ learningRate: 3 }), loss: 'mse' });
    const [x, y] = [tensor([[1]]), tensor([[2]])];
    // Steps so large that every epoch is worse than the one before: the first weights after an epoch are the best.
    model.parameters().forEach((p) => p.assign(p.mul(0)));
    const callbacks = [earlyStopping({ patience: 2, restoreBest: true })];
    const history = await compiled.fit(x, y, { epochs: 9, validationData: [x, y], callbacks, progress: false });
    expect(history.valLoss).toHaveLength(3);
    // b and W alike: 0 − 3 · 2 (0 − 2) = 12
    model.parameters().forEach((p) => expectClose(p.reshape([1]), tensor([12]), 1e-6));
    expect(await rejectionOf(compiled.fit(x, y, { callbacks, progress: false }))).toBe(
      "earlyStopping: expected a number named 'valLoss' in every epoch, received loss; " +
        'give fit a validationSplit or validationData.',
    );
    expect(messageOf(() => earlyStopping({ patience: 0.5 }))).toContain('patience: a whole number ≥ 0');
  });
});

describe('stopAt', () => {
  it('stops where the threshold is reached, from above for a loss and from below for the others', () => {
    expect(run(stopAt({ monitor: 'loss', threshold: 2 }), 'loss', [4, 3, 2, 1]).epochs).toBe(3);
    expect(run(stopAt({ monitor: 'accuracy', threshold: 0.5 }), 'accuracy', [0.1, 0.6, 0.9]).epochs).toBe(2);
  });
});

describe('reduceOnPlateau', () => {
  it('lowers the rate after patience epochs without improvement, not below minRate', () => {
    const callback = reduceOnPlateau({ factor: 0.5, patience: 2, minRate: 0.2 });
    const { rates } = run(callback, 'valLoss', [1, 1, 1, 1, 0.5, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6]);
    expect(rates).toEqual([1, 1, 0.5, 0.5, 0.5, 0.5, 0.25, 0.25, 0.2, 0.2, 0.2]);
  });

  it('rests for the cooldown as Keras does, and does not count steps smaller than minDelta', () => {
    const { rates } = run(reduceOnPlateau({ factor: 0.5, patience: 1, cooldown: 2 }), 'valLoss', [1, 1, 1, 1, 1]);
    expect(rates).toEqual([1, 0.5, 0.5, 0.25, 0.25]);
    expect(run(reduceOnPlateau({ patience: 1 }), 'valLoss', [1, 0.99995]).rates[1]).toBeCloseTo(0.1, 12);
    expect(messageOf(() => reduceOnPlateau({ factor: 1 }))).toContain('a factor with 0 < factor < 1');
  });
});
