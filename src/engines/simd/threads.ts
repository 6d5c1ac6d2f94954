/** Tasks divided among threads. Others than the main one are there only where large products are computed. */
import { memory, shared } from './memory.ts';
import { runTask, type Tape } from './tape.ts';
import { type Places, serve, type Shared } from './worker.ts';

/** Bytes of memory that a thread has for itself. */
export const OWN = 1 << 20;
/** More are not started: what they share, the way to the main memory, does not get faster. */
const MOST_THREADS = 16;
/** Where the memory that all threads share begins. */
export const COMMON = MOST_THREADS * OWN;

/** Operations of a tape from which on it is divided: some 50 µs of work. */
const MANY = 2e6;
/** Operations of a tape for which threads are started: some 2 ms of work. */
const LARGE = 1e8;
/** How often a thread looks for tasks before it sleeps, some 20 µs, and the main one for the end of the others'. */
const LOOKS = 2000;
/** No task is left: more than there ever are. */
const CLOSED = 1 << 30;

const MOST_KERNELS = 512;
const MOST_TASKS = 4096;
const TAPE_LENGTH = 1 << 17;
const CODE_LENGTH = 1 << 18;
const KERNELS = 8;
const STARTS = KERNELS + 2 * MOST_KERNELS;
const TAPE = STARTS + MOST_TASKS + 1;
const places: Places = {
  ...{ round: 0, next: 1, count: 2, busy: 3, ready: 4, failed: 5 },
  ...{ kernels: KERNELS, starts: STARTS, tape: TAPE },
};

/** What the threads have in common besides the memory, once there are any. */
let common: { readonly control: Int32Array; readonly code: Uint8Array; end: number; started: number } | undefined;
let allowed: number | undefined;

/** Sets how many threads may compute; without a number, as many as the processor has cores. */
export function allowThreads(count: number | undefined): void {
  allowed = count;
}

/** Runs all tasks. */
export function run(tape: Tape): void {
  const count = tape.starts.length - 1;
  const control = count > 1 && tape.work >= MANY ? helpers(tape) : undefined;
  if (control === undefined) for (let task = 0; task < count; task++) runTask(tape, task);
  else for (let first = 0; first < count;) first = runTogether(tape, first, control);
}

/** The numbers shared with other threads; nothing where there are none, or they lack a kernel. */
function helpers({ work, kernels }: Tape): Int32Array | undefined {
  if (!shared || allowed === 1 || (common === undefined && work < LARGE)) return undefined;
  common ??= {
    control: new Int32Array(new SharedArrayBuffer(4 * (TAPE + TAPE_LENGTH))),
    code: new Uint8Array(new SharedArrayBuffer(CODE_LENGTH)),
    ...{ end: 0, started: 0 },
  };
  const { control, code } = common;
  while (common.started + 1 < Math.min(allowed ?? cores(), MOST_THREADS)) {
    start({ memory, control, code, places, own: ++common.started * OWN, looks: LOOKS });
  }
  if (Atomics.load(control, places.ready) === 0) return undefined;
  for (const { number, bytes } of kernels) {
    const at = KERNELS + 2 * number;
    if (control[at + 1] > 0) continue;
    if (number >= MOST_KERNELS || common.end + bytes.length > CODE_LENGTH) return undefined;
    code.set(bytes, common.end);
    control[at] = common.end;
    control[at + 1] = common.end += bytes.length;
  }
  return control;
}

/** Runs as many tasks from `first` on as fit on the shared tape, together with the other threads; returns the next one. */
function runTogether(tape: Tape, first: number, control: Int32Array): number {
  const { code, starts } = tape;
  // Broken off by an interrupt, the last round may still go on.
  close(control);
  let end = first;
  while (end < Math.min(starts.length - 1, first + MOST_TASKS) && starts[end + 1] - starts[first] <= TAPE_LENGTH) end++;
  if (end === first) {
    runTask(tape, first);
    return first + 1;
  }
  control.set(code.subarray(starts[first], starts[end]), TAPE);
  for (let task = first; task <= end; task++) control[STARTS + task - first] = starts[task] - starts[first];
  control[places.count] = end - first;
  Atomics.store(control, places.next, 0);
  Atomics.add(control, places.round, 1);
  Atomics.notify(control, places.round);
  for (;;) {
    const task = Atomics.add(control, places.next, 1);
    if (task >= end - first) break;
    runTask(tape, first + task);
  }
  close(control);
  return end;
}

/** No thread gets a task any more; waits until those that have one are done. */
function close(control: Int32Array): void {
  Atomics.store(control, places.next, CLOSED);
  for (let look = 0; Atomics.load(control, places.busy) > 0; look++) {
    const busy = Atomics.load(control, places.busy);
    if (look > LOOKS && busy > 0) pause(control, busy);
  }
  if (Atomics.load(control, places.failed) !== 0) throw new Error('simd: a thread failed.');
}

/** Sleeps while so many threads are busy; where a main thread must not sleep (in a browser), it looks again. */
function pause(control: Int32Array, busy: number): void {
  try {
    Atomics.wait(control, places.busy, busy, 1);
  } catch {
    // It looks again.
  }
}

/** As many as the processor has cores; one where no threads can be started. */
function cores(): number {
  return globalThis.process?.getBuiltinModule?.('node:os').availableParallelism() ?? 1;
}

/** Starts a thread of Node, which ends with the program. */
function start(given: Shared): void {
  const { Worker } = globalThis.process.getBuiltinModule('node:worker_threads');
  const source = `(${String(serve)})(require('node:worker_threads').workerData);`;
  new Worker(source, { eval: true, workerData: given, execArgv: [], name: 'tslate' }).unref();
}
