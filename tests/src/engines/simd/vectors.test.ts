/** Elementwise operations by vectors: blocks, rows that do not divide them, and what has no vector instruction. */
import { afterEach, describe, expect, it } from 'vitest';
import { full, parameter, tensor, use } from 'tslate';
import { runVectors } from '../../../../src/engines/simd/vectors.ts';
import { instructions } from '../../../../src/engines/simd/instructions.ts';
import type { AnyTensor } from '../../../../src/tensor/tensor.ts';
import { expectClose, RandomTensors } from '../../values.ts';

afterEach(() => {
  use('simd');
});

function onBoth(what: string, f: () => AnyTensor): void {
  use('plain');
  const expected = f();
  use('simd');
  expectClose(f(), expected, 0, what);
}

describe('elementwise vectors', () => {
  it('agree with plain beyond one block, for rows of any width and for single numbers', () => {
    const random = new RandomTensors(31);
    for (const width of [1, 3, 7, 32, 100, 1000, 4096, 5000]) {
      const rows = Math.ceil(9000 / width);
      const a = random.tensor([rows, width], 'float32');
      const b = random.tensor([rows, width], 'float32');
      const row = random.tensor([width], 'float32');
      onBoth(`add, ${width}`, () => a.add(row));
      onBoth(`sub, ${width}`, () => row.sub(a));
      onBoth(`mul, ${width}`, () => a.mul(b));
      onBoth(`div, ${width}`, () => a.div(3));
      onBoth(`relu, ${width}`, () => a.relu());
      onBoth(`gate, ${width}`, () => a.gate(b));
      onBoth(`gate by a row, ${width}`, () => a.gate(row));
    }
  });

  it('pass a NaN through ReLU, and no gradient where the output is 0', () => {
    const x = parameter(
      tensor(
        Float32Array.from({ length: 300 }, (_, i) => [NaN, -1, 0, 2][i % 4]),
        [300],
      ),
    );
    const y = x.relu();
    expect(Array.from(y.data.subarray(0, 4))).toEqual([NaN, 0, 0, 2]);
    y.mul(full([300], 5))
      .sum()
      .backward();
    expect(Array.from(x.grad?.data.subarray(0, 4) ?? [])).toEqual([0, 0, 0, 5]);
  });

  it('leave to the loops what they do not know, and what is small', () => {
    expect(Object.keys(instructions)).not.toContain('exp');
    const x = new Float32Array(1000);
    expect(runVectors('exp', new Float32Array(1000), [x], ['same'], 1000)).toBe(false);
    expect(runVectors('toString', new Float32Array(1000), [x], ['same'], 1000)).toBe(false);
    expect(runVectors('relu', new Float32Array(8), [x.subarray(0, 8)], ['same'], 8)).toBe(false);
    expect(runVectors('relu', new Float32Array(1000), [x], ['same'], 1000)).toBe(true);
  });
});
