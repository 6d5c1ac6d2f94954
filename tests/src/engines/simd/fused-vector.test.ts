import { expect, it } from 'vitest';
import { rng, type AnyTensor, Tensor, use } from 'tslate';
import { scalarLoop } from '../../../../src/engines/simd/fused-scalar.ts';
import { vectorLoop } from '../../../../src/engines/simd/fused-vector.ts';
import type { DType } from '../../../../src/tensor/dtype.ts';
import type { Shape } from '../../../../src/tensor/shape-types.ts';

const formula = ([x, y, s]: readonly AnyTensor[]): readonly AnyTensor[] => [
  x.mul(s).add(y).sub(0.25),
  x.abs().sqrt().div(y.square().add(1)).neg().maximum(x).minimum(2),
];

const traced = (size: number, f = formula) => {
  const symbol = (shape: Shape): AnyTensor => new Tensor<Shape, DType>(undefined, shape, 'float32');
  const inputs = [symbol([size]), symbol([size]), symbol([])];
  return { name: 'test', inputs, outputs: f(inputs) };
};

it('computes to the last bit what the operations give one by one, also at the end of a block', () => {
  for (const size of [1, 3, 4, 4095, 4096, 4097, 10_001]) {
    const { normal } = rng(size);
    const inputs = [normal([size]), normal([size]), normal([])];
    const before = use('plain');
    const expected = formula(inputs).map(({ data }) => data);
    use(before);
    const results = [new Float32Array(size), new Float32Array(size)];
    vectorLoop(traced(size))?.(
      inputs.map(({ data }) => data),
      results,
    );
    expect(results).toEqual(expected);
  }
});

it('keeps NaN and ∞, and writes 0 for numbers below the normal range', () => {
  const x = Float32Array.of(NaN, Infinity, -Infinity, 1e-39, -1e-39, 2 ** -126, 1);
  const result = new Float32Array(x.length);
  vectorLoop(traced(x.length, ([a]) => [a.mul(1)]))?.([x, x, Float32Array.of(0)], [result]);
  expect(result).toEqual(Float32Array.of(NaN, Infinity, -Infinity, 0, 0, 2 ** -126, 1));
});

it('leaves to the JavaScript loop what has no vector instruction', () => {
  const exponential = traced(3, ([x]) => [x.exp()]);
  expect(vectorLoop(exponential)).toBeUndefined();
  const result = new Float32Array(3);
  scalarLoop(exponential)?.([Float32Array.of(0, 1, 2), new Float32Array(3), new Float32Array(1)], [result]);
  expect(Array.from(result)).toEqual([0, 1, 2].map((x) => Math.fround(Math.exp(x))));
});
