/** Layers that make one value of several: sum, product, and one behind the other. */
import { ShapeError } from '../errors.ts';
import { concat } from '../ops/concat.ts';
import { sameShape, showShape } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { layer, type Layer } from './layer.ts';
import { layerKind } from './layer-kind.ts';
import type { SameShape, ShapeFunction } from './layer-types.ts';

/**
 * y = x₀ + x₁ + …, element by element.
 *
 *     const y = a.to(add(), b, c);
 *
 * @throws ShapeError when shapes differ
 */
export function add(): Layer<SameShape> {
  return elementwise('add', (a, b) => a.add(b));
}

/**
 * y = x₀ · x₁ · …, element by element: one input decides how much of another passes.
 * @throws ShapeError when shapes differ
 */
export function multiply(): Layer<SameShape> {
  return elementwise('multiply', (a, b) => a.mul(b));
}

/** […lengths, n] → […lengths, the sum of all inputs’ last lengths], which the compiler does not know. */
export interface ConcatenateShape extends ShapeFunction {
  readonly out: this['in'] extends readonly [...infer Front extends number[], number]
    ? readonly [...Front, number]
    : Shape;
}

/**
 * The inputs one behind the other along the last axis: 8×8×3 and 8×8×5 give 8×8×8.
 * @throws ShapeError when other lengths differ
 */
export function concatenate(): Layer<ConcatenateShape> {
  return layer<ConcatenateShape>({
    kind: 'concatenate',
    config: {},
    shape(input, _, others) {
      const front = input.slice(0, -1);
      const wanted = `inputs that agree but for the last axis (the first is ${showShape(input)})`;
      checkOthers('concatenate', wanted, others, (other) => {
        return input.length > 0 && other.length === input.length && sameShape(other.slice(0, -1), front);
      });
      return [...front, [input, ...others].reduce((sum, shape) => sum + shape[input.length - 1], 0)];
    },
    call: (x, _, __, others) => concat([x, ...others], -1),
  });
}

function elementwise(kind: string, f: (a: AnyTensor, b: AnyTensor) => AnyTensor): Layer<SameShape> {
  return layer<SameShape>({
    kind,
    config: {},
    shape(input, _, others) {
      checkOthers(kind, `inputs of one shape (the first is ${showShape(input)})`, others, (other) =>
        sameShape(other, input),
      );
      return input;
    },
    call: (x, _, __, others) => others.reduce(f, x),
  });
}

function checkOthers(what: string, expected: string, others: readonly Shape[], fits: (shape: Shape) => boolean): void {
  const odd = others.find((other) => !fits(other));
  if (odd !== undefined) throw new ShapeError({ what, expected, received: showShape(odd) });
  if (others.length > 0) return;
  const hint = `hand over the others, as in a.to(${what}(), b)`;
  throw new ShapeError({ what, expected: 'at least two inputs', received: 'one', hint });
}

layerKind('add', {}, add);
layerKind('multiply', {}, multiply);
layerKind('concatenate', {}, concatenate);
