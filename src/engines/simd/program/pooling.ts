/** Max pooling and its gradient. */
import type { Value } from '../../../graph/graph.ts';
import { sizeOf } from '../../../tensor/shape.ts';
import { windowsIn } from '../../../tensor/windows.ts';
import type { Call } from '../kernel.ts';
import { poolCalls, putMaxima, takeMaxima } from '../maxima.ts';
import { clear, copyRows } from '../moves.ts';
import type { Task } from '../tape.ts';
import { isFloats, type Lowering } from './lowering.ts';
import type { Plan } from './plan.ts';

export const pooling: Readonly<Record<string, Lowering>> = {
  /** Only as max pooling, of x at its own maxima. */
  takeMaxima(step, plan) {
    const [x, v] = step.inputs;
    if (!isFloats(x) || x !== v) return false;
    const from = new Vectors(plan, x, plan.at(x));
    const to = new Vectors(plan, step, plan.result(step));
    const tasks = Array.from({ length: x.shape[0] }, (_, i): Task => {
      const at = { x: from.image(i), pooled: to.image(i), dx: 0 };
      return [...from.spread(i), ...poolCalls(takeMaxima, at, x.shape, windowsIn(step.attributes)), ...to.gather(i)];
    });
    plan.tasks(tasks, sizeOf(x.shape));
    return true;
  },

  putMaxima(step, plan) {
    const [x, v] = step.inputs;
    if (!isFloats(x, v)) return false;
    const [from, pooled] = [x, v].map((value) => new Vectors(plan, value, plan.at(value)));
    const to = new Vectors(plan, step, plan.result(step));
    const tasks = Array.from({ length: x.shape[0] }, (_, i): Task => {
      const at = { x: from.image(i), pooled: pooled.image(i), dx: to.image(i) };
      return [
        ...[...from.spread(i), ...pooled.spread(i), clear.with(at.dx, to.bytes)],
        ...[...poolCalls(putMaxima, at, x.shape, windowsIn(step.attributes)), ...to.gather(i)],
      ];
    });
    plan.tasks(tasks, 2 * sizeOf(x.shape));
    return true;
  },
};

/** Images whose pixels take whole vectors: as they lie, or spread in a memory beside them. */
class Vectors {
  /** Bytes of an image. */
  readonly bytes: number;
  readonly #at: number;
  readonly #spread: number;
  readonly #pixels: number;
  readonly #channels: number;
  readonly #wide: number;

  constructor(plan: Plan, { shape: [count, height, width, channels] }: Value, at: number) {
    this.#pixels = height * width;
    [this.#at, this.#channels, this.#wide] = [at, channels, 4 * Math.ceil(channels / 4)];
    this.bytes = 4 * this.#pixels * this.#wide;
    this.#spread = this.#wide === channels ? at : plan.temporary(count * this.bytes);
  }

  image(i: number): number {
    return this.#spread + i * this.bytes;
  }

  spread(i: number): readonly Call[] {
    return this.#copy(this.image(i), this.#plain(i), this.#wide, this.#channels);
  }

  gather(i: number): readonly Call[] {
    return this.#copy(this.#plain(i), this.image(i), this.#channels, this.#wide);
  }

  #plain(i: number): number {
    return this.#at + 4 * i * this.#pixels * this.#channels;
  }

  #copy(to: number, from: number, toStep: number, fromStep: number): readonly Call[] {
    const channels = this.#channels;
    if (this.#wide === channels) return [];
    return [copyRows.with(to, from, this.#pixels, 4 * toStep, 4 * fromStep, Math.floor(channels / 4), channels % 4)];
  }
}
