/** The same elements in another shape. */
import { lengths } from '../config/field.ts';
import { ShapeError } from '../errors.ts';
import { checkShape, showShape, sizeOf } from '../tensor/shape.ts';
import type { SameSize, Shape } from '../tensor/shape-types.ts';
import { layer, type Layer } from './layer.ts';
import { layerKind } from './layer-kind.ts';
import type { ShapeFunction } from './layer-types.ts';

/** Any shape of as many elements → T. */
export interface ReshapeShape<T extends Shape> extends ShapeFunction {
  readonly out: this['in'] extends infer S extends Shape
    ? SameSize<S, T> extends infer Sentence extends string
      ? Sentence
      : T
    : never;
}

/**
 * Each sample in another shape of as many elements: [batch, …] → [batch, …shape].
 *
 *     sequential([784], reshape([28, 28, 1]), conv2d(8))
 *
 * @param shape of one sample
 * @throws ShapeError when a sample has another number of elements
 */
export function reshape<const T extends Shape>(shape: T): Layer<ReshapeShape<T>> {
  checkShape('reshape', shape);
  return layer<ReshapeShape<T>>({
    kind: 'reshape',
    config: { shape },
    shape(input) {
      if (sizeOf(input) === sizeOf(shape)) return shape;
      throw new ShapeError({
        what: 'reshape',
        expected: `a shape of ${sizeOf(input)} elements, as ${showShape(input)} has`,
        received: showShape(shape),
      });
    },
    call: (x) => x.reshape([x.shape[0], ...shape]),
  });
}

layerKind('reshape', { shape: lengths() }, ({ shape }) => reshape(shape));
