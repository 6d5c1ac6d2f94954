/** A model with several inputs and outputs, and what it takes to train it. */
import { ArgumentError, lookUp } from '../errors.ts';
import { isList } from '../list.ts';
import type { LossFunction } from '../losses/loss.ts';
import { lossFunction, type LossName, type Target } from '../losses/losses.ts';
import { metric, type MetricChoice, type NameOfMetric } from '../metrics/metrics.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import { type OptimizerName, optimizerNamed } from '../optimizers/optimizers.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor, Tensor } from '../tensor/tensor.ts';
import type { Batches, LabelType } from './compiled.ts';
import { CompiledModel } from './compiled-model.ts';
import { evaluate } from './evaluate.ts';
import { fromBatches, fromData, type Told } from './fit-data.ts';
import type { EvaluateOptions, FitBatchesOptions, FitOptions, Labelled } from './fit-options.ts';
import { fit, type History } from './fit.ts';
import { checkNames, type Goal } from './goals.ts';
import { predict } from './predict.ts';
import type { Parts } from './parts.ts';
import type { AnyTrainable } from './trainable.ts';

type Loss = LossName | LossFunction;

/** One thing for every output: a list in their order, or by names that they are given here, in the same order. */
type PerOutput<T> = readonly T[] | { readonly [name: string]: T };

export type Losses = PerOutput<Loss>;
export type MetricsOfOutputs = PerOutput<readonly MetricChoice[]>;

export interface CompileManyOptions<L extends Losses, M extends MetricsOfOutputs> {
  /** By name ('sgd', 'adam', …), or one with settings: adam({ learningRate: 0.01 }). */
  readonly optimizer: OptimizerName | Optimizer;
  /** A loss for every output: `['mse', 'mae']`, or with names for the outputs `{ price: 'mse', age: 'mae' }`. */
  readonly loss: L;
  /** What each loss counts in the sum that is minimised, 1 by default; told as the losses are. */
  readonly lossWeights?: L extends readonly unknown[] ? readonly number[] : { readonly [Name in keyof L]?: number };
  /** Metrics of each output, told as the losses are; none by default. */
  readonly metrics?: M & (L extends readonly unknown[] ? unknown : { readonly [Name in keyof L]?: unknown });
}

/** A batch of samples for every input, or of what every output gives. */
type BatchesOf<Shapes extends readonly Shape[]> = {
  readonly [I in keyof Shapes]: Tensor<readonly [number, ...Shapes[I]]>;
};

/** Labels for every output: a list, or by name where the losses have names. */
export type LabelsOf<L extends Losses, O extends readonly Shape[]> = L extends readonly unknown[]
  ? { readonly [I in keyof O]: Tensor<readonly [number, ...Target<I extends keyof L ? L[I] : Loss, O[I]>], LabelType> }
  : { readonly [Name in keyof L]: Tensor<Shape, LabelType> };

/** The names of what is reported: `loss`, `digitLoss`, `digitAccuracy`; outputs without a name are `output1`, `output2`, …. */
type Reported<L extends Losses, M extends MetricsOfOutputs> =
  | `${L extends readonly unknown[] ? `output${number}` : keyof L & string}Loss`
  | (M extends readonly (readonly MetricChoice[])[]
      ? `output${number}${Capitalize<NameOfMetric<M[number][number]>>}`
      : { [N in keyof M & string]: `${N}${Capitalize<NameOfChoices<M[N]>>}` }[keyof M & string]);

type NameOfChoices<C> = C extends readonly (infer M)[] ? NameOfMetric<M> : never;

/** A model of several inputs and outputs with its losses, its optimiser and its metrics. */
export class CompiledMany<
  I extends readonly Shape[],
  O extends readonly Shape[],
  L extends Losses,
  M extends MetricsOfOutputs,
> extends CompiledModel {
  override readonly model: AnyTrainable;
  /** The optimiser, which goes on where it was from `fit` to `fit`. */
  readonly optimizer: Optimizer;
  readonly #parts: Parts;
  readonly #names: readonly string[];

  /** @throws ArgumentError unless every output has a loss, and names agree */
  constructor(model: AnyTrainable, outputs: number, options: CompileManyOptions<L, M>) {
    super();
    this.model = model;
    this.optimizer = optimizerNamed(options.optimizer);
    const names = namesOf<Loss>(options.loss);
    if (names.length !== outputs) {
      const expected = `a loss for each of ${outputs} outputs`;
      throw new ArgumentError({ what: 'compile', expected, received: String(names.length) });
    }
    this.#names = names;
    const losses = byName<Loss>('compile, loss', options.loss, names);
    const weights = byName<number>('compile, lossWeights', options.lossWeights ?? {}, names);
    const metrics = byName<readonly MetricChoice[]>('compile, metrics', options.metrics ?? {}, names);
    const goals = [...losses].map(([name, loss]): Goal => {
      const weight = weights.get(name) ?? 1;
      return { name, loss: lossFunction(loss), weight, metrics: (metrics.get(name) ?? []).map(metric) };
    });
    checkNames(goals);
    this.#parts = { model, goals, optimizer: this.optimizer };
  }

  /**
   * Trains on samples for every input with labels for every output.
   * @returns for every epoch the loss that is minimised, the loss and the metrics of each output, and those of the
   * validation samples if there are any
   * @throws ShapeError, ArgumentError and TrainingError as `fit` of a model with one input
   */
  async fit(
    x: BatchesOf<I>,
    y: LabelsOf<L, O>,
    options: FitOptions<BatchesOf<I>, LabelsOf<L, O>> = {},
  ): Promise<History<Reported<L, M>>> {
    const { sampleWeight, validationData, augment } = options;
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: batches of the inputs have the inputs' shapes
    const vary = augment && ((inputs: readonly AnyTensor[]) => augment(inputs as unknown as BatchesOf<I>));
    const told = this.#told([x, y], sampleWeight);
    const held = validationData && this.#told(validationData, validationData[2]);
    const { source, validation } = fromData(this.model, told, held, vary, options);
    return fit(this.#parts, source, validation, options);
  }

  /** Trains on batches as they come, as `fitBatches` of a model with one input. */
  async fitBatches(
    source: Batches<BatchesOf<I>, LabelsOf<L, O>>,
    options: FitBatchesOptions<BatchesOf<I>, LabelsOf<L, O>> = {},
  ): Promise<History<Reported<L, M>>> {
    const { validationData } = options;
    const held = validationData && this.#told(validationData, validationData[2]);
    const toTold = (batch: Labelled<BatchesOf<I>, LabelsOf<L, O>>): Told => this.#told(batch, batch[2]);
    const { source: stream, validation } = fromBatches(this.model, source, toTold, held, options);
    return fit(this.#parts, stream, validation, options);
  }

  /** The losses and the metrics over samples; nothing is trained. */
  async evaluate(
    x: BatchesOf<I>,
    y: LabelsOf<L, O>,
    { batchSize, sampleWeight }: EvaluateOptions = {},
  ): Promise<Record<'loss' | Reported<L, M>, number>> {
    const result = await evaluate(this.#parts, this.#told([x, y], sampleWeight), batchSize);
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: `evaluate` reports these names
    return result as Record<'loss' | Reported<L, M>, number>;
  }

  /** What every output gives for the samples, in the order of the outputs. */
  async predict(x: BatchesOf<I>, options: { readonly batchSize?: number } = {}): Promise<BatchesOf<O>> {
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: the outputs of the model for samples of its inputs
    return (await predict(this.model, Object.values(x), options.batchSize)) as unknown as BatchesOf<O>;
  }

  #told(data: readonly [BatchesOf<I>, LabelsOf<L, O>, ...unknown[]], sampleWeight: AnyTensor | undefined): Told {
    const labels = byName<AnyTensor>('labels', data[1], this.#names);
    const missing = this.#names.find((name) => !labels.has(name));
    if (missing === undefined) return { x: Object.values(data[0]), y: [...labels.values()], sampleWeight };
    throw new ArgumentError({ what: 'labels', expected: `some for the output '${missing}'`, received: 'none' });
  }
}

function namesOf<T>(told: PerOutput<T>): readonly string[] {
  return isList(told) ? told.map((_, i) => `output${i + 1}`) : Object.keys(told);
}

/** What is told of each output, in the order of the outputs. */
function byName<T>(what: string, told: PerOutput<T | undefined>, names: readonly string[]): ReadonlyMap<string, T> {
  if (isList(told)) {
    if (told.length === names.length) return present(names.map((name, i) => [name, told[i]]));
    throw new ArgumentError({ what, expected: `one for each of ${names.length} outputs`, received: `${told.length}` });
  }
  const known = Object.fromEntries(names.map((name) => [name, name]));
  for (const name of Object.keys(told)) lookUp(known, name, what);
  return present(names.map((name) => [name, Object.hasOwn(told, name) ? told[name] : undefined]));
}

function present<T>(entries: readonly (readonly [string, T | undefined])[]): ReadonlyMap<string, T> {
  return new Map(entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
}
