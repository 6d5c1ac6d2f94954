/** The executor's side of an interrupt: the guard that throws in loops, and the memory of cells that were given up. */
import { sep } from 'node:path';
import { setImmediate } from 'node:timers';
import vm from 'node:vm';
import { FlagBit, Slot } from './contract.ts';
import { knownCell } from './current.ts';
import { Atomics, Error, Map, Promise, Set } from './intrinsics.ts';

/** What an interrupted cell fails with; Jupyter's clients know the name. */
export class InterruptError extends Error {
  override readonly name = 'KeyboardInterrupt';

  constructor() {
    super('the cell was interrupted');
  }
}

/** Runs for some 10 ms, long enough for the thread that waits for signals to wake up. */
const bait = new vm.Script('for (let i = 0; i < 20_000_000; i++);');

export class Interrupts {
  /** Shared with the control thread; guards in loops read slot 0. */
  readonly flag: Int32Array;
  readonly #directory: string;
  readonly #abandoned = new Map<number, string>();
  readonly #stops = new Set<() => void>();
  /** How many of the signals that were sent are accounted for. */
  #signals = 0;

  constructor(flag: Int32Array, directory: string) {
    this.flag = flag;
    this.#directory = directory;
  }

  /** An interrupt was asked for and not yet obeyed. */
  get isAsked(): boolean {
    return (Atomics.load(this.flag, Slot.flag) & FlagBit.asked) !== 0;
  }

  /** Throws an `InterruptError` if the calling code must stop. Guards call it only while the flag is not 0. */
  readonly check = (): void => {
    if (this.isAsked) {
      // Now `finally` blocks run: the control thread gives them time before it uses force.
      Atomics.store(this.flag, Slot.seen, 1);
      throw new InterruptError();
    }
    if (this.#abandoned.size === 0) return;
    if (this.#callerIsAbandoned()) throw new InterruptError();
    // Someone else's loop: it must not pay for a stack trace in every turn, so the flag rests until the next task.
    Atomics.and(this.flag, Slot.flag, ~FlagBit.abandoned);
    setImmediate(() => this.#raise());
  };

  /** The same as an expression of type `never`, for generated code that tested the flag itself. */
  readonly interrupt = (): void => this.check();

  /** Has `stop` called when the user interrupts what waits; returns what takes that back. */
  whenInterrupted(stop: () => void): () => void {
    this.#stops.add(stop);
    return () => void this.#stops.delete(stop);
  }

  /** The end of an execution that may outlive its cell, or an `InterruptError` when the user interrupts it. */
  orInterrupted(number: number, end: Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const forget = this.whenInterrupted(() => {
        this.abandon(number, `execution ${number}`);
        reject(new InterruptError());
      });
      const ended = (): void => {
        forget();
        this.ended(number);
      };
      end.then(resolve, reject).then(ended, ended);
    });
  }

  /** Stops what is waited for. */
  stopWaiting(): void {
    for (const stop of this.#stops) stop();
    this.#stops.clear();
  }

  /** A SIGINT has ended a script, or found none. */
  readonly signalTaken = (): void => {
    this.#signals = Atomics.load(this.flag, Slot.signals);
  };

  /** The main thread is in its event loop again: what asked has been obeyed. */
  obeyed(): void {
    this.#swallowSignal();
    Atomics.and(this.flag, Slot.flag, ~FlagBit.asked);
  }

  /** An interrupted cell whose promise has not settled: should its code wake up later, its loops stop. */
  abandon(cell: number, name: string): void {
    this.#abandoned.set(cell, name);
    this.#raise();
  }

  /** The promise of an abandoned cell has settled after all. */
  ended(cell: number): void {
    if (this.#abandoned.delete(cell) && this.#abandoned.size === 0) {
      Atomics.and(this.flag, Slot.flag, ~FlagBit.abandoned);
    }
  }

  /**
   * A SIGINT that comes just when a script ends by itself is kept by Node and ends the next script instead: here
   * one that does nothing.
   */
  #swallowSignal(): void {
    if (this.#signals === Atomics.load(this.flag, Slot.signals)) return;
    this.signalTaken();
    try {
      bait.runInThisContext({ breakOnSigint: true });
    } catch {
      // That was it.
    }
  }

  #raise(): void {
    if (this.#abandoned.size > 0) Atomics.or(this.flag, Slot.flag, FlagBit.abandoned);
  }

  #callerIsAbandoned(): boolean {
    const known = knownCell();
    if (known !== undefined) return this.#abandoned.has(known);
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 50;
    const stack = new Error().stack ?? '';
    Error.stackTraceLimit = limit;
    for (const name of this.#abandoned.values()) if (stack.includes(`${this.#directory}${sep}${name}:`)) return true;
    return false;
  }
}
