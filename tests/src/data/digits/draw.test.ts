import { describe, expect, it } from 'vitest';
import { parseStroke, trace } from '../../../../src/data/digits/curve.ts';
import { dice } from '../../../../src/data/digits/dice.ts';
import { drawDigit, drawDigits } from '../../../../src/data/digits/draw.ts';
import { SKELETONS } from '../../../../src/data/digits/skeletons.ts';

describe('drawn digits', () => {
  const { images, labels } = drawDigits(200, 1);
  const image = (i: number) => images.subarray(i * 784, (i + 1) * 784);

  it('come as the ten digits in every ten, in changing order', () => {
    for (let i = 0; i < 200; i += 10)
      expect([...labels.slice(i, i + 10)].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(labels.slice(0, 10)).not.toEqual(labels.slice(10, 20));
  });

  it('are the same for the same seed, others for another', () => {
    expect(drawDigits(20, 1).images).toEqual(images.slice(0, 20 * 784));
    expect(drawDigits(20, 2).images).not.toEqual(images.slice(0, 20 * 784));
  });

  it('lie as in MNIST: ink within a box of 20×20, centre of mass within half a pixel of pixel 14', () => {
    for (let i = 0; i < 200; i++) {
      const lit = [...image(i).entries()].filter(([, ink]) => ink > 0);
      const mass = lit.reduce((sum, [, ink]) => sum + ink, 0);
      for (const coordinate of [(at: number) => at % 28, (at: number) => Math.floor(at / 28)]) {
        const places = lit.map(([at]) => coordinate(at));
        expect(Math.max(...places) - Math.min(...places)).toBeLessThan(20);
        const centre = lit.reduce((sum, [at, ink]) => sum + ink * coordinate(at), 0) / mass;
        // A little more than half a pixel: the shift is decided before grey levels are rounded.
        expect(Math.abs(centre - 14)).toBeLessThan(0.55);
      }
    }
  });

  it('have paper, full ink and grey edges', () => {
    for (let i = 0; i < 200; i++) {
      const levels = new Set(image(i));
      expect(levels.has(0) && levels.has(255)).toBe(true);
      expect(levels.size).toBeGreaterThan(8);
    }
  });

  it('differ within a digit, down to every image', () => {
    const seen = new Set(Array.from({ length: 200 }, (_, i) => image(i).join()));
    expect(seen.size).toBe(200);
  });

  it('are digits only', () => {
    expect(() => drawDigit(10, dice(0, 0))).toThrow('drawDigit: expected a digit from 0 to 9, received 10.');
  });
});

describe('strokes', () => {
  it('of every skeleton can be read, and every digit has several skeletons with names of their own', () => {
    expect(SKELETONS.length).toBe(10);
    for (const ways of SKELETONS) {
      expect(new Set(ways.map(({ name }) => name)).size).toBe(ways.length);
      expect(ways.length).toBeGreaterThan(4);
      for (const { strokes } of ways)
        for (const stroke of strokes) expect(parseStroke(stroke).length).toBeGreaterThan(1);
    }
  });

  it('name a point that cannot be read', () => {
    expect(() => parseStroke('1,2 3;4')).toThrow('received "3;4"');
  });

  it('run through their points and straight between corners', () => {
    const line = trace(parseStroke('0,0! 100,0! 100,50'));
    expect(line[0]).toEqual([0, 0]);
    expect(line.at(-1)).toEqual([1, 0.5]);
    for (const [x, y] of line) expect(Math.min(Math.abs(y), Math.abs(x - 1))).toBeLessThan(1e-12);
  });
});

describe('dice', () => {
  it('are uniform, bell-shaped with variance 1, and pick by weight', () => {
    const random = dice(3, 5);
    const mean = (numbers: readonly number[]) => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
    const uniform = Array.from({ length: 20_000 }, () => random.uniform());
    expect(mean(uniform)).toBeCloseTo(0.5, 2);
    expect(mean(uniform.map((x) => x * x))).toBeCloseTo(1 / 3, 2);
    const normal = Array.from({ length: 20_000 }, () => random.normal());
    expect(Math.abs(mean(normal))).toBeLessThan(0.03);
    expect(mean(normal.map((x) => x * x))).toBeCloseTo(1, 1);
    const entries = [{ weight: 1 }, { weight: 3 }];
    const second = Array.from({ length: 20_000 }, () => Number(random.pick(entries) === entries[1]));
    expect(mean(second)).toBeCloseTo(0.75, 2);
  });
});
