/** A model with what it takes to train it: fit, evaluate, predict. */
import { ArgumentError, ShapeError } from '../errors.ts';
import { checkSamples } from '../data/batches.ts';
import type { LossFunction } from '../losses/loss.ts';
import { lossFunction, type LossName, type Target } from '../losses/losses.ts';
import type { AnyMetric } from '../metrics/metric.ts';
import { metric, type MetricChoice, type NameOfMetric } from '../metrics/metrics.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import { type OptimizerName, optimizerNamed } from '../optimizers/optimizers.ts';
import { sameShape, showShape } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor, Tensor } from '../tensor/tensor.ts';
import type { LabelsFit, SamplesFit } from './fit-types.ts';
import { fit, type FitOptions, type History } from './fit.ts';
import { measure, type Parts } from './step.ts';
import { predict } from './predict.ts';
import type { Trainable } from './trainable.ts';

/** Labels may be whole numbers or floats. */
type LabelType = 'float32' | 'int32';
type Labels<S extends Shape> = Tensor<readonly [number, ...S], LabelType>;

export interface CompileOptions<L extends LossName | LossFunction, M extends readonly MetricChoice[]> {
  /** By name ('sgd', 'adam', …), or one with settings: adam({ learningRate: 0.01 }). */
  readonly optimizer: OptimizerName | Optimizer;
  readonly loss: L;
  /** By name, or metrics of one's own; each is reported under its name. */
  readonly metrics?: M;
}

/** A model together with how it is trained: optimiser, loss and metrics; made by `model.compile`. */
export class Compiled<
  I extends Shape,
  O extends Shape,
  L extends LossName | LossFunction,
  M extends readonly MetricChoice[],
> {
  /** The model itself. */
  readonly model: Trainable<I, O>;
  /** The optimiser, which keeps its state from one `fit` to the next. */
  readonly optimizer: Optimizer;
  readonly #loss: LossFunction;
  readonly #metrics: readonly AnyMetric[];

  constructor(model: Trainable<I, O>, { optimizer, loss, metrics }: CompileOptions<L, M>) {
    this.model = model;
    this.optimizer = optimizerNamed(optimizer);
    this.#loss = lossFunction(loss);
    this.#metrics = distinct((metrics ?? []).map(metric));
  }

  /**
   * Trains on samples x with labels y, batch by batch, all of them once an epoch.
   * @returns the loss and metrics of every epoch, and those of the validation samples if there are any (`valLoss`, …)
   * @throws ShapeError or ArgumentError when samples, labels and model do not fit, or an option makes no sense
   */
  async fit<X extends Shape, Y extends Shape>(
    x: Tensor<X> & SamplesFit<X, I>,
    y: Tensor<Y, LabelType> & LabelsFit<Y, L, O>,
    options: FitOptions<Tensor<readonly [number, ...I]>, Labels<Target<L, O>>> = {},
  ): Promise<History<NameOfMetric<M[number]>>> {
    this.#check('fit', x, y);
    if (options.validationData !== undefined) this.#check('fit, validation data', ...options.validationData);
    return fit<NameOfMetric<M[number]>>(this.#parts(), x, y, options);
  }

  /**
   * The mean loss and the metrics over samples x with labels y; nothing is trained.
   * @param options `batchSize`: samples at a time, 256 by default
   * @throws ShapeError or ArgumentError when samples, labels and model do not fit
   */
  async evaluate<X extends Shape, Y extends Shape>(
    x: Tensor<X> & SamplesFit<X, I>,
    y: Tensor<Y, LabelType> & LabelsFit<Y, L, O>,
    options: { readonly batchSize?: number } = {},
  ): Promise<Record<'loss' | NameOfMetric<M[number]>, number>> {
    this.#check('evaluate', x, y);
    const result = await measure(this.#parts(), x, y, options.batchSize ?? 256);
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: `measure` reports the loss and each metric of M
    return result as Record<'loss' | NameOfMetric<M[number]>, number>;
  }

  /**
   * The outputs for samples x, [samples, …output]; computed a batch at a time.
   * @param options `batchSize`: samples at a time, 256 by default
   * @throws ShapeError or ArgumentError when samples and model do not fit
   */
  async predict<X extends Shape>(
    x: Tensor<X> & SamplesFit<X, I>,
    options: { readonly batchSize?: number } = {},
  ): Promise<Tensor<readonly [number, ...O]>> {
    this.#checkSamples('predict', x);
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: SamplesFit<X, I> says that the shapes agree as far as they are known
    return predict(this.model, x as unknown as Tensor<readonly [number, ...I]>, options.batchSize ?? 256);
  }

  /** A table of layers, output shapes and numbers of parameters. */
  summary(): string {
    return this.model.summary();
  }

  #parts(): Parts {
    return {
      // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: the shapes were checked against the model's by the compiler and by #check
      call: (x, context) => this.model.call(x as unknown as Tensor<readonly [number, ...I]>, context),
      parameters: () => this.model.parameters(),
      penalty: () => this.model.penalty(),
      loss: this.#loss,
      metrics: this.#metrics,
      optimizer: this.optimizer,
    };
  }

  #check(what: string, x: AnyTensor, y: AnyTensor): void {
    checkSamples(what, x, y);
    this.#checkSamples(what, x);
  }

  #checkSamples(what: string, x: AnyTensor): void {
    const expected = this.model.inputShape;
    const sample = x.shape.slice(1);
    if (expected !== undefined && !sameShape(sample, expected)) {
      throw new ShapeError({
        what,
        expected: `samples of shape ${showShape(expected)}, as the model takes them`,
        received: showShape(sample),
        hint: 'reshape the data, or change the model’s input',
      });
    }
    if (x.dtype !== 'float32') {
      throw new ArgumentError({
        what,
        expected: 'float32 samples',
        received: x.dtype,
        hint: "convert them with .cast('float32')",
      });
    }
  }
}

/** Two metrics of one name would be reported as one. */
function distinct(metrics: readonly AnyMetric[]): readonly AnyMetric[] {
  const names = metrics.map(({ name }) => name);
  const taken = names.find((name, i) => name === 'loss' || names.indexOf(name) < i);
  if (taken === undefined) return metrics;
  throw new ArgumentError({
    what: 'compile',
    expected: 'metrics with names of their own',
    received: taken === 'loss' ? "one named 'loss'" : `'${taken}' twice`,
    hint: 'give one of them another name',
  });
}
