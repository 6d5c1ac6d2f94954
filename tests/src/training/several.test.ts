/** Models with several inputs and outputs: trained as Keras trains them, told by list or by name. */
import { describe, expect, it } from 'vitest';
import { adam, dense, functional, input, layer, type Tensor, zeros } from 'tslate';
import { reference } from '../../oracle/reference.ts';
import { expectClose, messageOf, rejectionOf } from '../values.ts';
import { quiet } from './samples.ts';

const number = (...path: (string | number)[]): number[] => Array.from(reference('training', ...path).data);
const x = reference('training', 'x').reshape([10, 4]);
const z = reference('training', 'z').reshape([10, 3]);
const labels = reference('training', 'labels').cast('int32').reshape([10]);
const evens = reference('training', 'evens').reshape([10, 1]);
const sampleWeight = reference('training', 'sampleWeight').reshape([10]);

/** x times the first three rows of the weights and z times the others is the product of both side by side. */
function twoInTwoOut() {
  const [a, b] = [input([4]), input([3])];
  const sum = layer<{ readonly in: unknown; readonly out: readonly [5] }>({
    kind: 'sum',
    config: {},
    shape: (shape) => shape,
    call: (first, _, __, others) => others.reduce((total: typeof first, other) => total.add(other), first).tanh(),
  });
  const hidden = a.to(dense(5)).to(sum, b.to(dense(5, { useBias: false })));
  const digit = hidden.to(dense(3, { activation: 'softmax' }));
  const model = functional([a, b], [digit, hidden.to(dense(1))]);
  const weights = [0, 1, 2, 3, 4, 5].map((i) => reference('training', 'hidden', i));
  const [W, ...others] = weights;
  const values = [W.slice([0], [4]), others[0], W.slice([4], [7]), ...others.slice(1)];
  [...model.weights().values()].forEach((p, i) => p.assign(values[i]));
  return model;
}

const compiled = () =>
  twoInTwoOut().compile({
    optimizer: adam({ learningRate: 0.05 }),
    loss: { digit: 'sparseCategoricalCrossentropy', parity: 'mse' },
    lossWeights: { parity: 0.3 },
    metrics: { digit: ['accuracy'] },
  });

describe('a model with two inputs and two outputs', () => {
  it('is measured as Keras measures it, output by output', async () => {
    const wanted = {
      loss: 'loss',
      digitLoss: 'digit_loss',
      parityLoss: 'parity_loss',
      digitAccuracy: 'digit_accuracy',
    };
    const found = await compiled().evaluate([x, z], { digit: labels, parity: evens }, { batchSize: 4 });
    expect(Object.keys(found)).toEqual(Object.keys(wanted));
    for (const [name, theirs] of Object.entries(wanted)) {
      expect(Reflect.get(found, name)).toBeCloseTo(number('severalBefore', theirs)[0], 5);
    }
  });

  it('is trained as Keras trains it, with weights of samples and of losses', async () => {
    const model = compiled();
    const options = { epochs: 3, batchSize: 4, shuffle: false, sampleWeight, ...quiet };
    const history = await model.fit([x, z], { digit: labels, parity: evens }, options);
    const wanted = { loss: history.loss, digit_loss: history.digitLoss, parity_loss: history.parityLoss, digit_accuracy: history.digitAccuracy }; // prettier-ignore
    for (const [name, numbers] of Object.entries(wanted)) {
      number('several', 'history', name).forEach((value, epoch) => expect(numbers[epoch]).toBeCloseTo(value, 5));
    }
    const [digit, parity] = await model.predict([x, z], { batchSize: 3 });
    expectClose(digit, reference('training', 'several', 'predicted', 0), 1e-5);
    expectClose(parity, reference('training', 'several', 'predicted', 1), 1e-5);
  });

  it('takes lists as well: outputs are then numbered', async () => {
    const model = twoInTwoOut().compile({
      optimizer: 'sgd',
      loss: ['sparseCategoricalCrossentropy', 'mse'],
      metrics: [['accuracy'], []],
    });
    const validationData = [[x, z], [labels, evens], sampleWeight] as const;
    const history = await model.fit([x, z], [labels, evens], { validationData, ...quiet });
    expect(Object.keys(history)).toEqual([
      ...['loss', 'output1Loss', 'output2Loss', 'output1Accuracy'],
      ...['valLoss', 'valOutput1Loss', 'valOutput2Loss', 'valOutput1Accuracy'],
    ]);
    const { output1Loss, output2Loss, loss } = await model.evaluate([x, z], [labels, evens]);
    expect(output1Loss + output2Loss).toBeCloseTo(loss, 5);
  });

  it('takes batches as they come, and varies its samples', async () => {
    const one = compiled();
    const other = compiled();
    const stream = [[[x, z], { digit: labels, parity: evens }, sampleWeight]] as const;
    const first = await one.fitBatches(stream, { epochs: 2, ...quiet });
    const options = { epochs: 2, batchSize: 10, shuffle: false, sampleWeight, ...quiet };
    const second = await other.fit([x, z], { digit: labels, parity: evens }, options);
    expect(first).toEqual(second);
    const augment = ([a, b]: readonly [Tensor<readonly [number, 4]>, Tensor<readonly [number, 3]>]) => [a, b.mul(0)] as const; // prettier-ignore
    const third = await compiled().fit([x, z], { digit: labels, parity: evens }, { ...options, augment });
    expect(third.loss).not.toEqual(second.loss);
  });

  it('refuses losses, names and data that do not fit its outputs and inputs', async () => {
    const model = twoInTwoOut();
    const told = (options: object): string => messageOf(() => Reflect.apply(model.compile, model, [{ optimizer: 'sgd', ...options }])); // prettier-ignore
    expect(told({ loss: ['mse'] })).toBe('compile: expected a loss for each of 2 outputs, received 1.');
    expect(told({ loss: { a: 'mse', b: 'mse' }, lossWeights: { c: 1 } })).toContain(
      "compile, lossWeights: expected one of 'a', 'b', received 'c'",
    );
    expect(told({ loss: ['mse', 'mse'], metrics: [[]] })).toBe(
      'compile, metrics: expected one for each of 2 outputs, received 1.',
    );
    const fit = (...told: unknown[]): Promise<string> => rejectionOf(Reflect.apply(compiled().fit, compiled(), [...told, quiet])); // prettier-ignore
    expect(await fit([x, z], { digit: labels })).toBe("labels: expected some for the output 'parity', received none.");
    expect(await fit([x, z.slice([0], [9])], [labels, evens])).toBe(
      'fit, input 2: expected as many samples as of the first input, 10, received 9.',
    );
    expect(await fit([x, zeros([10, 2])], [labels, evens])).toContain('fit, input 2: expected samples of shape 3');
    expect(await fit([x], [labels, evens])).toBe('fit: expected samples for each of 2 inputs, received 1.');
    const classWeight = { 0: 2 };
    expect(
      await rejectionOf(compiled().fit([x, z], { digit: labels, parity: evens }, { classWeight, ...quiet })),
    ).toContain('fit: expected one output, for a classWeight, received 2; give a sampleWeight.');
  });
});
