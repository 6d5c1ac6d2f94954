/** Scalar factors meet, and sums are taken at once. */
import { describe, expect, it } from 'vitest';
import { tensor } from 'tslate';
import type { Graph } from '../../../src/graph/graph.ts';
import { simplify } from '../../../src/graph/simplify.ts';
import { trace } from '../../../src/graph/trace.ts';
import type { AnyTensor } from '../../../src/tensor/tensor.ts';
import { expectClose, RandomTensors } from '../values.ts';
import { evaluate } from './evaluate.ts';

const random = new RandomTensors(1);
const operations = ({ steps }: Graph): readonly string[] => steps.map(({ operation }) => operation);

/** The operations that are left of `f` on a matrix, once it is shown that they compute the same. */
function left(f: (x: AnyTensor) => AnyTensor): readonly string[] {
  const x = random.tensor([3, 4], 'float32');
  const graph = simplify(trace((x) => [f(x)], [{ name: 'x', shape: x.shape, dtype: 'float32' }]));
  expectClose(evaluate(graph, [x])[0], f(x), 1e-6);
  return operations(graph);
}

describe('scalar factors', () => {
  it('are one, with signs', () => {
    expect(left((x) => x.mul(2).neg().mul(3))).toEqual(['mul']);
    expect(left((x) => x.neg().mul(-1))).toEqual([]);
    expect(left((x) => x.mul(0.5).neg().mul(2))).toEqual(['neg']);
  });

  it('stay apart where one number for both would have fewer digits', () => {
    expect(left((x) => x.mul(1e-30).mul(1e-20))).toEqual(['mul', 'mul']);
    expect(left((x) => x.mul(1e30).mul(0))).toEqual(['mul', 'mul']);
    expect(left((x) => x.cast('int32').mul(3).mul(2))).toEqual(['cast', 'mul', 'mul']);
  });

  it('leave sums of vectors and of all elements', () => {
    expect(left((x) => x.sum(-1).mul(2).sum().neg())).toEqual(['reshape', 'sum', 'reshape', 'mul']);
    expect(left((x) => x.mul(2).sum(-1).mean().neg())).toEqual(['reshape', 'sum', 'reshape', 'mul']);
  });

  it('stay in sums of rows and of columns, which something else is multiplied with or that stand beside a product', () => {
    expect(left((x) => x.mul(2).sum(-1))).toEqual(['mul', 'sum', 'reshape']);
    expect(left((x) => x.mul(2).sum(0))).toEqual(['mul', 'sum', 'reshape']);
    expect(left((x) => x.reshape([12, 1]).mul(2).sum(0))).toEqual(['reshape', 'mul', 'sum', 'reshape']);
  });

  it('stand outside where a difference has them', () => {
    expect(left((x) => x.exp().mul(2).add(x.mul(-2)))).toEqual(['exp', 'sub', 'mul']);
    expect(left((x) => x.neg().add(x.exp()))).toEqual(['neg', 'exp', 'add']);
    expect(left((x) => x.sum(0).mul(-2).add(x.mul(2)))).toContain('add');
  });

  it('stand in either order for the same step', () => {
    const two: AnyTensor = tensor(2);
    expect(left((x) => two.mul(x).exp().add(x.mul(two)))).toEqual(['mul', 'exp', 'add']);
  });

  it('are numbers where a constant repeats one', () => {
    expect(left((x) => x.add(tensor([1, 1, 1, 1])))).toEqual(['add']);
    expect(left((x) => x.sum(0).mul(tensor([[2], [2]])))).toContain('mul');
  });
});

describe('sums', () => {
  it('of all elements are one', () => {
    expect(left((x) => x.sum())).toEqual(['reshape', 'sum', 'reshape']);
    expect(left((x) => x.mean(-1).neg().mean())).toEqual(['reshape', 'sum', 'reshape', 'mul']);
  });

  it('of a column that lies in a row are of its rows', () => {
    const graph = simplify(trace((x) => [x.exp().reshape([3]).sum(), x.exp().reshape([3]).sum().reshape([1])], [{ name: 'x', shape: [3, 1], dtype: 'float32' }])); // prettier-ignore
    expect(operations(graph)).toEqual(['exp', 'sum', 'reshape', 'reshape']);
  });

  it('over one element are that element', () => {
    expect(left((x) => x.reshape([12, 1]).sum(1))).toEqual(['reshape']);
  });
});
