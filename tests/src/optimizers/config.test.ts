/** Optimisers and learning rates as plain data and back. */
import { describe, expect, it } from 'vitest';
import { adagrad, adam, adamW, cosineDecay, exponentialDecay, rmsprop, sgd, stepDecay, warmup } from 'tslate';
import { type Optimizer, optimizers } from '../../../src/optimizers/optimizer.ts';
import { messageOf } from '../values.ts';

const again = ({ config }: Optimizer): Optimizer => optimizers.read(JSON.parse(JSON.stringify(config)), 'optimizer');

describe('the configuration of an optimiser', () => {
  it('holds every setting, and makes the same optimiser again', () => {
    expect(adam({ clipNorm: 2 }).config).toEqual({
      ...{ kind: 'adam', learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7, clipNorm: 2 },
    });
    for (const optimizer of [
      sgd({ learningRate: 0.5, momentum: 0.9, nesterov: true }),
      adagrad({ initialAccumulator: 0.2, epsilon: 1e-5, clipValue: 3 }),
      rmsprop({ rho: 0.8, momentum: 0.1 }),
      adam({ beta1: 0.8, beta2: 0.9, epsilon: 1e-4 }),
      adamW({ weightDecay: 0.1 }),
    ]) {
      expect(again(optimizer).config).toEqual(optimizer.config);
      expect(again(optimizer).name).toBe(optimizer.name);
    }
  });

  it('holds a schedule with its settings', () => {
    const decays = [
      exponentialDecay({ initial: 0.1, factor: 0.5, steps: 4 }),
      stepDecay({ initial: 0.1, steps: 4 }),
      cosineDecay({ initial: 0.1, final: 0.01, steps: 8 }),
      warmup(3, 0.1),
      warmup(3, exponentialDecay({ initial: 0.1, factor: 0.5, steps: 4 })),
    ];
    for (const learningRate of decays) {
      const optimizer = again(sgd({ learningRate }));
      expect(optimizer.config).toEqual(sgd({ learningRate }).config);
      expect(optimizer.learningRate).toBe(learningRate(1));
    }
  });

  it('may be a name alone', () => {
    expect(optimizers.read('adam', 'optimizer').config).toEqual(adam().config);
  });

  it('says which setting is none, and where', () => {
    const read = (config: Parameters<typeof optimizers.read>[0]): string =>
      messageOf(() => optimizers.read(config, 'compile.optimizer'));
    expect(read({ kind: 'adam', learnRate: 1 })).toContain(
      "compile.optimizer (adam): field: expected one of 'learningRate',",
    );
    expect(read('adm')).toMatch(/^compile\.optimizer: kind of optimizer: .*received 'adm'; did you mean 'adam'\?$/);
    expect(read({ kind: 'sgd', learningRate: 0 })).toBe(
      'compile.optimizer (sgd): sgd: expected a learning rate > 0, received 0.',
    );
    expect(read({ kind: 'sgd', learningRate: { kind: 'stepDecay', initial: 0.1 } })).toBe(
      'compile.optimizer (sgd).learningRate (stepDecay): expected steps: a whole number ≥ 1, received no such field.',
    );
    expect(read({ kind: 'sgd', momentum: '0.9' })).toBe(
      "compile.optimizer (sgd).momentum: expected a number ≥ 0 and ≤ 1, received '0.9'.",
    );
    expect(read(3)).toBe(
      "compile.optimizer: expected a kind of optimizer with its settings, for example { kind: 'adam', learningRate: 0.001 }, received 3.",
    );
  });
});
