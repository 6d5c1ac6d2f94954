/** The fully connected layer. */
import { checkWholeNumber } from '../checks.ts';
import { wholeNumber } from '../config/field.ts';
import { ShapeError } from '../errors.ts';
import { matrixProduct } from '../ops/matmul.ts';
import { showShape } from '../tensor/shape.ts';
import type { Show } from '../tensor/shape-types.ts';
import { layer, type Layer } from './layer.ts';
import { layerKind } from './layer-kind.ts';
import type { ShapeFunction } from './layer-types.ts';
import { plus, weightFields, type WeightOptions, type Weights, weightsOf } from './weights.ts';

/** [inputs] → [U], and [time, inputs] → [time, U]. */
export interface DenseShape<U extends number> extends ShapeFunction {
  readonly out: this['in'] extends readonly [number]
    ? readonly [U]
    : this['in'] extends readonly [infer T extends number, number]
      ? readonly [T, U]
      : this['in'] extends readonly number[]
        ? number extends this['in']['length']
          ? readonly number[]
          : `dense: expects one vector per sample, got ${Show<this['in']>}; put flatten() before it`
        : never;
}

/** What follows the product, and how its weights start and are kept small. */
export type DenseOptions = WeightOptions;

/**
 * A layer in which every output depends on every input.
 *
 *     y = f(x·W + b)        x: [batch, inputs]   W: [inputs, units]   b: [units]   y: [batch, units]
 *
 * On sequences, [batch, time, inputs] → [batch, time, units], it does the same at every time.
 *
 * @param units number of outputs
 * @throws ShapeError when a sample is neither a vector nor a sequence of vectors
 */
export function dense<const U extends number>(units: U, options: DenseOptions = {}): Layer<DenseShape<U>> {
  checkWholeNumber('dense', 'units', units);
  const { f, config, initial, penalty } = weightsOf(options);
  return layer<DenseShape<U>, Weights>({
    kind: 'dense',
    config: { units, ...config },
    shape(input) {
      if (input.length !== 1 && input.length !== 2) {
        throw new ShapeError(`dense: expects one vector per sample, got ${showShape(input)}; put flatten() before it.`);
      }
      return input.with(-1, units);
    },
    parameters: (input, rng) => initial([input[input.length - 1], units], units, rng),
    penalty,
    call: (x, { W, b }) => f(plus(matrixProduct(x, W), b)),
  });
}

layerKind('dense', { units: wholeNumber(1), ...weightFields }, ({ units, ...options }) => dense(units, options));
