/** How a model is trained, as plain data and back. */
import { describe, expect, it } from 'vitest';
import { adam, compiledFromConfig, dense, huber, ones, sequential, stepDecay, tensor, zeros } from 'tslate';
import { messageOf } from '../values.ts';

const layers = [{ kind: 'dense', units: 1 }];
const read = (compile: unknown): string =>
  messageOf(() => compiledFromConfig({ model: 'sequential', input: [2], layers, compile }));

describe('a compiled model as plain data', () => {
  it('says which optimiser, loss and metrics it has, with their settings', () => {
    const learningRate = stepDecay({ initial: 0.1, steps: 10 });
    const model = sequential([2], dense(1)).compile({
      optimizer: adam({ learningRate }),
      loss: huber({ delta: 2 }),
      metrics: ['rSquared'],
    });
    const config = JSON.parse(JSON.stringify(model));
    expect(config).toMatchObject({
      model: 'sequential',
      input: [2],
      compile: {
        optimizer: { kind: 'adam', learningRate: { kind: 'stepDecay', initial: 0.1, factor: 0.1, steps: 10 } },
        loss: { kind: 'huber', delta: 2 },
        metrics: ['rSquared'],
      },
    });
    expect(JSON.parse(JSON.stringify(compiledFromConfig(config)))).toEqual(config);
  });

  it('trains as it was told', async () => {
    const optimizer = { kind: 'sgd', learningRate: 0.1 };
    const model = compiledFromConfig({
      model: 'sequential',
      input: [2],
      layers: [{ kind: 'dense', units: 1, initializer: 'zeros' }],
      compile: { optimizer, loss: 'mse' },
    });
    const { loss } = await model.fit(ones([4, 2]), ones([4, 1]), { epochs: 1, progress: false });
    expect(loss).toEqual([1]);
    // From 0: dL/dŷ = −2, so w and b move by 0.1 · 2, and ŷ = 3 · 0.2.
    expect((await model.predict(ones([1, 2]))).data[0]).toBeCloseTo(0.6, 6);
    expect(await model.evaluate(zeros([1, 2]), tensor([[0.2]]))).toEqual({ loss: expect.closeTo(0, 12) });
  });

  it('takes losses by name with their usual settings, cross-entropies with theirs', () => {
    const loss = { kind: 'binaryCrossentropy', fromLogits: true, labelSmoothing: 0.1 };
    const config = { model: 'sequential', input: [2], layers, compile: { optimizer: 'adam', loss, metrics: [] } };
    expect(JSON.parse(JSON.stringify(compiledFromConfig(config)))).toMatchObject({ compile: { loss } });
  });

  it('says what is wrong, and where', () => {
    expect(read(undefined)).toContain("expected a field compile, for example { optimizer: 'adam', loss: 'mse' }");
    expect(read({ optimizer: 'adam' })).toContain('compile: expected loss: the name of a loss');
    expect(read({ optimizer: 'adam', loss: 'msee' })).toMatch(
      /^compile\.loss: .*received 'msee'; did you mean 'mse'\?$/,
    );
    expect(read({ optimizer: 'adam', loss: { kind: 'huber', delta: -1 } })).toBe(
      'compile.loss (huber).delta: expected a number ≥ 0, received -1.',
    );
    expect(read({ optimizer: 'adam', loss: 'mse', metrics: ['acuracy'] })).toMatch(
      /^compile\.metrics\[0\]: .*received 'acuracy'; did you mean 'accuracy'\?$/,
    );
    expect(read({ optimizer: { kind: 'adam', rate: 1 }, loss: 'mse' })).toContain('compile.optimizer (adam): field');
    expect(read({ optimizer: 'adam', loss: 'mse', epochs: 3 })).toContain("received 'epochs'");
  });
});
