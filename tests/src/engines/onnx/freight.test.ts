/** Small inputs and outputs travel together; large ones, and those of other types, alone. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type AnyTensor, compile, full, ones, tensor, use, zeros } from 'tslate';
import { parcelOf } from '../../../../src/engines/onnx/freight.ts';
import { trace } from '../../../../src/graph/trace.ts';

beforeEach(() => void use('onnx', { threads: 1 }));
afterEach(() => void use('auto'));

const mixed = (a: AnyTensor, b: AnyTensor, whole: AnyTensor, large: AnyTensor) =>
  [a.mul(b), b.sub(a.sum()), whole.add(1), large.mul(b), a.sum()] as const;
const inputs = (a: number): readonly [AnyTensor, AnyTensor, AnyTensor, AnyTensor] => [
  tensor([a, 2, 3]),
  full([], 4),
  tensor([5, 6]).cast('int32'),
  ones([100, 100]),
];

it('only small floats are in the parcel, in their order', () => {
  const graph = trace(
    (...values) => [...mixed(...four(values))],
    inputs(1).map(({ shape, dtype }, i) => ({ name: `x${i}`, shape, dtype })),
  );
  const places = (values: typeof graph.inputs | typeof graph.outputs) => parcelOf('p', values)?.values.map((value) => values.findIndex((one) => one === value)); // prettier-ignore
  expect(places(graph.inputs)).toEqual([0, 1]);
  expect(places(graph.outputs)).toEqual([0, 1, 4]);
  expect(parcelOf('p', graph.inputs.slice(1))).toBeUndefined();
});

it('what a program gives does not depend on what travels with what: scalars, whole numbers, one value twice', async () => {
  const f = compile((...values: AnyTensor[]) => {
    const [product, difference, next, large, sum] = mixed(...four(values));
    return [product, product, difference, next, large, sum, values[0]];
  });
  const [product, twice, difference, next, large, sum, same] = await f(...inputs(1));
  expect([product, twice, difference, next, sum, same].map((y) => y.toArray())).toEqual([
    ...[[4, 8, 12], [4, 8, 12], -2, [6, 7], 6],
    [1, 2, 3],
  ]);
  expect(large.data).toEqual(new Float32Array(10_000).fill(4));
});

it('runs that are on their way at the same time have a parcel each', async () => {
  const f = compile((a: AnyTensor, b: AnyTensor) => [a.add(b), a.mul(b)]);
  const both = await Promise.all([1, 2, 3].map((x) => f(tensor([x, x]), tensor([10, 20]))));
  expect(both.map((results) => results.map((y) => y.toArray()))).toEqual(
    [1, 2, 3].map((x) => [
      [x + 10, x + 20],
      [10 * x, 20 * x],
    ]),
  );
  const [zero] = await f(zeros([2]), zeros([2]));
  expect(zero.toArray()).toEqual([0, 0]);
});

function four([a, b, c, d]: readonly AnyTensor[]): readonly [AnyTensor, AnyTensor, AnyTensor, AnyTensor] {
  return [a, b, c, d];
}
