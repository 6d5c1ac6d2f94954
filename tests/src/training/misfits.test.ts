/** What `compile`, `fit` and `evaluate` refuse, and how they say it. */
import { describe, expect, it } from 'vitest';
import { dense, sequential, type Tensor, tensor, zeros } from 'tslate';
import { messageOf, rejectionOf } from '../values.ts';
import { blobs, quiet } from './samples.ts';

describe('what does not fit', () => {
  const model = () =>
    sequential([2], dense(3, { activation: 'softmax' })).compile({
      optimizer: 'sgd',
      loss: 'sparseCategoricalCrossentropy',
      metrics: ['accuracy'],
    });
  const { x, y } = blobs(6);

  it('is an empty batch', async () => {
    const message = await rejectionOf(model().fit(zeros([0, 2]), zeros([0]), quiet));
    expect(message).toBe(
      'fit: expected at least one sample, received an empty batch (shape 0×2); check how the data was loaded or split.',
    );
    expect(await rejectionOf(model().evaluate(zeros([0, 2]), zeros([0])))).toContain('evaluate: expected at least one');
  });

  it('are more labels than samples', async () => {
    expect(await rejectionOf(model().fit(x, zeros([5]), quiet))).toBe(
      'fit: expected as many labels as samples, 6, received 5 labels.',
    );
    const validationData = [x, zeros([5])] as const;
    expect(await rejectionOf(model().fit(x, y, { validationData, ...quiet }))).toBe(
      'fit, validation data: expected as many labels as samples, 6, received 5 labels.',
    );
  });

  it('are samples of another shape', async () => {
    const wide: Tensor = zeros([6, 4]);
    const wanted = 'fit: expected samples of shape 2, as the model takes them, received 4; reshape the data, or change the model’s input.'; // prettier-ignore
    expect(await rejectionOf(Reflect.apply(model().fit, model(), [wide, y, quiet]))).toBe(wanted);
  });

  it('are labels beyond the classes', async () => {
    const labels = tensor(new Int32Array([0, 1, 2, 3, 0, 1]), [6]);
    expect(await rejectionOf(model().fit(x, labels, quiet))).toBe(
      'sparseCategoricalCrossentropy: expected class numbers from 0 to 2, as there are 3 outputs, received the label 3; ' +
        'check the labels, or give the last layer more units.',
    );
  });

  it('are one-hot labels for a sparse loss', async () => {
    const labels = y.oneHot(3);
    expect(await rejectionOf(Reflect.apply(model().fit, model(), [x, labels, quiet]))).toContain(
      "for one-hot labels use 'categoricalCrossentropy'",
    );
  });

  it('are samples that are no floats', async () => {
    const whole = x.cast('int32');
    expect(await rejectionOf(Reflect.apply(model().fit, model(), [whole, y, quiet]))).toBe(
      "fit: expected float32 samples, received int32; convert them with .cast('float32').",
    );
    expect(await rejectionOf(Reflect.apply(model().predict, model(), [whole]))).toContain('predict: expected float32');
  });

  it('are names that do not exist', () => {
    const layers = sequential([2], dense(1));
    const compile = (options: unknown): string => messageOf(() => Reflect.apply(layers.compile, layers, [options]));
    expect(compile({ optimizer: 'adamm', loss: 'mse' })).toContain("did you mean 'adam'?");
    expect(compile({ optimizer: 'adam', loss: 'msee' })).toContain("did you mean 'mse'?");
    expect(compile({ optimizer: 'adam', loss: 'mse', metrics: ['acc'] })).toContain("expected one of 'accuracy', ");
  });

  it('are options without sense', async () => {
    const of = (options: object): Promise<string> => rejectionOf(model().fit(x, y, { ...quiet, ...options }));
    expect(await of({ epochs: 1.5 })).toBe('fit: expected epochs: a whole number ≥ 0, received 1.5.');
    expect(await of({ epochs: -1 })).toContain('received -1');
    expect(await of({ batchSize: 0 })).toBe('fit: expected batchSize: a whole number ≥ 1, received 0.');
    expect(await of({ batchSize: 2.5 })).toContain('received 2.5');
    expect(await rejectionOf(model().predict(x, { batchSize: 0 }))).toContain('predict: expected batchSize: a whole');
    expect(await rejectionOf(model().predict(x, { batchSize: NaN }))).toContain('received NaN');
    expect(await of({ validationSplit: 1 })).toBe(
      'fit: expected a validationSplit with 0 ≤ split < 1 that leaves samples to train on, received 1 of 6 samples.',
    );
    expect(await of({ validationSplit: -0.5 })).toContain('received -0.5');
    expect(await of({ validationSplit: NaN })).toContain('received NaN');
  });
});
