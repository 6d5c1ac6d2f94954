import { describe, expect, it } from 'vitest';
import { range, tensor, zeros } from 'tslate';

describe('a tensor as text', () => {
  it('says type and shape first, then the elements in aligned columns', () => {
    expect(String(tensor([[1, -2.5], [100, 0.001]]))).toBe('Tensor float32 2×2\n[[    1,  -2.5],\n [  100, 0.001]]'); // prettier-ignore
  });

  it('stays on one line for a scalar, and says when there is nothing', () => {
    expect(String(tensor(0.1))).toBe('Tensor float32 scalar 0.1');
    expect(String(zeros([0, 3]))).toBe('Tensor float32 0×3 (empty)');
  });

  it('leaves out the middle of long axes', () => {
    expect(String(range(100))).toBe('Tensor int32 100\n[ 0,  1,  2, …, 97, 98, 99]');
    expect(String(zeros([100, 1])).split('\n')).toHaveLength(8);
  });

  it('writes bools as words, very large and small numbers with exponents, and what is no number by name', () => {
    expect(String(tensor([1, 0], [2], 'bool'))).toBe('Tensor bool 2\n[ true, false]');
    expect(String(tensor([1e-9, 1e9, NaN, -Infinity]))).toContain('1.000e-9,  1.000e+9,       NaN, -Infinity');
  });

  it('keeps blocks apart by an empty line', () => {
    expect(String(zeros([2, 1, 2]))).toBe('Tensor float32 2×1×2\n[[[0, 0]],\n\n [[0, 0]]]');
  });
});
