/** The fully connected layer. */
import { ArgumentError, ShapeError } from '../errors.ts';
import { type Initializer, initializer, type InitializerName } from '../initializers/initializers.ts';
import { regularizer, type RegularizerOptions } from '../losses/regularizers.ts';
import { matrixProduct } from '../ops/matmul.ts';
import { zeros } from '../tensor/create.ts';
import type { Parameter } from '../tensor/parameter.ts';
import { showShape } from '../tensor/shape.ts';
import type { Show } from '../tensor/shape-types.ts';
import { type Activation, activationFunction, activationName } from './activations.ts';
import { layer, type Layer } from './layer.ts';
import type { ShapeFunction } from './layer-types.ts';

interface DenseShape<U extends number> extends ShapeFunction {
  readonly out: this['in'] extends readonly [number]
    ? readonly [U]
    : this['in'] extends readonly number[]
      ? number extends this['in']['length']
        ? readonly number[]
        : `dense: expects one vector per sample, got ${Show<this['in']>}; put flatten() before it`
      : never;
}

export interface DenseOptions extends RegularizerOptions {
  /** f, 'linear' by default. */
  readonly activation?: Activation;
  /** Whether b is added, true by default. */
  readonly useBias?: boolean;
  /** How W starts, 'glorotUniform' by default; b starts at 0. */
  readonly initializer?: InitializerName | Initializer;
}

/**
 * A layer in which every output depends on every input.
 *
 *     y = f(x·W + b)        x: [batch, inputs]   W: [inputs, units]   b: [units]   y: [batch, units]
 *
 * @param units number of outputs
 * With l1 or l2 the loss has λ Σ |W| or λ Σ W² added in training.
 * @throws ShapeError when a sample is not one vector
 */
export function dense<const U extends number>(units: U, options: DenseOptions = {}): Layer<DenseShape<U>> {
  const { activation = 'linear', useBias = true, initializer: start = 'glorotUniform' } = options;
  if (!Number.isInteger(units) || units < 1) {
    throw new ArgumentError({ what: 'dense', expected: 'units: a whole number ≥ 1', received: String(units) });
  }
  const { l1, l2 } = options;
  const penalty = regularizer(options);
  const f = activationFunction(activation);
  return layer<DenseShape<U>, { W: Parameter; b?: Parameter }>({
    kind: 'dense',
    config: {
      ...{ units, activation: activationName(activation), useBias },
      ...(l1 === undefined ? {} : { l1 }),
      ...(l2 === undefined ? {} : { l2 }),
    },
    shape(input) {
      if (input.length !== 1) {
        throw new ShapeError(`dense: expects one vector per sample, got ${showShape(input)}; put flatten() before it.`);
      }
      return [units];
    },
    parameters: ([inputs], rng) => ({
      W: initializer(start)([inputs, units], rng),
      ...(useBias ? { b: zeros([units]) } : {}),
    }),
    penalty: ({ W }) => penalty?.(W),
    call: (x, { W, b }) => {
      const z = matrixProduct(x, W);
      return f(b === undefined ? z : z.add(b));
    },
  });
}
