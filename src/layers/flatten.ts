/** The layer between images and vectors. */
import { sizeOf } from '../tensor/shape.ts';
import type { Shape, Size } from '../tensor/shape-types.ts';
import { layer, type Layer } from './layer.ts';
import { layerKind } from './layer-kind.ts';
import type { ShapeFunction } from './layer-types.ts';

/** Any shape → [its number of elements]. */
export interface FlattenShape extends ShapeFunction {
  readonly out: this['in'] extends infer S extends Shape ? readonly [Size<S>] : never;
}

/** Each sample as one vector: [batch, …shape] → [batch, Π shape]. */
export function flatten(): Layer<FlattenShape> {
  return layer<FlattenShape>({
    kind: 'flatten',
    config: {},
    shape: (input) => [sizeOf(input)],
    call: (x) => x.reshape([x.shape[0], sizeOf(x.shape.slice(1))]),
  });
}

layerKind('flatten', {}, flatten);
