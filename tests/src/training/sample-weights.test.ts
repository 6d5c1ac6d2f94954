/** What samples and classes count in the loss, as in Keras; and what is no weight. */
import { describe, expect, it } from 'vitest';
import { adam, dense, type FitOptions, sequential, type Tensor, tensor, zeros } from 'tslate';
import { reference } from '../../oracle/reference.ts';
import { expectClose, rejectionOf } from '../values.ts';
import { quiet } from './samples.ts';

const x = reference('training', 'x').reshape([10, 4]);
const labels = reference('training', 'labels').cast('int32').reshape([10]);
const sampleWeight = reference('training', 'sampleWeight').reshape([10]);
const first = <T>(tensor: { slice(begin: number[], end: number[]): T }): T => tensor.slice([0], [8]);

type Options = FitOptions<Tensor<readonly [number, 4]>, Tensor<readonly [number], 'float32' | 'int32'>>;

function layers() {
  const model = sequential([4], dense(5, { activation: 'tanh' }), dense(3, { activation: 'softmax' }));
  model.parameters().forEach((p, i) => p.assign(reference('training', 'initial', i)));
  return model;
}

function network() {
  return layers().compile({
    optimizer: adam({ learningRate: 0.05 }),
    loss: 'sparseCategoricalCrossentropy',
    metrics: ['accuracy'],
  });
}

describe('weights of samples and classes', () => {
  const [xs, ys] = [first(x).reshape([8, 4]), first(labels).reshape([8])];
  const held = [x.slice([8]).reshape([2, 4]), labels.slice([8]).reshape([2])] as const;
  const cases: readonly [string, Options][] = [
    ['plain', { validationData: held }],
    [
      'weighted',
      {
        sampleWeight: first(sampleWeight).reshape([8]),
        validationData: [...held, sampleWeight.slice([1], [3]).reshape([2])],
      },
    ],
    ['byClass', { validationData: held, classWeight: { 0: 1, 1: 5, 2: 0.5 } }],
  ];

  it.each(cases)('count as in Keras: %s, six updates, losses, metrics and validation', async (name, options) => {
    const model = network();
    const history = await model.fit(xs, ys, { epochs: 3, batchSize: 4, shuffle: false, ...options, ...quiet });
    const { loss, accuracy, valLoss, valAccuracy } = history;
    const wanted = { loss, accuracy, val_loss: valLoss, val_accuracy: valAccuracy };
    for (const [theirs, ours] of Object.entries(wanted)) {
      const numbers = reference('training', name, 'history', theirs).data;
      numbers.forEach((value, epoch) => expect(ours?.[epoch], `${theirs}, epoch ${epoch}`).toBeCloseTo(value, 5));
    }
    model.model.parameters().forEach((p, i) => expectClose(p, reference('training', name, 'weights', i), 1e-5));
  });

  it('count in evaluate, where metrics know nothing of them', async () => {
    const { loss, accuracy } = await network().evaluate(x, labels, { batchSize: 3, sampleWeight });
    const [wantedLoss, wantedAccuracy] = reference('training', 'evaluated').data;
    expect(loss).toBeCloseTo(wantedLoss, 5);
    expect(accuracy).toBeCloseTo(wantedAccuracy, 6);
  });

  it('count for every time of a sequence, as in Keras', async () => {
    const model = sequential([3, 2], dense(2, { activation: 'softmax' }));
    model.parameters().forEach((p, i) => p.assign(reference('training', 'sequences', 'initial', i)));
    const compiled = model.compile({ optimizer: 'sgd', loss: 'sparseCategoricalCrossentropy' });
    const sequences = reference('training', 'sequences', 'x').reshape([4, 3, 2]);
    const classes = reference('training', 'sequences', 'labels').cast('int32').reshape([4, 3]);
    const { loss } = await compiled.evaluate(sequences, classes, { sampleWeight: sampleWeight.slice([0], [4]).reshape([4]) }); // prettier-ignore
    expect(loss).toBeCloseTo(reference('training', 'sequences', 'weighted').item(), 5);
  });

  it('of classes and of samples multiply, and one-hot labels have classes too', async () => {
    const classWeight = { 1: 2, 2: 0 };
    const product = Float32Array.from(labels.data, (label, i) => [1, 2, 0][label] * sampleWeight.data[i]);
    const run = async (options: Options) =>
      (await network().fit(x, labels, { ...options, shuffle: false, ...quiet })).loss;
    expect(await run({ classWeight, sampleWeight })).toEqual(await run({ sampleWeight: tensor(product, [10]) }));
    const compiled = layers().compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' });
    const { loss } = await compiled.fit(x, labels.oneHot(3), { classWeight, batchSize: 10, ...quiet });
    const sparse = await network().fit(x, labels, { classWeight, batchSize: 10, ...quiet });
    expect(loss[0]).toBeCloseTo(sparse.loss[0], 5);
  });

  it('are split with the samples, and classes are not weighed in validation', async () => {
    const { valLoss } = await network().fit(x, labels, {
      ...{ validationSplit: 0.2, batchSize: 8, shuffle: false, sampleWeight, classWeight: { 2: 100 }, ...quiet },
    });
    const trained = network();
    await trained.fit(xs, ys, {
      ...{ batchSize: 8, shuffle: false, sampleWeight: first(sampleWeight).reshape([8]), classWeight: { 2: 100 } },
      ...quiet,
    });
    const { loss } = await trained.evaluate(...held, { sampleWeight: sampleWeight.slice([8]).reshape([2]) });
    expect(valLoss?.[0]).toBeCloseTo(loss, 6);
  });

  it('are refused where they are none', async () => {
    const of = (options: Options): Promise<string> => rejectionOf(network().fit(x, labels, { ...options, ...quiet }));
    expect(await of({ sampleWeight: zeros([9]) })).toBe(
      'fit: expected one weight for each of 10 samples, received weights of shape 9.',
    );
    expect(await of({ sampleWeight: sampleWeight.neg() })).toContain(
      'fit: expected a sampleWeight ≥ 0 everywhere, rec',
    );
    const sequences = sequential([4], dense(2)).compile({ optimizer: 'sgd', loss: 'mse' });
    expect(await rejectionOf(sequences.fit(x, zeros([10, 2]), { classWeight: { 1: 2 }, ...quiet }))).toBe(
      'fit: expected one class a sample, for a classWeight, received labels of shape 10×2; give a sampleWeight.',
    );
    expect(await of({ classWeight: { 1: NaN } })).toBe('fit: expected a classWeight ≥ 0 everywhere, received NaN.');
  });
});
