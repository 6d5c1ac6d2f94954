/** What chapter 11 says of the program of article 004, of its two losses, and of when it should stop. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  binaryCrossentropy,
  type Callback,
  categoricalCrossentropy,
  dense,
  earlyStopping,
  grad,
  iris,
  moons,
  rng,
  seed,
  sequential,
  split,
  stopAt,
  tensor,
  type Tensor,
} from 'tslate';

const network = (inputDim: number, outputDim: number) =>
  sequential(
    [inputDim],
    dense(64, { activation: 'relu' }),
    dense(32, { activation: 'relu' }),
    dense(outputDim, { activation: 'softmax' }),
  );
const classifier = (inputDim: number, outputDim: number) =>
  network(inputDim, outputDim).compile({
    optimizer: 'adam',
    loss: 'categoricalCrossentropy',
    metrics: ['accuracy'],
  });

describe('the program of article 004', () => {
  it.each([
    [784, 10, 52_650],
    [2, 2, 2338],
    [4, 3, 2499],
  ])('eq:generic-count: for %i inputs and %i classes it has %i parameters', (d, k, count) => {
    const parameters = network(d, k).parameters();
    expect(parameters.reduce((sum, { size }) => sum + size, 0)).toBe(count);
    expect(64 * d + 33 * k + 2144).toBe(count);
    expect(64 * d + 64 * 32 + 32 * k).not.toBe(count);
  });

  it.each([
    ['before', 'tslate'],
    ['keras', 'keras'],
  ])('is held to the numbers that were measured: %s', (name, side) => {
    const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
    const measured = JSON.parse(read(`tests/seeds/numbers/${side}.json`)).accuracies['004'];
    const written = JSON.stringify(measured).replaceAll(',', ', ');
    expect(read('notebooks/chapters/11-generic-classifier.ts')).toContain(`const ${name} = ${written};`);
  });

  it('eq:one-hot: a class becomes a row and the row the same class; a class number is no label of this loss', async () => {
    const classes = tensor(Int32Array.of(2, 0, 1), [3]);
    expect(classes.oneHot(3).toArray()).toEqual([
      [0, 0, 1],
      [1, 0, 0],
      [0, 1, 0],
    ]);
    expect(classes.oneHot(3).argmax().toArray()).toEqual([2, 0, 1]);
    const labels: Tensor = classes.cast('float32');
    await expect(classifier(4, 3).fit(iris().x.rows([0, 1, 2]), labels, { progress: false })).rejects.toThrow(
      'categoricalCrossentropy',
    );
  });

  it('learns the flowers with the same code as the points, but not in ten epochs', async () => {
    const { x, y } = iris();
    const all = split(x, y.oneHot(3), { validation: 50, shuffle: rng(11) });
    const after = async (epochs: number, start: number) => {
      seed(start);
      const model = classifier(4, 3);
      await model.fit(all.train.x, all.train.y, { epochs, batchSize: 32, progress: false });
      return model.evaluate(all.validation.x, all.validation.y);
    };
    for (const start of [11, 12]) {
      expect((await after(10, start)).loss).toBeGreaterThan(0.5);
      expect((await after(100, start)).accuracy).toBeGreaterThan(0.92);
    }
  });
});

describe('its two losses', () => {
  const pairs = tensor([
    [0, 2],
    [1.5, -0.5],
    [1.5, -0.5],
    [-3, -2],
  ]);
  const labels = tensor([
    [0, 1],
    [1, 0],
    [0, 1],
    [0, 1],
  ]);
  const differences = tensor([[2], [-2], [-2], [1]]);
  const second = tensor([[1], [0], [1], [1]]);

  it('E24, eq:two-classes: for two classes they agree in the difference of the logits, not in one of them', () => {
    const categorical = categoricalCrossentropy({ fromLogits: true })(labels, pairs);
    const ofDifference = binaryCrossentropy({ fromLogits: true })(second, differences);
    expect(
      categorical
        .sub(ofDifference.reshape([4]))
        .abs()
        .max()
        .item(),
    ).toBeLessThan(1e-6);
    const ofSecond = binaryCrossentropy({ fromLogits: true })(second, pairs.slice([0, 1], [4, 2]));
    expect(
      categorical
        .sub(ofSecond.reshape([4]))
        .abs()
        .max()
        .item(),
    ).toBeGreaterThan(0.1);
  });

  it('E24: the same loss, but a step changes the difference of two logits twice as much as a single one', () => {
    const label = tensor([[0, 1]]);
    const [byPair] = grad((z: Tensor<readonly [1, 2]>) => z.logSoftmax().mul(label).sum().neg())(tensor([[0, 2]]));
    const [byOne] = grad((z: Tensor<readonly [1]>) => z.logSigmoid().sum().neg())(tensor([2]));
    expect((byPair.data[1] - byPair.data[0]) / byOne.data[0]).toBeCloseTo(2, 5);
  });

  it('E24: for ten classes, knowing nothing costs ln 10 by the program and a seventh of that by the formula', () => {
    const nothing = tensor([Array.from({ length: 10 }, () => 0.1)]);
    const label = tensor(Int32Array.of(3), [1]).oneHot(10);
    expect(categoricalCrossentropy()(label, nothing).item()).toBeCloseTo(Math.log(10), 4);
    expect(binaryCrossentropy()(label, nothing).item()).toBeCloseTo((Math.log(10) + 9 * Math.log(10 / 9)) / 10, 4);
  });
});

describe('when it stops', () => {
  const noisy = moons({ samples: 260, noise: 0.35, seed: 11 });
  const { train, validation } = split(noisy.x, noisy.y.oneHot(2), { validation: 200, shuffle: rng(2) });
  const trained = async (epochs: number, ...callbacks: readonly Callback[]) => {
    seed(11);
    const model = classifier(2, 2);
    const { loss, valLoss = [] } = await model.fit(train.x, train.y, {
      epochs,
      batchSize: 8,
      validationData: [validation.x, validation.y],
      callbacks,
      progress: false,
    });
    return { loss, valLoss, now: (await model.evaluate(validation.x, validation.y)).loss };
  };

  it('E26, eq:stop-threshold, eq:stop-patience: thresholds stop at their epoch, if ever; patience keeps the best one', async () => {
    const whole = await trained(60);
    const reached = (tau: number): number => whole.loss.findIndex((loss) => loss < tau) + 1;
    const stopped = await trained(60, stopAt({ monitor: 'loss', threshold: 0.3 }));
    expect(stopped.loss.length).toBe(reached(0.3));
    expect(reached(0.001)).toBe(0);

    const patient = await trained(60, earlyStopping({ patience: 10, restoreBest: true }));
    const best = patient.valLoss.indexOf(Math.min(...patient.valLoss));
    expect(patient.valLoss.length).toBe(best + 1 + 10);
    expect(patient.now).toBeCloseTo(whole.valLoss[best], 4);
    expect(patient.now).toBeLessThan(whole.valLoss[59]);
  });
});

describe('the temperature of its softmax', () => {
  const z = tensor([[2, 1, -1]]);
  const at = (T: number): number[] => Array.from(z.softmax().log().div(T).softmax().data);

  it('makes probabilities alike when high and certain when low, and never changes their order', () => {
    expect(at(100).every((p) => Math.abs(p - 1 / 3) < 0.01)).toBe(true);
    expect(at(0.05)[0]).toBeGreaterThan(0.999);
    for (const T of [0.2, 1, 5]) expect(at(T)).toEqual([...at(T)].sort((a, b) => b - a));
    at(1).forEach((p, j) => expect(p).toBeCloseTo(z.softmax().data[j], 6));
  });
});
