/** Programs of one function: for every signature of its inputs that comes often enough, one. */
import { compiles } from '../engines/index.ts';
import { tellOnce } from '../display/tell-once.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { CompileError } from './compile-error.ts';
import { type Program, program, type Ran, type Step } from './program.ts';

/** A program pays from so many samples on, a hundred batches of 32: before that, tracing it costs more than it saves. */
const WORTH = 3200;

/** Element types and shapes: inputs that agree in them have one program. */
export function signatureOf(inputs: readonly AnyTensor[]): string {
  return inputs.map(({ shape, dtype }) => `${dtype} ${shape.join('×')}`).join(', ');
}

interface Seen {
  samples: number;
  program?: Promise<Program>;
}

export class Programs {
  readonly #what: string;
  readonly #f: Step;
  readonly #coming: number;
  readonly #seen = new Map<string, Seen>();
  #refused = false;

  /**
   * @param what for messages
   * @param f does the same whenever it is called
   * @param coming how many samples will come in the first signature, 0 where nobody knows
   */
  constructor(what: string, f: Step, coming: number) {
    this.#what = what;
    this.#f = f;
    this.#coming = coming;
  }

  /** Runs `f` as a program; answers undefined where it is to be computed operation by operation. */
  async run(inputs: readonly AnyTensor[]): Promise<Ran | undefined> {
    if (this.#refused || compiles() === 'never') return undefined;
    const key = signatureOf(inputs);
    const seen = this.#seen.get(key) ?? { samples: this.#seen.size === 0 ? this.#coming : 0 };
    this.#seen.set(key, seen);
    seen.samples += inputs[0].shape[0];
    if (compiles() === 'where it pays' && seen.samples < WORTH) return undefined;
    try {
      seen.program ??= program(this.#f, inputs);
      return await (await seen.program).run(inputs);
    } catch (error) {
      if (!(error instanceof CompileError)) throw error;
      this.#refused = true;
      tellOnce({
        en: `${this.#what} computes operation by operation, which is slower: ${error.message}`,
        zh: `${this.#what} 将逐个操作计算，速度较慢：${error.message}`,
      });
      return undefined;
    }
  }
}
