import { describe, expect, it } from 'vitest';
import { adam, type AnyTensor, parameter, rng, Tensor, tensor, use } from 'tslate';
import { vectorLoop } from '../../../../src/engines/simd/fused-vector.ts';
import { houseOf, roomsTogether } from '../../../../src/engines/simd/rooms.ts';
import type { DType } from '../../../../src/tensor/dtype.ts';
import type { Shape } from '../../../../src/tensor/shape-types.ts';

const symbol = (shape: Shape): AnyTensor => new Tensor<Shape, DType>(undefined, shape, 'float32');

function looped(size: number) {
  const inputs = [symbol([size]), symbol([size]), symbol([])];
  const [x, y, s] = inputs;
  return vectorLoop({ name: 'test', inputs, outputs: [x.mul(s).add(y), x.sub(y)] });
}

const rooms = (length: number, count: number): readonly Float32Array[] =>
  (roomsTogether([length], count) ?? []).map(({ parts: [part] }) => part);

describe('rooms', () => {
  it('lie in one memory, also where all together are larger than the memories that there are', () => {
    for (const length of [3, 100, 3_000_000]) {
      const [a, b, c] = rooms(length, 3);
      expect([a.length, b.length, c.length]).toEqual([length, length, length]);
      expect(houseOf(a)).toBe(houseOf(c));
      expect([a, b, c].every((room) => room.every((value) => value === 0))).toBe(true);
    }
    expect(houseOf(new Float32Array(3))).toBeUndefined();
  });

  it('have parts side by side, each beginning where a loop’s turn does, and nothing of one in another', () => {
    const both = roomsTogether([3, 40, 1], 2) ?? [];
    for (const { whole, parts } of both) {
      expect(parts.map(({ length }) => length)).toEqual([3, 40, 1]);
      expect(parts.map(({ byteOffset }) => byteOffset - whole.byteOffset)).toEqual([0, 128, 384]);
      expect([whole, ...parts].every((room) => houseOf(room) === houseOf(both[0].whole))).toBe(true);
    }
    const [{ whole }, { parts: others }] = both;
    whole.fill(1);
    expect(others.every((part) => part.every((value) => value === 0))).toBe(true);
  });

  it('are known as they are given, not by parts of one’s own', () => {
    expect(houseOf(rooms(8, 1)[0].subarray(0, 4))).toBeUndefined();
  });

  it('are worked on in place or by copies, with the same results, and nothing beside them changes', () => {
    for (const size of [1, 5, 4096, 9001]) {
      const { normal } = rng(size);
      const [x, y, s] = [normal([size]).data, normal([size]).data, Float32Array.of(1.5)];
      const expected = [x.map((v, i) => Math.fround(Math.fround(v * 1.5) + y[i])), x.map((v, i) => v - y[i])];
      const [a, b, left, c, right, d] = rooms(size, 6);
      left.fill(7);
      right.fill(8);
      // All in place, x elsewhere, the first result elsewhere, all elsewhere.
      for (const [from, to] of [
        [a, c],
        [x, c],
        [a, new Float32Array(size)],
        [x, new Float32Array(size)],
      ]) {
        // prettier-ignore
        from.set(x);
        b.set(y);
        looped(size)?.([from, from === x ? y : b, s], [to, d]);
        expect([to, d]).toEqual(expected);
      }
      expect([left, right].map((room) => new Set(room))).toEqual([new Set([7]), new Set([8])]);
    }
  });
});

describe('a parameter under an optimiser', () => {
  it('moves to a room; what was read of it before, and is read later, stays as it was', () => {
    const before = use('simd');
    const p = parameter(tensor([1, 2, 3]));
    const first = p.data;
    const optimizer = adam({ learningRate: 0.1 });
    const values: number[][] = [];
    const read: Float32Array[] = [];
    for (let i = 0; i < 6; i++) {
      p.sub(5).square().sum().backward();
      optimizer.step([p]);
      if (i % 2 === 0) read.push(p.data);
      if (i % 2 === 0) values.push([...p.data]);
    }
    expect([...first]).toEqual([1, 2, 3]);
    expect(read.map((array) => [...array])).toEqual(values);
    expect(new Set(values.flat()).size).toBe(9);
    use(before);
  });

  it('is moved there when a state is restored, and goes on as before', () => {
    const before = use('simd');
    const run = (steps: number, restoredAfter?: number): number[] => {
      const p = parameter(tensor([1, 2, 3]));
      let optimizer = adam({ learningRate: 0.1 });
      for (let i = 0; i < steps; i++) {
        if (i === restoredAfter) {
          const state = optimizer.state([p]);
          optimizer = adam({ learningRate: 0.1 });
          optimizer.restore(state, [p]);
        }
        p.sub(5).square().sum().backward();
        optimizer.step([p]);
      }
      return [...p.data];
    };
    expect(run(7, 4)).toEqual(run(7));
    use(before);
  });
});
