/**
 * What the other threads do: they wait for tasks, and take one after the other as long as there are any.
 *
 * They share with the main thread the memory of the kernels and `control`, an array of whole numbers: first some that all
 * threads write, then where the code of each kernel lies in `code`, then the tape with the tasks.
 */

/** Places in `control`. */
export interface Places {
  /** Counts the tapes; those who wait for tasks wait for it to change. */
  readonly round: number;
  /** The next task that nobody has taken. */
  readonly next: number;
  /** How many tasks there are. */
  readonly count: number;
  /** How many threads are at work. */
  readonly busy: number;
  /** How many threads are there. */
  readonly ready: number;
  /** Whether one of them failed. */
  readonly failed: number;
  /** Two numbers for each kernel: where its module begins and ends in `code`. */
  readonly kernels: number;
  /** Where the tasks begin and end on the tape, and the tape. */
  readonly starts: number;
  readonly tape: number;
}

/** What a thread is given. */
export interface Shared {
  readonly memory: WebAssembly.Memory;
  readonly control: Int32Array;
  readonly code: Uint8Array;
  readonly places: Places;
  /** The address of its own memory. */
  readonly own: number;
  /** How often it looks for tasks before it sleeps. */
  readonly looks: number;
}

/** The loop of a thread. Its text alone is sent: it may use nothing but its argument and what is there everywhere. */
export function serve({ memory, control, code, places, own, looks }: Shared): void {
  const { round, next, count, busy, ready, failed, kernels, starts, tape } = places;
  const known: ((...numbers: number[]) => void)[] = [];
  const kernel = (number: number): ((...numbers: number[]) => void) => {
    if (known[number] === undefined) {
      const bytes = code.slice(control[kernels + 2 * number], control[kernels + 2 * number + 1]);
      const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { host: { memory } });
      const run = instance.exports['run'];
      if (typeof run !== 'function') throw new Error('no kernel');
      known[number] = (...numbers) => void run(...numbers);
    }
    return known[number];
  };
  const n = new Int32Array(16);
  Atomics.add(control, ready, 1);
  for (;;) {
    const seen = Atomics.load(control, round);
    Atomics.add(control, busy, 1);
    try {
      for (;;) {
        const task = Atomics.add(control, next, 1);
        if (task >= Atomics.load(control, count)) break;
        const end = tape + control[starts + task + 1];
        for (let at = tape + control[starts + task]; at < end; at += 2 + control[at + 1]) {
          for (let i = 0; i < control[at + 1]; i++) {
            const number = control[at + 2 + i];
            n[i] = number < 0 ? own + ~number : number;
          }
          kernel(control[at])(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10], n[11], n[12], n[13], n[14], n[15]); // prettier-ignore
        }
      }
    } catch {
      Atomics.store(control, failed, 1);
    }
    if (Atomics.sub(control, busy, 1) === 1) Atomics.notify(control, busy);
    for (let look = 0; look < looks && Atomics.load(control, round) === seen; look++);
    Atomics.wait(control, round, seen);
  }
}
