/** Tasks written down as numbers, so that any thread can read them. */
import { type Call, type Kernel, kernelOf } from './kernel.ts';

/** Calls that one thread makes one after the other. */
export type Task = readonly Call[];

export interface Tape {
  /** For each call the number of its kernel, how many numbers it takes, and the numbers. */
  readonly code: Int32Array;
  /** Where tasks begin, and where the last one ends. */
  readonly starts: Int32Array;
  readonly kernels: readonly Kernel[];
  /** About how many operations all tasks need. */
  readonly work: number;
}

/** The most numbers that a kernel takes. */
export const MOST_NUMBERS = 16;

/** The address of a byte in the memory that the thread which takes the task has for itself. */
export function own(byte: number): number {
  return ~byte;
}

/** @param work about how many multiplications or additions the tasks need, or how many elements they move */
export function tapeOf(tasks: readonly Task[], work: number): Tape {
  const code: number[] = [];
  const starts = [0];
  const kernels = new Set<Kernel>();
  for (const task of tasks) {
    for (const { kernel, numbers } of task) {
      kernels.add(kernel);
      code.push(kernel.number, numbers.length, ...numbers);
    }
    starts.push(code.length);
  }
  return { code: Int32Array.from(code), starts: Int32Array.from(starts), kernels: [...kernels], work };
}

const numbers = new Int32Array(MOST_NUMBERS);

/** Makes the calls of one task on the main thread, whose own memory begins at 0. */
export function runTask({ code, starts }: Tape, task: number): void {
  for (let at = starts[task]; at < starts[task + 1]; at += 2 + code[at + 1]) {
    for (let i = 0; i < code[at + 1]; i++) numbers[i] = code[at + 2 + i] < 0 ? ~code[at + 2 + i] : code[at + 2 + i];
    // Each number by itself: spread out of an array, calls would take several times longer.
    const [n, { run }] = [numbers, kernelOf(code[at])];
    run(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10], n[11], n[12], n[13], n[14], n[15]);
  }
}
