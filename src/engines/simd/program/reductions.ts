/** Sums over rows, and softmax. */
import { sizeOf } from '../../../tensor/shape.ts';
import type { Step, Value } from '../../../graph/graph.ts';
import { addRows, TILE } from '../column-sums.ts';
import { memory } from '../memory.ts';
import { clear } from '../moves.ts';
import { blocks, isFloats, type Lowering } from './lowering.ts';
import type { Plan } from './plan.ts';

/** The most partial sums; they are the same whatever the number of threads. */
const PARTS = 8;
/** Rows that are worth a partial sum of their own. */
const ROWS = 256;

export const reductions: Readonly<Record<string, Lowering>> = {
  /** Along an axis that has others behind it. */
  sum(step, plan) {
    const [{ shape }] = step.inputs;
    const { axis } = step.attributes;
    if (typeof axis !== 'number') return false;
    return sumRows(step, plan, sizeOf(shape.slice(0, axis)), shape[axis], sizeOf(shape.slice(axis + 1)));
  },

  /** Σ over images and places, channel by channel. */
  sumOfChannels(step, plan) {
    const [{ shape }] = step.inputs;
    const channels = shape[3];
    const rows = sizeOf(shape.slice(0, 3));
    if (sumRows(step, plan, 1, rows, channels)) return true;
    plan.result(step);
    plan.script(() => {
      const [x, y] = [plan.array(step.inputs[0]), plan.array(step)];
      for (let c = 0; c < channels; c++) {
        let sum = 0;
        for (let i = c; i < x.length; i += channels) sum += x[i];
        y[c] = sum;
      }
    });
    return true;
  },

  /** Along the last axis; where the largest is infinite, it is not subtracted. */
  softmax(step, plan) {
    const [x] = step.inputs;
    plan.resultOver(step, x);
    plan.script(() => softmaxInto(plan, step, x));
    return true;
  },
};

function softmaxInto(plan: Plan, step: Step, input: Value): void {
  const [x, y, width] = [plan.array(input), plan.array(step), step.shape.at(-1) ?? 1];
  for (let row = 0; row < y.length; row += width) {
    let largest = -Infinity;
    for (let i = row; i < row + width; i++) largest = Math.max(largest, x[i]);
    const shift = Math.abs(largest) < Infinity ? largest : 0;
    let sum = 0;
    for (let i = row; i < row + width; i++) sum += y[i] = Math.exp(x[i] - shift);
    for (let i = row; i < row + width; i++) y[i] /= sum;
  }
}

/** y[o·width + i] = Σₖ x[(o·rows + k)·width + i], in float64. */
function sumRows(step: Step, plan: Plan, outer: number, rows: number, width: number): boolean {
  const [x] = step.inputs;
  if (!isFloats(x) || width < TILE || rows < TILE) return false;
  const tiles = Math.ceil(width / TILE);
  const bytes = 8 * TILE * tiles;
  const parts = blocks(rows, Math.max(ROWS, Math.ceil(rows / PARTS)));
  const sums = plan.temporary(outer * parts.length * bytes);
  const from = plan.at(x);
  const tasks = Array.from({ length: outer }, (_, o) =>
    parts.map(({ first, count }, part) => {
      const to = sums + (o * parts.length + part) * bytes;
      const start = from + 4 * width * (o * rows + first);
      return [clear.with(to, bytes), addRows.with(start, to, 4 * width, count, tiles)];
    }),
  ).flat();
  plan.result(step);
  plan.tasks(tasks, sizeOf(x.shape));
  plan.script(() => {
    const y = plan.array(step);
    const partial = new Float64Array(memory.buffer, sums, outer * parts.length * TILE * tiles);
    for (let o = 0; o < outer; o++) {
      for (let i = 0; i < width; i++) {
        let sum = 0;
        for (let part = 0; part < parts.length; part++) sum += partial[(o * parts.length + part) * TILE * tiles + i];
        y[o * width + i] = sum;
      }
    }
  });
  return true;
}
