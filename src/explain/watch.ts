/** Looking into a model while it computes: what each of its layers gives. */
import type { Layer } from '../layers/layer.ts';
import type { NamedLayer } from '../layers/named-layer.ts';
import { withoutGradients } from '../ops/apply.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { type Callable, callOf } from './score.ts';

/** A model that can name its layers. */
export interface Layered<I extends Shape, O extends Shape> extends Callable<I, O> {
  layers(): readonly NamedLayer[];
}

/** A model with layers, compiled or not. */
export type Watched<I extends Shape, O extends Shape> = Layered<I, O> | { readonly model: Layered<I, O> };

export function layersOf<I extends Shape, O extends Shape>(watched: Watched<I, O>): ReadonlyMap<Layer, string> {
  const model = 'model' in watched ? watched.model : watched;
  const names = new Map<Layer, string>();
  const add = (name: string, layer: Layer): void => {
    if (!names.has(layer)) names.set(layer, name);
    for (const [key, part] of Object.entries(layer.inner)) add(`${name}/${key}`, part);
  };
  for (const { name, layer } of model.layers()) add(name, layer);
  return names;
}

/** Computes the model at x, and shows `see` the output of every layer, inner layers before the one they are in. */
export function watch<I extends Shape, O extends Shape>(
  watched: Watched<I, O>,
  x: AnyTensor,
  see: (layer: Layer, output: AnyTensor) => void,
): void {
  withoutGradients(() => callOf(watched)(x, { watch: see }));
}
