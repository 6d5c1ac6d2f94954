/** What every model has, whatever its inputs and outputs: layers, parameters, weights by path, a summary. */
import { displaySymbol, type MimeBundle } from '../display/mime.ts';
import { ArgumentError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { type Context, isLayer } from '../layers/layer.ts';
import type { NamedLayer } from '../layers/named-layer.ts';
import { type AnyParameter, Parameter } from '../tensor/parameter.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { summarize, summaryHtml } from './summary.ts';

/** A function with parameters, from one or more inputs to one or more outputs. */
export abstract class Network {
  /** The outputs for a batch of every input. */
  abstract run(inputs: readonly AnyTensor[], context?: Context): readonly AnyTensor[];

  /** The shape of one sample of every input, where the model fixes it. */
  get inputShapes(): readonly Shape[] | undefined {
    return undefined;
  }

  /** The layers in the order of the model's fields, those of inner models and lists included. */
  layers(): readonly NamedLayer[] {
    return Object.entries(this).flatMap(([name, value]) => layersIn(name, value));
  }

  /** All parameters that gradients change; those of layers that have not seen a batch yet do not exist yet. */
  parameters(): readonly AnyParameter[] {
    return [...this.weights().values()].filter(({ trainable }) => trainable);
  }

  /**
   * Everything that is stored with the model, by path: `dense1/W`, in an inner model `encoder/dense1/W`. Besides what
   * gradients change these are moving averages and tables. One that is there twice has the name of its first place.
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
    return summarize(this.layers(), this.inputShapes, [...this.weights().values()]);
  }

  /** How it looks in a notebook: the summary as a table, with the share of the parameters that each layer has. */
  [displaySymbol](): MimeBundle {
    const html = summaryHtml(this.layers(), this.inputShapes, [...this.weights().values()]);
    return { 'text/html': html, 'text/plain': this.summary() };
  }

  /**
   * The model as plain data, without its weights, so that `JSON.stringify(model)` writes it; `modelFromConfig` reads it.
   * @throws ArgumentError for a model whose `call` is code of one's own
   */
  toJSON(): JsonObject {
    throw new ArgumentError({
      what: 'toJSON',
      expected: 'a model made with sequential(…) or functional(…)',
      received: `${this.constructor.name}, which computes by code of its own`,
      hint: 'keep its weights with saveWeights, and its code as code',
    });
  }

  toString(): string {
    return this.summary();
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.summary();
  }
}

function layersIn(name: string, value: unknown): readonly NamedLayer[] {
  if (value instanceof Network) return value.layers().map((inner) => ({ ...inner, name: `${name}/${inner.name}` }));
  if (Array.isArray(value)) return value.flatMap((item: unknown, i) => layersIn(`${name}${i + 1}`, item));
  return isLayer(value) ? [{ name, layer: value }] : [];
}
