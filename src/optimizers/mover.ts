/** Applies an optimiser's rule: to all parameters in one loop where they lie side by side, else to one after the other. */
import { fuse } from '../graph/fuse.ts';
import { full, zeros } from '../tensor/create.ts';
import type { DType, TypedArray } from '../tensor/dtype.ts';
import type { AnyParameter } from '../tensor/parameter.ts';
import type { Shape } from '../tensor/shape-types.ts';
import { type AnyTensor, Tensor } from '../tensor/tensor.ts';
import { copyOf, type ParameterState } from './optimizer-state.ts';
import { SideBySide } from './side-by-side.ts';
import type { UpdateRule } from './update-rule.ts';

export interface MoveOptions {
  /** The learning rate of a step. */
  rate(step: number): number;
  /** Nobody else reads the gradients, so their memory may take the new values. */
  readonly overwriteGradients: boolean;
}

/** What is remembered of a parameter. Steps are counted for each, so that one optimiser can serve a second model afterwards. */
interface State extends ParameterState {
  step: number;
  /** Where the parameter lies with others. */
  readonly row: SideBySide | undefined;
}

/** The numbers of a step, as tensors. */
interface Numbers {
  readonly step: number;
  readonly dtype: DType;
  readonly scalars: readonly AnyTensor[];
}

export class Mover {
  readonly #rule: UpdateRule;
  readonly #kernel: ReturnType<typeof fuse>;
  readonly #states = new WeakMap<AnyParameter, State>();

  constructor(rule: UpdateRule) {
    this.#rule = rule;
    // Inputs and outputs in one row: g, p, slots…, scalars… → p, slots….
    this.#kernel = fuse(rule.name, ([g, p, ...rest]) => {
      const next = rule.update({ g, p, slots: rest.slice(0, rule.slots), scalars: rest.slice(rule.slots) });
      return [next.p, ...next.slots];
    });
  }

  /** Every parameter by its gradient, which it then has no more. */
  move(parameters: readonly AnyParameter[], gradients: readonly AnyTensor[], options: MoveOptions): void {
    this.#begin(parameters.filter((p) => !this.#states.has(p)));
    if (!options.overwriteGradients || !this.#moveTogether(parameters, gradients, options))
      this.#moveOneByOne(parameters, gradients, options);
  }

  /** What is remembered of a parameter, in arrays of its own. */
  remembered(p: AnyParameter): ParameterState {
    return copyOf(this.#states.get(p) ?? { step: 0, slots: zerosFor(p, this.#rule.slots) });
  }

  /** Goes on from what was remembered of these parameters. */
  restore(parameters: readonly AnyParameter[], states: readonly ParameterState[]): void {
    this.#begin(parameters);
    parameters.forEach((p, i) => {
      const own = this.#of(p);
      own.step = states[i].step;
      put(states[i].slots, own.slots);
    });
  }

  #begin(parameters: readonly AnyParameter[]): void {
    if (parameters.length === 0) return;
    const { slots: count } = this.#rule;
    const row = SideBySide.settle(parameters, count);
    const slots = row?.slots;
    parameters.forEach((p, i) => this.#states.set(p, { step: 0, slots: slots?.[i] ?? zerosFor(p, count), row }));
  }

  #of(p: AnyParameter): State {
    const state = this.#states.get(p);
    if (state === undefined) throw new Error(`${this.#rule.name} knows nothing of ${p.name}.`);
    return state;
  }

  /** False, and nothing is done, where they do not lie side by side or have not gone the same number of steps. */
  #moveTogether(parameters: readonly AnyParameter[], gradients: readonly AnyTensor[], { rate }: MoveOptions): boolean {
    if (parameters.length === 0) return false;
    const { row, step } = this.#of(parameters[0]);
    const whole = row?.whole(parameters, gradients);
    if (whole === undefined || parameters.some((p) => this.#of(p).step !== step)) return false;
    const { g, p, slots } = whole;
    const { scalars } = this.#numbers(step + 1, p.dtype, rate);
    put(this.#kernel([g, p, ...slots, ...scalars], [g, ...slots]), [g, ...slots]);
    parameters.forEach((p, i) => this.#moved(p, gradients[i].data));
    return true;
  }

  #moveOneByOne(parameters: readonly AnyParameter[], gradients: readonly AnyTensor[], options: MoveOptions): void {
    const { rate, overwriteGradients } = options;
    const shared = overwriteGradients ? repeated(gradients.map(({ data }) => data)) : undefined;
    // Mostly all parameters have gone the same number of steps.
    let numbers: Numbers | undefined;
    parameters.forEach((p, i) => {
      const g = gradients[i];
      const { step, slots } = this.#of(p);
      if (numbers?.step !== step + 1 || numbers.dtype !== p.dtype) numbers = this.#numbers(step + 1, p.dtype, rate);
      // Slots are written in place. The parameter is not: what was computed from its old values stays as it was.
      const spare = p.spare();
      const room = spare === undefined ? undefined : tensorLike(p, spare);
      const into = [room ?? (shared?.has(g.data) === false ? g : undefined), ...slots];
      const [next, ...kept] = this.#kernel([g, tensorLike(p, p.peek()), ...slots, ...numbers.scalars], into);
      put(kept, slots);
      this.#moved(p, next.data);
    });
  }

  #moved(p: AnyParameter, values: TypedArray): void {
    p.renew(values);
    p.grad = undefined;
    this.#of(p).step++;
  }

  #numbers(step: number, dtype: DType, rate: MoveOptions['rate']): Numbers {
    const scalars = this.#rule.scalars(step, rate(step)).map((value) => full([], value, dtype));
    return { step, dtype, scalars };
  }
}

/** Copies values to where they belong, unless they were written there. */
function put(values: readonly AnyTensor[], places: readonly AnyTensor[]): void {
  values.forEach(({ data }, k) => {
    if (data !== places[k].data) places[k].data.set(data);
  });
}

function zerosFor({ shape, dtype }: AnyParameter, count: number): readonly AnyTensor[] {
  return Array.from({ length: count }, () => zeros(shape, dtype));
}

function tensorLike({ shape, dtype }: AnyParameter, data: TypedArray): AnyTensor {
  return new Tensor<Shape, DType>(data, shape, dtype);
}

/** The values that occur more than once: two parameters may have one array as their gradient. */
function repeated<T>(values: readonly T[]): Set<T> {
  return new Set(values.filter((value, i) => values.indexOf(value) !== i));
}
