/** Layers under the names they have in a model. */
import type { Shape } from '../tensor/shape-types.ts';
import { ArgumentError, written } from '../errors.ts';
import { isLayer, type Layer } from './layer.ts';

export interface NamedLayer {
  readonly name: string;
  readonly layer: Layer;
  /** The shape of one sample's output at this place, where the model knows it. */
  readonly output?: Shape;
  /** In a graph: names of what it is computed from. */
  readonly from?: readonly string[];
}

/** dense1, dense2, flatten1, …: each layer by its kind and how many of that kind came before. The layers take the names. @throws ArgumentError for what is no layer */
export function nameByKind(layers: readonly Layer[]): readonly NamedLayer[] {
  const counts = new Map<string, number>();
  return layers.map((layer, i) => {
    if (!isLayer(layer)) {
      throw new ArgumentError({ what: `layer ${i + 1}`, expected: 'a layer', received: written(layer) });
    }
    const count = (counts.get(layer.kind) ?? 0) + 1;
    counts.set(layer.kind, count);
    layer.name = `${layer.kind}${count}`;
    return { name: layer.name, layer };
  });
}

/** Inner layers by name, as `layer` takes them. */
export function innerByKind(layers: readonly Layer[]): Readonly<Record<string, Layer>> {
  return Object.fromEntries(nameByKind(layers).map(({ name, layer }) => [name, layer]));
}
