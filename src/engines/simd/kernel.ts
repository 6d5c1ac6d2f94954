/** A function in WebAssembly that any thread can call: it takes whole numbers, most of them addresses in bytes. */
import type { FunctionSource } from './assembler.ts';
import { instanceOf, moduleOf } from './memory.ts';

type Run = (...numbers: readonly number[]) => void;

/** All kernels, by the numbers under which threads know them. */
const kernels: Kernel[] = [];

export class Kernel {
  readonly number = kernels.length;
  readonly #source: () => FunctionSource;
  #bytes: Uint8Array<ArrayBuffer> | undefined;
  #run: Run | undefined;

  /** @param source is asked for when the kernel is first needed */
  constructor(source: () => FunctionSource) {
    this.#source = source;
    kernels.push(this);
  }

  /** The module, for other threads. */
  get bytes(): Uint8Array<ArrayBuffer> {
    return (this.#bytes ??= moduleOf(this.#source()));
  }

  /** The function, for this one. */
  get run(): Run {
    return (this.#run ??= instanceOf<Run>(this.bytes));
  }

  /** One call, as a part of a task. */
  with(...numbers: readonly number[]): Call {
    return { kernel: this, numbers };
  }
}

/** A kernel with what it is called with. */
export interface Call {
  readonly kernel: Kernel;
  readonly numbers: readonly number[];
}

export function kernelOf(number: number): Kernel {
  return kernels[number];
}
