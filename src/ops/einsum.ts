/** Einstein summation: sums of products, written by naming axes. Composed of transpose, matmul, mul and sum. */
import { ArgumentError, ShapeError } from '../errors.ts';
import { range } from '../tensor/create.ts';
import type { Einsum, Equation } from '../tensor/einsum-types.ts';
import { showShape } from '../tensor/shape.ts';
import type { AnyTensor, ShapesOf, Tensor } from '../tensor/tensor.ts';
import { matrixProduct } from './matmul.ts';

/** A tensor with a letter for each axis. */
interface Term {
  readonly letters: string;
  readonly x: AnyTensor;
}

/**
 * Sums of products in Einstein's notation: a letter names an axis, and over letters that the output lacks is summed.
 *
 *     einsum('ij,jk->ik', a, b)            // a·b
 *     einsum('bhqd,bhkd->bhqk', q, k)      // every query times every key
 *     einsum('ii->i', a)                   // the diagonal
 *
 * @param equation letters of each operand, with commas between, and behind `->` those of the output; without an arrow the
 *   output has the letters that stand once, in the order of the alphabet
 * @param operands one tensor or more, multiplied from left to right
 * @throws ArgumentError for an equation that cannot be read, ShapeError for operands that do not fit it
 */
export function einsum<const E extends string, const T extends readonly [AnyTensor, ...AnyTensor[]]>(
  equation: Equation<E, ShapesOf<T>>,
  ...operands: T
): Tensor<Einsum<E, ShapesOf<T>>, T[number]['dtype']>;
export function einsum(equation: string, ...operands: readonly AnyTensor[]): AnyTensor {
  const { inputs, output } = parse(equation, operands);
  checkLengths(equation, inputs, operands);
  const [first, ...rest] = inputs.map((letters, i) => diagonal({ letters, x: operands[i] }));
  const product = rest.reduce((term, next, i) => {
    const later = rest.slice(i + 1).map(({ letters }) => letters);
    return multiply(term, next, [output, ...later].join(''));
  }, first);
  return arranged(summed(product, output), output);
}

/** The product of two terms, summed over the letters that are not `wanted` any more. */
function multiply(left: Term, right: Term, wanted: string): Term {
  const a = summed(left, right.letters + wanted);
  const b = summed(right, left.letters + wanted);
  const shared = common(a.letters, b.letters);
  const batch = common(shared, wanted);
  const inner = without(shared, wanted);
  const [rows, columns] = [without(a.letters, shared), without(b.letters, shared)];
  const lengths = (letters: string): number[] => [...letters].map((c) => lengthOf(c, a) ?? lengthOf(c, b) ?? 1);
  const size = (letters: string): number => lengths(letters).reduce((product, n) => product * n, 1);
  const stacks = batch === '' ? [] : [size(batch)];
  const x = arranged(a, batch + rows + inner).reshape([...stacks, size(rows), size(inner)]);
  const y = arranged(b, batch + inner + columns).reshape([...stacks, size(inner), size(columns)]);
  const product = inner === '' ? x.mul(y) : matrixProduct(x, y);
  return { letters: batch + rows + columns, x: product.reshape(lengths(batch + rows + columns)) };
}

/** Summed over all letters that are not wanted. */
function summed({ letters, x }: Term, wanted: string): Term {
  const axes = [...letters].flatMap((c, axis) => (wanted.includes(c) ? [] : [axis]));
  return axes.length === 0 ? { letters, x } : { letters: common(letters, wanted), x: x.sum(axes) };
}

/** The axes in the order of `wanted`. */
function arranged({ letters, x }: Term, wanted: string): AnyTensor {
  return letters === wanted ? x : x.transpose([...wanted].map((c) => letters.indexOf(c)));
}

/** With each letter once: of axes that share a letter only the diagonal counts. */
function diagonal(term: Term): Term {
  const twice = [...term.letters].find((c, axis) => term.letters.indexOf(c) !== axis);
  if (twice === undefined) return term;
  const [first, second] = [term.letters.indexOf(twice), term.letters.lastIndexOf(twice)];
  const others = term.x.shape.map((_, axis) => axis).filter((axis) => axis !== first && axis !== second);
  const n = term.x.shape[first];
  const square = term.x.transpose([first, second, ...others]).reshape([n * n, ...others.map((k) => term.x.shape[k])]);
  return diagonal({
    letters: twice + others.map((axis) => term.letters[axis]).join(''),
    x: square.take(range(n).mul(n + 1)),
  });
}

function parse(equation: string, operands: readonly AnyTensor[]) {
  const [, left, output] = /^([a-zA-Z,]*)(?:->([a-zA-Z]*))?$/.exec(equation.replaceAll(' ', '')) ?? [];
  if (left === undefined) {
    throw new ArgumentError({ what: 'einsum', expected: "an equation of letters such as 'ij,jk->ik'", received: `'${equation}'` }); // prettier-ignore
  }
  const inputs = left.split(',');
  if (inputs.length !== operands.length) {
    throw new ArgumentError({ what: `einsum '${equation}'`, expected: `${inputs.length} operands`, received: String(operands.length) }); // prettier-ignore
  }
  const letters = inputs.join('');
  const once = [...letters].filter((c) => letters.indexOf(c) === letters.lastIndexOf(c)).sort();
  const wanted = output ?? once.join('');
  const wrong = [...wanted].find((c, i) => !letters.includes(c) || wanted.indexOf(c) !== i);
  if (wrong !== undefined) {
    throw new ArgumentError({
      what: `einsum '${equation}'`,
      expected: 'in the output letters of the operands, each once',
      received: `'${wrong}'`,
    });
  }
  return { inputs, output: wanted };
}

function checkLengths(equation: string, inputs: readonly string[], operands: readonly AnyTensor[]): void {
  const known = new Map<string, number>();
  inputs.forEach((letters, i) => {
    const { shape } = operands[i];
    if (letters.length !== shape.length) {
      throw new ShapeError({
        what: `einsum '${equation}'`,
        expected: `an axis for each letter of ${letters === '' ? 'a scalar' : letters}`,
        received: showShape(shape),
      });
    }
    [...letters].forEach((c, axis) => {
      const length = known.get(c) ?? shape[axis];
      known.set(c, length);
      if (length === shape[axis]) return;
      throw new ShapeError({
        what: `einsum '${equation}'`,
        expected: `one length for ${c}`,
        received: `${length} and ${shape[axis]}`,
      });
    });
  });
}

const common = (a: string, b: string): string => [...a].filter((c) => b.includes(c)).join('');
const without = (a: string, b: string): string => [...a].filter((c) => !b.includes(c)).join('');

function lengthOf(letter: string, { letters, x }: Term): number | undefined {
  const axis = letters.indexOf(letter);
  return axis === -1 ? undefined : x.shape[axis];
}
