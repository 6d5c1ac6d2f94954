import { afterEach, describe, expect, it } from 'vitest';
import { tensor, use } from 'tslate';
import { fuse } from '../../../src/graph/fuse.ts';
import type { DType } from '../../../src/tensor/dtype.ts';
import type { AnyTensor } from '../../../src/tensor/tensor.ts';
import { expectClose, messageOf, RandomTensors } from '../values.ts';

afterEach(() => {
  use('simd');
});

/** Two results that share a part, with numbers, a scalar and a branch. */
const formula = ([a, b, s]: readonly AnyTensor[]): readonly AnyTensor[] => {
  const shared = a.mul(s).add(b.square());
  return [shared.sigmoid().sub(0.5), a.greater(b).where(shared, b).div(shared.abs().add(1))];
};

describe('fuse', () => {
  it.each(['float32', 'float64'] as const)(
    'computes in one loop what the operations compute one by one, in %s',
    (dtype) => {
      const random = new RandomTensors(1);
      const fused = fuse('test', formula);
      for (const shape of [[5], [3, 4], [], [0], [1]]) {
        const inputs = [random.tensor(shape, dtype), random.tensor(shape, dtype), random.tensor([], dtype)];
        const expected = formula(inputs);
        // The loop keeps what lies between in float64: float32 rounding at most.
        const tolerance: Readonly<Record<'float32' | 'float64', number>> = { float32: 1e-6, float64: 0 };
        fused(inputs).forEach((y, i) =>
          expectClose(y, expected[i], tolerance[dtype], `${shape.join('×')}, result ${i}`),
        );
      }
    },
  );

  it('can be used for several types and layouts in turn', () => {
    const sum = fuse('sum', ([a, b]) => [a.add(b)]);
    const types: readonly DType[] = ['float32', 'float64', 'float32'];
    for (const dtype of types) {
      const a = tensor([1, 2], [2], dtype);
      expect(Array.from(sum([a, a])[0].data)).toEqual([2, 4]);
      expect(Array.from(sum([a, tensor([3], [], dtype)])[0].data)).toEqual([4, 5]);
    }
  });

  it('has the shape of its tensors, also where a scalar comes first', () => {
    const [y] = fuse('scaled', ([s, a]) => [a.mul(s)])([tensor(2), tensor([1, 2, 3])]);
    expect(y.toArray()).toEqual([2, 4, 6]);
  });

  it('is the formula itself on the plain engine', () => {
    use('plain');
    const calls: number[] = [];
    const counted = fuse('counted', ([a]) => {
      calls.push(1);
      return [a.neg()];
    });
    counted([tensor([1])]);
    expect(Array.from(counted([tensor([2])])[0].data)).toEqual([-2]);
    expect(calls).toHaveLength(2);
  });

  it('refuses what is not elementwise, and tensors that are no inputs', () => {
    const x = tensor([1, 2]);
    expect(messageOf(() => fuse('total', ([a]) => [a.sum(0, { keepDims: true })])([x]))).toBe(
      'fuse: expected elementwise operations, received sum.',
    );
    expect(messageOf(() => fuse('outer', ([a]) => [a.add(x)])([x]))).toBe(
      'fuse: a formula may use its inputs and numbers only, not other tensors.',
    );
  });
});
