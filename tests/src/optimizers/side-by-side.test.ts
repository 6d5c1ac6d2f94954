import { describe, expect, it } from 'vitest';
import { adagrad, adam, type Optimizer, parameter, type Parameter, rmsprop, rng, sgd, Tensor } from 'tslate';
import { houseOf } from '../../../src/engines/simd/rooms.ts';

type Any = Parameter<readonly number[]>;

const made = (): readonly Any[] => {
  const { normal } = rng(1);
  return [[5, 7], [7], [1], [40]].map((shape: readonly number[]) => parameter(normal(shape)));
};

const makers: readonly [string, () => Optimizer][] = [
  ['sgd', () => sgd({ learningRate: 0.1, momentum: 0.9 })],
  ['rmsprop', () => rmsprop()],
  ['adagrad', () => adagrad()],
  ['adam', () => adam({ learningRate: (step) => 0.01 / step })],
];

/** So many steps; gradients lie in arrays of their own, or, as a compiled step leaves them, where the values before lay. */
function steps(optimizer: Optimizer, ps: readonly Any[], count: number, inRooms: boolean): void {
  for (let i = 0; i < count; i++) {
    for (const p of ps) {
      const values = Float32Array.from(p.peek(), (x) => x * x + 0.1);
      const place = inRooms ? p.room() : values;
      place.set(values);
      p.grad = new Tensor(place, p.shape, 'float32');
    }
    optimizer.step(ps, { overwriteGradients: true });
  }
}

const valuesOf = (ps: readonly Any[]): number[][] => ps.map((p) => Array.from(p.peek()));

describe('parameters side by side', () => {
  it.each(makers)('are moved by %s in one loop as one after the other, to the bit', (_, make) => {
    const [together, apart] = [made(), made()];
    const [first, second] = [make(), make()];
    steps(first, together, 5, true);
    steps(second, apart, 5, false);
    expect(valuesOf(together)).toEqual(valuesOf(apart));
    expect(first.state(together)).toEqual(second.state(apart));
    expect(together.every((p) => houseOf(p.peek()) !== undefined)).toBe(true);
  });

  it.each(makers)(
    'go on by %s one after the other when somebody holds the values of one, which stay as they were',
    (_, make) => {
      const [together, apart] = [made(), made()];
      const [first, second] = [make(), make()];
      steps(first, together, 3, true);
      const held = together[1].data;
      const before = Array.from(held);
      steps(first, together, 3, true);
      steps(second, apart, 6, false);
      expect(Array.from(held)).toEqual(before);
      expect(valuesOf(together)).toEqual(valuesOf(apart));
    },
  );

  it('are moved in any order, and without those that are left out', () => {
    const [together, apart] = [made(), made()];
    const [first, second] = [adam(), adam()];
    for (const [optimizer, [a, b, c, d], inRooms] of [
      [first, together, true],
      [second, apart, false],
    ] as const) {
      steps(optimizer, [a, b, c, d], 2, inRooms);
      steps(optimizer, [c, a], 2, inRooms);
      steps(optimizer, [d, c, b, a], 2, inRooms);
      steps(optimizer, [a, b, c, d], 2, inRooms);
    }
    expect(valuesOf(together)).toEqual(valuesOf(apart));
    expect(first.state(together)).toEqual(second.state(apart));
  });
});
