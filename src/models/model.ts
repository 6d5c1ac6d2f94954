/** What every model has, however it is written: parameters, a summary, and the way to training. */
import { type Context, isLayer } from '../layers/layer.ts';
import type { NamedLayer } from '../layers/named-layer.ts';
import type { LossFunction } from '../losses/loss.ts';
import type { LossName } from '../losses/losses.ts';
import type { MetricChoice } from '../metrics/metrics.ts';
import { type AnyParameter, Parameter } from '../tensor/parameter.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor, Tensor } from '../tensor/tensor.ts';
import { Compiled, type CompileOptions } from './compiled.ts';
import { summarize } from './summary.ts';
import type { Trainable } from './trainable.ts';

/**
 * A function with parameters, from samples of shape I to outputs of shape O.
 *
 *     class MyModel extends Model<[20], [1]> {
 *       readonly dense1 = dense(128, { activation: 'relu' });
 *       readonly dense2 = dense(1, { activation: 'sigmoid' });
 *       call(x: Tensor<readonly [number, 20]>, context?: Context) {
 *         return this.dense2.call(this.dense1.call(x, context), context);
 *       }
 *     }
 */
export abstract class Model<I extends Shape = Shape, O extends Shape = Shape> implements Trainable<I, O> {
  /** The outputs for a batch x. */
  abstract call(x: Tensor<readonly [number, ...I]>, context?: Context): Tensor<readonly [number, ...O]>;

  /** The shape of one sample, where the model fixes it. */
  get inputShape(): Shape | undefined {
    return undefined;
  }

  /**
   * Chooses how to train: what to minimise, by which rule, and what to report.
   * @throws ArgumentError for a name that does not exist
   */
  compile<const L extends LossName | LossFunction, const M extends readonly MetricChoice[] = []>(
    options: CompileOptions<L, M>,
  ): Compiled<I, O, L, M> {
    return new Compiled(this, options);
  }

  /** The layers in the order of the model's fields, those of inner models and lists included. */
  layers(): readonly NamedLayer[] {
    return Object.entries(this).flatMap(([name, value]) => layersIn(name, value));
  }

  /** All parameters that training changes; those of layers that have not seen a batch yet do not exist yet. */
  parameters(): readonly AnyParameter[] {
    return [...new Set(this.weights().values())].filter(({ trainable }) => trainable);
  }

  /**
   * Everything that is stored with the model, by path: `dense1/W`, in an inner model `encoder/dense1/W`. Besides what
   * training changes these are moving averages and tables. One that is there twice has the name of its first place.
   */
  weights(): ReadonlyMap<string, AnyParameter> {
    const own = Object.entries(this).filter((entry): entry is [string, AnyParameter] => entry[1] instanceof Parameter);
    const inLayers = this.layers().flatMap(({ name, layer }) => {
      layer.name = name;
      return Object.entries(layer.parameters).map(([path, p]) => [`${name}/${path}`, p] as const);
    });
    const seen = new Set<AnyParameter>();
    return new Map([...own, ...inLayers].filter(([, p]) => !seen.has(p) && seen.add(p)));
  }

  /** What the weights add to the loss in training; a layer that is there twice counts once. */
  penalty(): AnyTensor | undefined {
    const penalties = [...new Set(this.layers().map(({ layer }) => layer))].flatMap((layer) => layer.penalty() ?? []);
    return penalties.length === 0 ? undefined : penalties.reduce((sum, penalty) => sum.add(penalty));
  }

  /** A table of layers, output shapes and numbers of parameters. */
  summary(): string {
    return summarize(this.layers(), this.inputShape, [...this.weights().values()]);
  }

  toString(): string {
    return this.summary();
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.summary();
  }
}

function layersIn(name: string, value: unknown): readonly NamedLayer[] {
  if (value instanceof Model) return value.layers().map((inner) => ({ ...inner, name: `${name}/${inner.name}` }));
  if (Array.isArray(value)) return value.flatMap((item: unknown, i) => layersIn(`${name}${i + 1}`, item));
  return isLayer(value) ? [{ name, layer: value }] : [];
}
