import { describe, expect, it } from 'vitest';
import { regionAbove, type Vertex } from '../../../src/plot/contours.ts';
import { fieldOf, type ScalarField } from '../../../src/plot/scalar-field.ts';
import { listOf } from './look.ts';

/** Twice the area that a ring encloses, positive where it runs against the clock. */
const area = (ring: readonly Vertex[]): number =>
  ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i][0] * y - x * ring[i][1], 0) / 2;

const whole = (rings: readonly (readonly Vertex[])[]): number => rings.reduce((sum, ring) => sum + area(ring), 0);

describe('the region above a level', () => {
  it('is a disc of the right area for a round hill, on the left of its ring', () => {
    const hill = fieldOf((x, y) => 4 - x * x - y * y, [-3, 3], [-3, 3], 121);
    const rings = regionAbove(hill, 0);
    expect(rings).toHaveLength(1);
    expect(rings[0][0]).toEqual(rings[0].at(-1));
    expect(area(rings[0])).toBeCloseTo(4 * Math.PI, 1);
    for (const [x, y] of rings[0]) expect(Math.hypot(x, y)).toBeCloseTo(2, 2);
  });

  it('leaves the middle of a crater out by a ring that runs the other way', () => {
    const crater = fieldOf((x, y) => 1 - Math.abs(Math.hypot(x, y) - 2), [-4, 4], [-4, 4], 161);
    const rings = regionAbove(crater, 0);
    expect(rings.map((ring) => Math.sign(area(ring))).sort()).toEqual([-1, 1]);
    expect(whole(rings)).toBeCloseTo(Math.PI * (9 - 1), 0);
  });

  it('reaches half a cell beyond the field where the field is above at its edge', () => {
    const slope: ScalarField = { xs: [0, 1, 2], ys: [0, 1, 2], values: listOf(3, () => [-1, 0, 1]) };
    const [ring] = regionAbove(slope, 0.5);
    expect(Math.min(...ring.map(([x]) => x))).toBe(1.5);
    expect(Math.max(...ring.map(([x]) => x))).toBe(2.5);
    expect(ring.map(([, y]) => y)).toEqual(expect.arrayContaining([-0.5, 2.5]));
  });

  it('is whole where all is above, and nothing where nothing is', () => {
    const flat = fieldOf(() => 1, [0, 1], [0, 1], 3);
    expect(whole(regionAbove(flat, 0))).toBeCloseTo(1.5 * 1.5, 9);
    expect(regionAbove(flat, 2)).toEqual([]);
  });

  it('joins or parts the two hills of a saddle by the mean of the corners', () => {
    const saddle = (middle: number): ScalarField => ({
      xs: [0, 1, 2, 3],
      ys: [0, 1, 2, 3],
      values: [
        [-1, -1, -1, -1],
        [-1, middle, -1, -1],
        [-1, -1, middle, -1],
        [-1, -1, -1, -1],
      ],
    });
    expect(regionAbove(saddle(2), 0)).toHaveLength(1);
    expect(regionAbove(saddle(0.5), 0)).toHaveLength(2);
  });

  it('ends at the last nodes that have values', () => {
    const halved = fieldOf((x) => (x < 0 ? NaN : 1), [-2, 2], [-2, 2], 5);
    const [ring] = regionAbove(halved, 0);
    expect(Math.min(...ring.map(([x]) => x))).toBe(0);
    const pole = fieldOf((x, y) => (x === 0 && y === 0 ? Infinity : 1), [-2, 2], [-2, 2], 5);
    expect(
      regionAbove(pole, 0)
        .map((each) => Math.sign(area(each)))
        .sort(),
    ).toEqual([-1, 1]);
  });
});
