import { afterEach, describe, expect, it, vi } from 'vitest';
import { compileFunction, runElementwise } from '../../../../src/engines/simd/loops.ts';
import { arithmetic } from '../../../../src/ops/define.ts';
import type { Elementwise } from '../../../../src/tensor/primitive.ts';
import { tensor } from '../../../../src/tensor/create.ts';

afterEach(() => vi.unstubAllGlobals());

/** A primitive that no other test has compiled. */
const subtract = (): Elementwise => ({
  kind: 'elementwise',
  name: 'subtract',
  formula: 'y = a − b',
  arity: 2,
  f: (a, b) => a - b,
  gradient: [null, null],
  samples: [],
  dtype: arithmetic,
});

const a = tensor([[1, 2, 3], [4, 5, 6]]); // prettier-ignore

describe('a compiled loop', () => {
  it('reads its inputs as they lie, one value for all, or row by row', () => {
    const primitive = subtract();
    const run = (b: typeof a | ReturnType<typeof tensor>): number[] =>
      Array.from(runElementwise(primitive, [a, b], { shape: [2, 3], dtype: 'float32' }));
    expect(run(a)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(run(tensor([1], []))).toEqual([0, 1, 2, 3, 4, 5]);
    expect(run(tensor([1, 0, 1], [3]))).toEqual([0, 2, 2, 3, 5, 5]);
    expect(run(tensor([1, 0, 1], [1, 3]))).toEqual([0, 2, 2, 3, 5, 5]);
    expect(run(tensor([1, 2], [2, 1]))).toEqual([0, 1, 2, 2, 3, 4]);
  });

  it('gives way to the reference where the host forbids compiling', () => {
    vi.stubGlobal(
      'Function',
      class {
        constructor() {
          throw new EvalError('refused to evaluate a string');
        }
      },
    );
    expect(compileFunction('return () => 1;')).toBeUndefined();
    const y = runElementwise(subtract(), [a, a], { shape: [2, 3], dtype: 'float32' });
    expect(Array.from(y)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('does not hide a mistake in the code for a ban', () => {
    expect(() => compileFunction('return (')).toThrow(SyntaxError);
  });
});
