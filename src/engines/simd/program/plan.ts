/** Where the values of a graph lie in the memory of the kernels, and what is done in which order. */
import type { Graph, Step, Value } from '../../../graph/graph.ts';
import type { Storage, TypedArray } from '../../../tensor/dtype.ts';
import type { Values } from '../../../tensor/primitive.ts';
import { sizeOf } from '../../../tensor/shape.ts';
import { memory, scratch } from '../memory.ts';
import { type Tape, tapeOf, type Task } from '../tape.ts';
import { COMMON, run } from '../threads.ts';
import { Regions } from './regions.ts';

/** Kernels read and write in vectors, and a little beyond the end. */
const MARGIN = 64;

/** A region in the memory, which one value fills, or several that are views of one another. */
interface Room {
  readonly at: number;
  readonly bytes: number;
  /** How often it will be read. */
  uses: number;
}

const views: { readonly [D in keyof Storage]: (at: number, length: number) => Storage[D] } = {
  float32: (at, length) => new Float32Array(memory.buffer, at, length),
  float64: (at, length) => new Float64Array(memory.buffer, at, length),
  int32: (at, length) => new Int32Array(memory.buffer, at, length),
  bool: (at, length) => new Uint8Array(memory.buffer, at, length),
};
const bytesOf: Readonly<Record<keyof Storage, number>> = { float32: 4, float64: 8, int32: 4, bool: 1 };

export class Plan {
  readonly #phases: (Tape | (() => void))[] = [];
  readonly #regions = new Regions(COMMON);
  readonly #rooms = new Map<Value, Room>();
  readonly #uses = new Map<Value, number>();
  readonly #arrays = new Map<Value, TypedArray>();
  #temporaries: number[] = [];
  #buffer: ArrayBufferLike = memory.buffer;

  constructor({ inputs, constants, steps, outputs }: Graph) {
    for (const value of [...steps.flatMap((step) => [...new Set(step.inputs)]), ...outputs]) {
      this.#uses.set(value, (this.#uses.get(value) ?? 0) + 1);
    }
    for (const value of [...inputs, ...constants]) this.#place(value);
  }

  /** The address of a value. */
  at(value: Value): number {
    return this.#room(value).at;
  }

  /** Makes room for what a step computes; gives the address. */
  result(step: Step): number {
    return this.#place(step).at;
  }

  /** The same, in the place of an input where nobody else reads that one later. */
  resultOver(step: Step, input: Value): number {
    const room = this.#room(input);
    if (room.uses > 1 || size(step) !== size(input)) return this.result(step);
    this.#share(step, input);
    return room.at;
  }

  /** Says that a step shows an input in another form. */
  view(step: Step, input: Value): void {
    this.#share(step, input);
  }

  /** Room that is needed within one step. */
  temporary(bytes: number): number {
    const at = this.#regions.take(bytes + MARGIN);
    this.#temporaries.push(at);
    return at;
  }

  /** Adds tasks that may be done in any order. @param work as for `tapeOf` */
  tasks(tasks: readonly Task[], work: number): void {
    this.#phases.push(tapeOf(tasks, work));
  }

  /** Adds what is done in JavaScript. */
  script(f: () => void): void {
    this.#phases.push(f);
  }

  /** Ends a step: what nobody reads any more makes room. */
  end(step: Step): void {
    for (const input of new Set(step.inputs)) {
      const room = this.#room(input);
      if (--room.uses === 0) this.#regions.free(room.at);
    }
    for (const at of this.#temporaries) this.#regions.free(at);
    this.#temporaries = [];
  }

  /** A value as kernels see it, in a run. */
  values(value: Value): Values {
    return { shape: value.shape, dtype: value.dtype, data: this.array(value) };
  }

  /** The elements of a value, in a run. */
  array(value: Value): TypedArray {
    // A memory that grew is another buffer.
    if (this.#buffer !== memory.buffer) this.#arrays.clear();
    this.#buffer = memory.buffer;
    let array = this.#arrays.get(value);
    if (array === undefined) {
      array = views[value.dtype](this.at(value), sizeOf(value.shape));
      this.#arrays.set(value, array);
    }
    return array;
  }

  /** Makes sure that the memory is large enough. */
  reserve(): void {
    scratch(this.#regions.end / 4);
  }

  /** Does everything, in order. */
  run(): void {
    for (const phase of this.#phases) {
      if (typeof phase === 'function') phase();
      else run(phase);
    }
  }

  #place(value: Value): Room {
    const bytes = size(value) + MARGIN;
    const room = { at: this.#regions.take(bytes), bytes, uses: this.#uses.get(value) ?? 0 };
    this.#rooms.set(value, room);
    return room;
  }

  #share(step: Step, input: Value): void {
    const room = this.#room(input);
    room.uses += this.#uses.get(step) ?? 0;
    this.#rooms.set(step, room);
  }

  #room(value: Value): Room {
    const room = this.#rooms.get(value);
    if (room === undefined) throw new Error(`${value.name} is used before it is computed.`);
    return room;
  }
}

function size({ shape, dtype }: Value): number {
  return bytesOf[dtype] * sizeOf(shape);
}
