/** A model with what it takes to train it: fit, evaluate, predict. */
import { checkList } from '../checks.ts';
import type { JsonObject } from '../json.ts';
import type { LossFunction } from '../losses/loss.ts';
import { lossConfig, lossFunction, type LossName, type Target } from '../losses/losses.ts';
import { metric, type MetricChoice, type NameOfMetric } from '../metrics/metrics.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import { type OptimizerName, optimizerNamed } from '../optimizers/optimizers.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor, Tensor } from '../tensor/tensor.ts';
import { CompiledModel } from './compiled-model.ts';
import { evaluate } from './evaluate.ts';
import { fromBatches, fromData, type Told } from './fit-data.ts';
import type { EvaluateOptions, FitBatchesOptions, FitOptions, Labelled } from './fit-options.ts';
import type { LabelsFit, SamplesFit } from './fit-types.ts';
import { fit, type History } from './fit.ts';
import { checkNames, type Goal } from './goals.ts';
import { predict } from './predict.ts';
import type { Parts } from './parts.ts';
import type { Trainable } from './trainable.ts';

/** Labels may be whole numbers or floats. */
export type LabelType = 'float32' | 'int32';
type Labels<S extends Shape> = Tensor<readonly [number, ...S], LabelType>;
type Samples<I extends Shape> = Tensor<readonly [number, ...I]>;

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
> extends CompiledModel {
  override readonly model: Trainable<I, O>;
  /** The optimiser, which keeps its state from one `fit` to the next. */
  readonly optimizer: Optimizer;
  readonly #parts: Parts;
  readonly #loss: L;

  constructor(model: Trainable<I, O>, { optimizer, loss, metrics }: CompileOptions<L, M>) {
    super();
    this.model = model;
    this.optimizer = optimizerNamed(optimizer);
    this.#loss = loss;
    checkList('compile', 'metrics', metrics ?? []);
    const goal: Goal = { name: '', loss: lossFunction(loss), weight: 1, metrics: (metrics ?? []).map(metric) };
    checkNames([goal]);
    this.#parts = { model, goals: [goal], optimizer: this.optimizer };
  }

  /**
   * Trains on samples x with labels y, batch by batch, all of them once an epoch.
   * @returns the loss and metrics of every epoch, and those of the validation samples if there are any (`valLoss`, …)
   * @throws ShapeError or ArgumentError when samples, labels and model do not fit, or an option makes no sense;
   * TrainingError when the loss or a gradient is not finite
   */
  async fit<X extends Shape, Y extends Shape>(
    x: Tensor<X> & SamplesFit<X, I>,
    y: Tensor<Y, LabelType> & LabelsFit<Y, L, O>,
    options: FitOptions<Samples<I>, Labels<Target<L, O>>> = {},
  ): Promise<History<NameOfMetric<M[number]>>> {
    const { sampleWeight, validationData, augment } = options;
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: x is checked against the model's shape before a batch is made of it
    const vary = augment && (([batch]: readonly AnyTensor[]) => [augment(batch as unknown as Samples<I>)]);
    const told = { x: [x], y: [y], sampleWeight };
    const { source, validation } = fromData(this.model, told, toldBy(validationData), vary, options);
    return fit(this.#parts, source, validation, options);
  }

  /**
   * Trains on batches as they come: those of `batches(…)`, made ready by `prefetch(…)`, read from files, or drawn anew.
   * Each is a pair of samples and labels, or with what each sample counts a triple.
   *
   *     await model.fitBatches(prefetch(batches(x, y, { size: 32, shuffle: rng(0) })), { epochs: 5 });
   *
   * An epoch is one pass through them, or `stepsPerEpoch` of them. An order or an augmentation that they draw from a
   * generator of their own is no part of a checkpoint.
   * @throws ArgumentError when an epoch has no batch, and as `fit`
   */
  async fitBatches(
    source: Batches<Samples<I>, Labels<Target<L, O>>>,
    options: FitBatchesOptions<Samples<I>, Labels<Target<L, O>>> = {},
  ): Promise<History<NameOfMetric<M[number]>>> {
    const validationData = toldBy(options.validationData);
    const { source: stream, validation } = fromBatches(this.model, source, toldBy, validationData, options);
    return fit(this.#parts, stream, validation, options);
  }

  /**
   * The mean loss and the metrics over samples x with labels y; nothing is trained.
   * @throws ShapeError or ArgumentError when samples, labels and model do not fit
   */
  async evaluate<X extends Shape, Y extends Shape>(
    x: Tensor<X> & SamplesFit<X, I>,
    y: Tensor<Y, LabelType> & LabelsFit<Y, L, O>,
    { batchSize, sampleWeight }: EvaluateOptions = {},
  ): Promise<Record<'loss' | NameOfMetric<M[number]>, number>> {
    const result = await evaluate(this.#parts, { x: [x], y: [y], sampleWeight }, batchSize);
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: `evaluate` reports the loss and each metric of M
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
    const [output] = await predict(this.model, [x], options.batchSize);
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: the outputs of the model for samples of shape I
    return output as unknown as Tensor<readonly [number, ...O]>;
  }

  /** The model and how it is trained as plain data, without weights; `compiledFromConfig` reads it. */
  toJSON(): JsonObject {
    const metrics = this.#parts.goals.flatMap((goal) => goal.metrics.map(({ name }) => name));
    const compile = { optimizer: this.optimizer.config, loss: lossConfig(this.#loss), metrics };
    return { ...this.model.toJSON(), compile };
  }
}

/** Batches of samples and labels, one after the other. */
export type Batches<X, Y> = Iterable<Labelled<X, Y>> | AsyncIterable<Labelled<X, Y>>;

function toldBy(data: Labelled<AnyTensor, AnyTensor>): Told;
function toldBy(data: Labelled<AnyTensor, AnyTensor> | undefined): Told | undefined;
function toldBy(data: Labelled<AnyTensor, AnyTensor> | undefined): Told | undefined {
  return data && { x: [data[0]], y: [data[1]], sampleWeight: data[2] };
}
