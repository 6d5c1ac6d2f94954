/**
 * Parameters side by side: all values in one array, all gradients in another, and so with what an optimiser remembers. One
 * loop moves them all; a loop for each takes longer to call than to run where they are small.
 *
 *     values     W₁ b₁ W₂ b₂ …        from step to step these two change places
 *     gradients  W₁ b₁ W₂ b₂ …
 *     slots      W₁ b₁ W₂ b₂ …
 */
import type { Rooms } from '../engines/engine.ts';
import { engine } from '../engines/index.ts';
import type { AnyParameter } from '../tensor/parameter.ts';
import type { DType, TypedArray } from '../tensor/dtype.ts';
import { type AnyTensor, Tensor } from '../tensor/tensor.ts';

/** What a loop over all of them takes. */
export interface Whole {
  readonly g: AnyTensor;
  readonly p: AnyTensor;
  readonly slots: readonly AnyTensor[];
}

/** An array for all, and the part of each. */
interface Home {
  readonly whole: AnyTensor;
  readonly parts: readonly TypedArray[];
}

export class SideBySide {
  readonly #parameters: readonly AnyParameter[];
  readonly #homes: readonly Home[];
  readonly #slots: readonly Home[];

  private constructor(parameters: readonly AnyParameter[], [values, gradients, ...slots]: readonly Home[]) {
    this.#parameters = parameters;
    this.#homes = [values, gradients];
    this.#slots = slots;
    parameters.forEach((p, i) => p.settle(values.parts[i], gradients.parts[i]));
  }

  /**
   * Moves parameters to where the engine works on all of them fastest; does nothing where there is no such place.
   * @param slots how many arrays of zeros each gets besides
   */
  static settle(parameters: readonly AnyParameter[], slots: number): SideBySide | undefined {
    const [{ dtype }] = parameters;
    if (parameters.some((p) => p.dtype !== dtype)) return undefined;
    const lengths = parameters.map(({ size }) => size);
    const rooms = engine().rooms?.(dtype, lengths, 2 + slots);
    return rooms && new SideBySide(parameters, rooms.map((room) => home(room, dtype))); // prettier-ignore
  }

  /** What is remembered of each parameter. */
  get slots(): readonly (readonly AnyTensor[])[] {
    return this.#parameters.map(({ shape, dtype }, i) =>
      this.#slots.map(({ parts }) => new Tensor(parts[i], shape, dtype)),
    );
  }

  /** All in one; undefined unless it is these parameters, with values and gradients where they belong. */
  whole(parameters: readonly AnyParameter[], gradients: readonly AnyTensor[]): Whole | undefined {
    if (engine().rooms === undefined || parameters.length !== this.#parameters.length) return undefined;
    const at = this.#homes.findIndex(({ parts }) => parts[0] === parameters[0].peek());
    if (at === -1) return undefined;
    const [values, others] = [this.#homes[at], this.#homes[1 - at]];
    for (let i = 0; i < parameters.length; i++) {
      const lies = parameters[i].peek() === values.parts[i] && gradients[i].data === others.parts[i];
      if (!lies || parameters[i] !== this.#parameters[i]) return undefined;
    }
    return { g: others.whole, p: values.whole, slots: this.#slots.map(({ whole }) => whole) };
  }
}

function home({ whole, parts }: Rooms, dtype: DType): Home {
  return { whole: new Tensor(whole, [whole.length], dtype), parts };
}
