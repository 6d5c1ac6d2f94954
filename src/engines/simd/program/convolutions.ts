/** Convolutions and their gradients: windows are laid side by side a few at a time, in the memory of each thread. */
import type { Value } from '../../../graph/graph.ts';
import { sizeOf } from '../../../tensor/shape.ts';
import { windowsIn } from '../../../tensor/windows.ts';
import type { Call } from '../kernel.ts';
import { memory } from '../memory.ts';
import { copyRows, fold, unfold } from '../moves.ts';
import { packCalls, panelBytes, productCalls, wide } from '../product.ts';
import { own, type Task } from '../tape.ts';
import { vectorKernel } from './elementwise.ts';
import { blocks, isFloats, type Lowering } from './lowering.ts';
import { MovingWindow, SPACE } from './moving-window.ts';
import type { Plan } from './plan.ts';

/** Where in a thread's own memory windows lie side by side, and panels. */
const [SIDE, PANELS] = [own(0), own(SPACE)];
/** Filters get their gradient as so many partial sums at most; they are the same whatever the number of threads. */
const PARTS = 4;

export const convolutions: Readonly<Record<string, Lowering>> = {
  unfold(step, plan) {
    const [x] = step.inputs;
    if (!isFloats(x)) return false;
    const window = new MovingWindow(x.shape, windowsIn(step.attributes));
    const images = window.padded(plan, plan.at(x));
    const y = plan.result(step);
    const tasks = Array.from({ length: window.count }, (_, image): Task => [
      window.call(unfold, y + image * window.bytes, window.imageIn(images, image)),
    ]);
    plan.tasks(tasks, sizeOf(step.shape));
    return true;
  },

  fold(step, plan) {
    const [x] = step.inputs;
    if (!isFloats(x)) return false;
    const window = new MovingWindow(step.shape, windowsIn(step.attributes));
    const from = plan.at(x);
    const tasks = window.added(plan, plan.result(step), (image, to) => [
      window.call(fold, from + image * window.bytes, to),
    ]);
    plan.tasks(tasks, sizeOf(x.shape));
    return true;
  },

  convolve(step, plan) {
    const [x, W] = step.inputs;
    if (!isFloats(x, W)) return false;
    const window = new MovingWindow(x.shape, windowsIn(step.attributes));
    const { places, taps: k } = window;
    const n = W.shape[3];
    const at = W.shape[2] === x.shape[3] ? plan.at(W) : acrossGroups(plan, W, x.shape[3]);
    const panels = plan.temporary(panelBytes({ k, n }));
    plan.tasks([packCalls(panels, { at, step: 4 * n, storage: 'rows' }, { k, n })], k * n);
    const images = window.padded(plan, plan.at(x));
    const y = plan.result(step);
    const tasks: Task[] = [];
    for (let image = 0; image < window.count; image++) {
      for (const part of window.parts(4 * k)) {
        const c = { at: y + 4 * n * (image * places + part.first), step: 4 * n, padded: false };
        tasks.push([
          window.call(unfold, SIDE, window.imageIn(images, image), part),
          ...productCalls({ at: SIDE, step: 4 * k, storage: 'rows' }, panels, c, { m: part.count, k, n }),
        ]);
      }
    }
    plan.tasks(tasks, sizeOf(step.shape) * k);
    return true;
  },

  /** (windows of x)ᵀ · dy */
  convolveFilterGradient(step, plan) {
    const [x, dy] = step.inputs;
    if (!isFloats(x, dy)) return false;
    const window = new MovingWindow(x.shape, windowsIn(step.attributes));
    const { places, taps: m } = window;
    const n = dy.shape[3];
    const row = 4 * wide(n);
    const images = window.padded(plan, plan.at(x));
    const groups = blocks(window.count, Math.ceil(window.count / PARTS));
    const sums = plan.temporary(groups.length * m * row);
    const y = plan.result(step);
    const tasks = groups.map(({ first, count }, group): Task => {
      const calls: Call[] = [];
      const c = { at: sums + group * m * row, step: row, padded: true };
      for (let image = first; image < first + count; image++) {
        for (const part of window.parts(Math.max(4 * m, row))) {
          const rows = { at: plan.at(dy) + 4 * n * (image * places + part.first), step: 4 * n, storage: 'rows' } as const; // prettier-ignore
          const lengths = { m, k: part.count, n };
          calls.push(
            window.call(unfold, SIDE, window.imageIn(images, image), part),
            ...packCalls(PANELS, rows, lengths),
            ...productCalls({ at: SIDE, step: 4 * m, storage: 'columns' }, PANELS, c, lengths, calls.length > 0),
          );
        }
      }
      return calls;
    });
    plan.tasks(tasks, sizeOf(dy.shape) * m);
    const add = vectorKernel('add', ['same', 'same']);
    const totals = blocks(m, 64).map(({ first, count }): Task => [
      ...groups.slice(1).map((_, i) => {
        const to = sums + first * row;
        return add.with(to, to, to + (i + 1) * m * row, 1, (count * row) / 16);
      }),
      copyRows.with(y + 4 * n * first, sums + first * row, count, 4 * n, row, Math.floor(n / 4), n % 4),
    ]);
    plan.tasks(totals, groups.length * m * n);
    return true;
  },

  /** dy · Wᵀ, each window added back where it came from. */
  convolveInputGradient(step, plan) {
    const [dy, W] = step.inputs;
    if (!isFloats(dy, W)) return false;
    const window = new MovingWindow(step.shape, windowsIn(step.attributes));
    const { places, taps: n } = window;
    const k = W.shape[3];
    const row = 4 * wide(n);
    const panels = plan.temporary(panelBytes({ k, n }));
    const packs = packCalls(panels, { at: plan.at(W), step: 4 * k, storage: 'columns' }, { k, n });
    plan.tasks(packs.map((call) => [call]), k * n); // prettier-ignore
    const from = plan.at(dy);
    const tasks = window.added(plan, plan.result(step), (image, to) =>
      window.parts(row).flatMap((part) => {
        const a = { at: from + 4 * k * (image * places + part.first), step: 4 * k, storage: 'rows' } as const;
        const c = { at: SIDE, step: row, padded: true };
        return [...productCalls(a, panels, c, { m: part.count, k, n }), window.call(fold, SIDE, to, part, row - 4 * n)];
      }),
    );
    plan.tasks(tasks, sizeOf(dy.shape) * n);
    return true;
  },
};

/** Filters for all channels, which are 0 on the channels of other groups: one product then does for all groups. */
function acrossGroups(plan: Plan, W: Value, channels: number): number {
  const [height, width, inGroup, filters] = W.shape;
  const taps = height * width;
  const at = plan.temporary(4 * taps * channels * filters);
  plan.script(() => {
    const to = new Float32Array(memory.buffer, at, taps * channels * filters).fill(0);
    const from = plan.array(W);
    for (let f = 0; f < filters; f++) {
      const first = inGroup * Math.floor((f * channels) / (inGroup * filters));
      for (let tap = 0; tap < taps; tap++) {
        for (let c = 0; c < inGroup; c++) {
          to[(tap * channels + first + c) * filters + f] = from[(tap * inGroup + c) * filters + f];
        }
      }
    }
  });
  return at;
}
