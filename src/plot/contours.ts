/** Contours: where a field is at a level or above, as closed rings (marching squares). */
import { type ScalarField } from './scalar-field.ts';

/** A point of the plane. */
export type Vertex = readonly [x: number, y: number];

/**
 * The region { (x, y) : z ≥ level } as rings that end where they begin. The region lies on the left of each ring, so that holes
 * run the other way round and a fill by winding number leaves them empty. Values that are not finite belong to no region. The
 * rings run half a cell outside the field where the region reaches its edge: clipped, they draw no line there.
 *
 * Source: Lorensen, Cline, “Marching cubes” (1987), in the plane; saddles are decided by the mean of the four corners.
 */
export function regionAbove(field: ScalarField, level: number): readonly (readonly Vertex[])[] {
  const { xs, ys, values } = field;
  const [columns, rows] = [xs.length, ys.length];
  // One more node on each side repeats the edge, and around it nothing: so every ring closes.
  const at = (i: number, j: number): number => {
    if (i < -1 || j < -1 || i > columns || j > rows) return -Infinity;
    const value = values[Math.min(Math.max(j, 0), rows - 1)][Math.min(Math.max(i, 0), columns - 1)];
    return Number.isFinite(value) ? value : -Infinity;
  };
  const width = columns + 4;
  /** The number of the edge that goes from node i, j to the right (0) or upwards (1). */
  const edge = (i: number, j: number, upwards: 0 | 1): number => ((j + 2) * width + i + 2) * 2 + upwards;
  const next = new Map<number, number>();
  for (let j = -2; j <= rows; j++) {
    for (let i = -2; i <= columns; i++) {
      const corners = [at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)];
      const high = corners.reduce((bits, value, k) => (value >= level ? bits | (1 << k) : bits), 0);
      const saddle = (high === 5 || high === 10) && corners.reduce((sum, value) => sum + value, 0) / 4 >= level;
      const edges = { S: edge(i, j, 0), E: edge(i + 1, j, 1), N: edge(i, j + 1, 0), W: edge(i, j, 1) };
      for (const [from, to] of saddle ? joinedSaddles[high] : segments[high]) next.set(edges[from], edges[to]);
    }
  }
  const pointOn = (number: number): Vertex => {
    const node = number >> 1;
    const [i, j] = [(node % width) - 2, Math.floor(node / width) - 2];
    const upwards = number & 1;
    const [from, to] = [at(i, j), upwards ? at(i, j + 1) : at(i + 1, j)];
    // Beside nothing the line passes through the node that has a value.
    const share = from === -Infinity ? 1 : to === -Infinity ? 0 : (level - from) / (to - from);
    return [along(xs, upwards ? i : i + share), along(ys, upwards ? j + share : j)];
  };
  const rings: Vertex[][] = [];
  for (const [start] of next) {
    const ring: Vertex[] = [];
    for (let here: number | undefined = start; here !== undefined && next.has(here);) {
      const following = next.get(here);
      ring.push(pointOn(here));
      next.delete(here);
      here = following;
    }
    if (ring.length > 2) rings.push([...ring, ring[0]]);
  }
  return rings;
}

/** The coordinate at a place between the lines of an axis; the line outside stands half a cell away. */
function along(axis: readonly number[], place: number): number {
  const step = (axis[axis.length - 1] - axis[0]) / (axis.length - 1);
  const last = axis.length - 1;
  if (place < 0) return axis[0] + (place * step) / 2;
  return place > last ? axis[last] + ((place - last) * step) / 2 : axis[0] + place * step;
}

type Side = 'S' | 'E' | 'N' | 'W';
type Segments = readonly (readonly [from: Side, to: Side])[];

/** From edge to edge with the high corners on the left; bits: 1 south-west, 2 south-east, 4 north-east, 8 north-west. */
const segments: readonly Segments[] = [
  [],
  [['S', 'W']],
  [['E', 'S']],
  [['E', 'W']],
  [['N', 'E']],
  [
    ['S', 'W'],
    ['N', 'E'],
  ],
  [['N', 'S']],
  [['N', 'W']],
  [['W', 'N']],
  [['S', 'N']],
  [
    ['E', 'S'],
    ['W', 'N'],
  ],
  [['E', 'N']],
  [['W', 'E']],
  [['S', 'E']],
  [['W', 'S']],
  [],
];

/** The same for two opposite high corners that are joined through the middle. */
const joinedSaddles: Readonly<Record<number, Segments>> = {
  5: [
    ['S', 'E'],
    ['N', 'W'],
  ],
  10: [
    ['W', 'S'],
    ['E', 'N'],
  ],
};
