import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { parameter, Tensor, tensor, zeros } from 'tslate';
import type { AnyParameter } from '../../../src/tensor/parameter.ts';
import type { AnyTensor } from '../../../src/tensor/tensor.ts';
import { messageOf } from '../values.ts';

describe('a tensor', () => {
  const x = tensor([[1, 2, 3], [4, 5, 6]]); // prettier-ignore

  it('knows its shape, rank, size and element type', () => {
    expect([x.shape, x.rank, x.size, x.dtype, x.tracked, x.symbolic]).toEqual([[2, 3], 2, 6, 'float32', false, false]);
  });

  it('gives its elements as nested arrays', () => {
    expect(x.toArray()).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(tensor(5).toArray()).toBe(5);
    expect(zeros([2, 0]).toArray()).toEqual([[], []]);
    expect(zeros([0, 2]).toArray()).toEqual([]);
  });

  it('gives its number if it is a scalar, and no number if it is not', () => {
    expect(tensor(5).item()).toBe(5);
    const any: AnyTensor = x;
    expect(messageOf(() => any.item())).toBe(
      'item: expected a scalar, received a tensor of shape 2×3; reduce it first, or read .data.',
    );
    const empty: AnyTensor = zeros([0]);
    expect(() => empty.item()).toThrow('shape 0');
  });

  it('prints itself, in text and where Node inspects it', () => {
    expect(String(tensor(5))).toBe('Tensor float32 scalar 5');
    expect(inspect(x)).toBe(String(x));
  });

  it('has no values while its operations are traced, and says so', () => {
    const symbol = new Tensor(undefined, [2], 'float32');
    expect([symbol.symbolic, symbol.exp().symbolic, symbol.add(symbol).sum().shape]).toEqual([true, true, []]);
    expect(String(symbol)).toBe('Tensor<2> being traced');
    expect(messageOf(() => symbol.data)).toBe(
      'A tensor was asked for its values while its operations are being traced: its values are not known yet; ' +
        'replace a branch on them with where(condition, a, b), or read them after the traced function.',
    );
  });

  it('leaves its inputs alone in every operation', () => {
    const data = Float32Array.of(1, 2);
    const y = tensor(data, [2]);
    y.add(1).mul(y).neg();
    expect(Array.from(data)).toEqual([1, 2]);
  });
});

describe('a parameter', () => {
  it('starts from a copy, and takes over new values', () => {
    const start = tensor([1, 2]);
    const p = parameter(start, 'W');
    p.assign(tensor([3, 4]));
    expect([p.toArray(), start.toArray(), p.name, p.tracked]).toEqual([[3, 4], [1, 2], 'W', true]);
    expect(p.mul(2).toArray()).toEqual([6, 8]);
  });

  it('refuses values of another shape, by name', () => {
    const p = parameter(zeros([2, 3]), 'dense1/W');
    expect(messageOf(() => p.assign(zeros([3, 2])))).toBe('assign to dense1/W: expected 2×3, received 3×2.');
  });

  it('refuses values of another element type', () => {
    const p: AnyParameter = parameter(zeros([1]), 'W');
    expect(messageOf(() => p.assign(zeros([1], 'float64')))).toBe(
      "assign to W: expected float32, received float64; convert the values with .cast('float32').",
    );
  });
});
