/** Regions of the plane as Vega-Lite draws them: rings in one filled line, broken between them. */
import type { Json, JsonObject } from '../json.ts';
import type { Vertex } from './contours.ts';
import type { Range } from './scalar-field.ts';
import { simplify } from './simplify.ts';

/** Where the plane lies on the page. */
export interface PlaneFrame {
  readonly x: Range;
  readonly y: Range;
  readonly width: number;
  readonly height: number;
  readonly xLabel: string;
  readonly yLabel: string;
}

/** Pixels that a thinned curve may be off. */
const tolerance = 0.35;

/** The coordinates of curves as two lists, a null between one and the next, thinned and rounded to what the page shows. */
export function coordinates(
  curves: readonly (readonly Vertex[])[],
  frame: PlaneFrame,
): { readonly x: Json[]; readonly y: Json[] } {
  const scale = pixelsPerUnit(frame);
  const kept = curves.map((curve) => simplify(curve, tolerance, ([x, y]) => [x * scale[0], y * scale[1]]));
  const list = (axis: 0 | 1): Json[] =>
    kept.flatMap((curve, i) => [...(i > 0 ? [null] : []), ...curve.map((point) => rounded(point[axis], scale[axis]))]);
  return { x: list(0), y: list(1) };
}

/** Pixels that a step of 1 takes. */
export function pixelsPerUnit({ x, y, width, height }: PlaneFrame): Vertex {
  return [width / (x[1] - x[0]), height / (y[1] - y[0])];
}

/** To a fifth of a pixel or finer. */
export function rounded(value: number, pixels: number): number {
  const digits = Math.ceil(Math.log10(5 * pixels));
  return digits >= 0 ? Number(value.toFixed(Math.min(digits, 20))) : Math.round(value * 10 ** digits) / 10 ** digits;
}

/** The transforms that spread such lists to points that keep their order. */
export const spread: readonly JsonObject[] = [{ flatten: ['x', 'y'] }, { window: [{ op: 'row_number', as: 'i' }] }];

/** The channels x and y of a plane, and the order of points along a curve. */
export function planeChannels({ x, y, xLabel, yLabel }: PlaneFrame): {
  readonly x: JsonObject;
  readonly y: JsonObject;
} {
  const axis = { grid: false, tickCount: 6 };
  return {
    x: { field: 'x', type: 'quantitative', title: xLabel, axis, scale: { domain: [...x], nice: false, zero: false } },
    y: { field: 'y', type: 'quantitative', title: yLabel, axis, scale: { domain: [...y], nice: false, zero: false } },
  };
}

/** Points of a curve are joined in the order in which they are given. */
export const inOrder: JsonObject = { field: 'i', type: 'quantitative' };
