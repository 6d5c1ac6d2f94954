/** Looks at a cube in space from the front, above and a little from the right: parallel rays, so that lengths keep their ratios. */
import type { Vertex } from './contours.ts';

/** A place in space; the cube that is looked at reaches from −1 to 1. */
export type Place3 = readonly [x: number, y: number, z: number];

/** Degrees that the camera stands to the right of the y axis's negative end, and above the ground. */
const [turn, height] = [(30 * Math.PI) / 180, (32 * Math.PI) / 180];

/** From the middle of the cube towards the camera; also where Plotly's camera stands. */
export const eye: Place3 = [Math.sin(turn) * Math.cos(height), -Math.cos(turn) * Math.cos(height), Math.sin(height)];

/** Where a place is seen: to the right and downwards from the middle. */
export function seen([x, y, z]: Place3): Vertex {
  const right = x * Math.cos(turn) + y * Math.sin(turn);
  const back = y * Math.cos(turn) - x * Math.sin(turn);
  return [right, -(back * Math.sin(height) + z * Math.cos(height))];
}

/** How near a place is to the camera. */
export function nearness([x, y, z]: Place3): number {
  return x * eye[0] + y * eye[1] + z * eye[2];
}
