import { describe, expect, it } from 'vitest';
import { checkGradients, einsum, range, tensor, zeros } from 'tslate';
import type { Shape } from '../../../src/tensor/shape-types.ts';
import type { AnyTensor, Tensor } from '../../../src/tensor/tensor.ts';
import { expectClose, messageOf, RandomTensors } from '../values.ts';

/** The definition: over all values of all letters, products of the operands' elements are added to the output's. */
function naive(equation: string, operands: readonly Tensor<Shape, 'float64'>[]): Tensor<Shape, 'float64'> {
  const [left, output] = equation.split('->');
  const inputs = left.split(',');
  const lengths = new Map(inputs.flatMap((letters, i) => [...letters].map((c, k) => [c, operands[i].shape[k]])));
  const letters = [...lengths.keys()];
  const place = (names: string, index: ReadonlyMap<string, number>): number =>
    [...names].reduce((at, c) => at * (lengths.get(c) ?? 1) + (index.get(c) ?? 0), 0);
  const shape = [...output].map((c) => lengths.get(c) ?? 1);
  const sums = new Float64Array(shape.reduce((product, n) => product * n, 1));
  const visit = (k: number, index: ReadonlyMap<string, number>): void => {
    if (k < letters.length) {
      for (let i = 0; i < (lengths.get(letters[k]) ?? 0); i++) visit(k + 1, new Map(index).set(letters[k], i));
      return;
    }
    sums[place(output, index)] += inputs.reduce((p, names, i) => p * operands[i].data[place(names, index)], 1);
  };
  visit(0, new Map());
  return tensor(sums, shape);
}

const lengthOf: Readonly<Record<string, number>> = { i: 2, j: 3, k: 4, l: 2, b: 3, h: 2 };
const equations = [
  ...['ij->ji', 'ij->i', 'ij->', 'i->i', 'ii->i', 'ii->', 'ijij->ji', 'iji->j', 'iii->i', '->'],
  ...['ij,jk->ik', 'ij,kj->ki', 'ij,ij->ij', 'ij,ij->', 'i,j->ij', 'i,j->ji', 'ij,j->i', 'ij,k->k', ',i->i'],
  ...['bij,bjk->bik', 'bhid,bhjd->bhij'.replaceAll('d', 'k'), 'bij,jk->kbi', 'bi,bj->bij', 'ii,ij->j'],
  ...['ij,jk,kl->il', 'i,j,k->kji', 'bi,ij,bj->b', 'ij,ij,ij->i', 'ij,jk,ik->'],
];

describe('einsum', () => {
  it.each(equations)('%s is the sum of products that it says, with its gradient', (equation) => {
    const random = new RandomTensors(5);
    const operands = equation
      .split('->')[0]
      .split(',')
      .map((letters) => random.tensor([...letters].map((c) => lengthOf[c]), 'float64')); // prettier-ignore
    const [first, ...rest] = operands;
    expectClose(einsum(equation, first, ...rest), naive(equation, operands), 1e-12, equation);
    const f = (...[x, ...others]: Tensor<Shape, 'float64'>[]): Tensor<readonly [], 'float64'> =>
      einsum(equation, x, ...others)
        .sin()
        .sum();
    expect(checkGradients(f, operands).error).toBeLessThan(1e-6);
  });

  it('puts letters that stand once into the output, in the order of the alphabet, when there is no arrow', () => {
    const [a, b] = [zeros([2, 3]), zeros([3, 4])];
    expect(einsum('ba, ac', a, b).shape).toEqual([2, 4]);
    expect(einsum('ba', a).shape).toEqual([3, 2]);
    expect(einsum('ij, ij', a, a).shape).toEqual([]);
  });

  it('multiplies whole numbers where nothing is summed over two operands', () => {
    expect(einsum('i,j->ij', range(2), range(3)).toArray()).toEqual([[0, 0, 0], [0, 1, 2]]); // prettier-ignore
  });

  it('says what it cannot read, and which operands do not fit', () => {
    const any = (equation: string, ...operands: [AnyTensor, ...AnyTensor[]]) =>
      messageOf(() => einsum(equation, ...operands));
    const x: AnyTensor = zeros([2, 3]);
    expect(any('i1->i', x)).toBe("einsum: expected an equation of letters such as 'ij,jk->ik', received 'i1->i'.");
    expect(any('...i->i', x)).toContain("received '...i->i'");
    expect(any('ij,jk->ik', x)).toBe("einsum 'ij,jk->ik': expected 2 operands, received 1.");
    expect(any('ijk->i', x)).toBe("einsum 'ijk->i': expected an axis for each letter of ijk, received 2×3.");
    expect(any('ij,jk->ik', x, x)).toBe("einsum 'ij,jk->ik': expected one length for j, received 3 and 2.");
    expect(any('ii->i', x)).toBe("einsum 'ii->i': expected one length for i, received 2 and 3.");
    expect(any('ij->ik', x)).toBe("einsum 'ij->ik': expected in the output letters of the operands, each once, received 'k'."); // prettier-ignore
    expect(any('ij->ii', x)).toContain("received 'i'");
  });
});
