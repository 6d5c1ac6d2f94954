/** What an optimiser is: a rule from a gradient to the next value of a parameter, written in tensor operations. */
import { numberIn, optional } from '../config/field.ts';
import { Registry } from '../config/registry.ts';
import { checkAtLeast } from '../checks.ts';
import { ArgumentError, ShapeError } from '../errors.ts';
import { engine } from '../engines/index.ts';
import { fuse } from '../graph/fuse.ts';
import type { JsonObject } from '../json.ts';
import { withoutGradients } from '../ops/apply.ts';
import { full, zeros } from '../tensor/create.ts';
import type { AnyParameter } from '../tensor/parameter.ts';
import { sameShape, showShape } from '../tensor/shape.ts';
import type { DType, TypedArray } from '../tensor/dtype.ts';
import type { Shape } from '../tensor/shape-types.ts';
import { type AnyTensor, Tensor } from '../tensor/tensor.ts';
import { tracing } from '../tensor/tracing.ts';
import { checkClipping, clipped, type ClipOptions } from './clip.ts';
import { checkState, copyOf, type OptimizerState, type ParameterState } from './optimizer-state.ts';
import { rate as rateField, rateAt, rateConfig, type Schedule } from './schedule.ts';

/** What a rule is given besides the gradient g: the parameter p, its slots, and scalars that change from step to step. */
export interface UpdateInput {
  /** The gradient. */
  readonly g: AnyTensor;
  /** The parameter. */
  readonly p: AnyTensor;
  /** What is remembered from the step before, at first 0. */
  readonly slots: readonly AnyTensor[];
  /** The numbers that `scalars` gives for this step. */
  readonly scalars: readonly AnyTensor[];
}

/** What every optimiser can be told. */
export interface OptimizerOptions extends ClipOptions {
  /** α: a number, or a schedule. */
  readonly learningRate?: number | Schedule;
}

/** Every optimiser that a configuration can name. */
export const optimizers = new Registry<Optimizer>('optimizer', "{ kind: 'adam', learningRate: 0.001 }");

/** The settings that every optimiser has. */
export const optimizerFields = {
  learningRate: optional(rateField),
  clipNorm: optional(numberIn(0)),
  clipValue: optional(numberIn(0)),
};

/** What an optimiser of one’s own consists of. */
export interface UpdateRule {
  /** Its name, for messages. */
  readonly name: string;
  /** What it was told besides rate and clipping, for its configuration. */
  readonly settings?: JsonObject;
  /** α: a number, or a schedule. */
  readonly learningRate: number | Schedule;
  /** How gradients are clipped before the rule sees them; not at all by default. */
  readonly clipping?: ClipOptions;
  /** How many tensors of the parameter's shape are remembered between steps, for example 2: mean and variance. */
  readonly slots: number;
  /** Numbers for the formula that depend on the step (counted from 1) and the learning rate. */
  scalars(step: number, learningRate: number): readonly number[];
  /** The formula: the next parameter and the next slots. Elementwise, so that it runs as one loop. */
  update(input: UpdateInput): { readonly p: AnyTensor; readonly slots: readonly AnyTensor[] };
}

/** A rule that moves parameters by their gradients, and remembers what it needs between steps. */
export interface Optimizer {
  /** Its name, for messages. */
  readonly name: string;
  /** Its kind and its settings as plain data, from which it can be made again. */
  readonly config: JsonObject;
  /** Steps taken. */
  readonly steps: number;
  /** The learning rate of the next step. */
  readonly learningRate: number;
  /** Whether the learning rate follows a schedule. */
  readonly scheduled: boolean;
  /** A factor on the learning rate, 1 at first; `reduceOnPlateau` lowers it. */
  rateFactor: number;
  /**
   * Moves every parameter by its gradient, and drops the gradient.
   * @param options `overwriteGradients`: nobody else reads the gradients, so their memory may take the new values
   * @throws ArgumentError when a parameter has no gradient, ShapeError when a gradient has another shape
   */
  step(parameters: Iterable<AnyParameter>, options?: { readonly overwriteGradients?: boolean }): void;
  /** What it knows besides its settings, as far as it concerns these parameters: enough to go on elsewhere. */
  state(parameters: readonly AnyParameter[]): OptimizerState;
  /**
   * Goes on from a state for these parameters, in the same order.
   * @throws ArgumentError when it is the state of another optimiser, ShapeError when it is that of other parameters
   */
  restore(state: OptimizerState, parameters: readonly AnyParameter[]): void;
}

/** Makes an optimiser of a rule. */
export function optimizer(rule: UpdateRule): Optimizer {
  // Steps are counted for each parameter, so that one optimiser can serve a second model afterwards.
  const states = new WeakMap<AnyParameter, ParameterState>();
  // Inputs and outputs in one row: g, p, slots…, scalars… → p, slots….
  const kernel = fuse(rule.name, ([g, p, ...rest]) => {
    const next = rule.update({ g, p, slots: rest.slice(0, rule.slots), scalars: rest.slice(rule.slots) });
    return [next.p, ...next.slots];
  });
  let rateFactor = 1;
  let steps = 0;
  const rate = (step: number): number => rateFactor * rateAt(rule.name, rule.learningRate, step);
  const numbersAt = (step: number, dtype: DType) => {
    const scalars = rule.scalars(step, rate(step)).map((value) => full([], value, dtype));
    return { step, dtype, scalars };
  };
  checkClipping(rule.name, rule.clipping ?? {});
  const self: Optimizer = {
    name: rule.name,
    config: { kind: rule.name, learningRate: rateConfig(rule.learningRate), ...rule.settings, ...given(rule.clipping) },
    scheduled: typeof rule.learningRate === 'function',
    get steps() {
      return steps;
    },
    get learningRate() {
      return rate(steps + 1);
    },
    get rateFactor() {
      return rateFactor;
    },
    set rateFactor(factor) {
      checkAtLeast(rule.name, 'rateFactor', factor);
      rateFactor = factor;
    },
    step(parameters, { overwriteGradients = false } = {}) {
      // A parameter that is named twice still has one gradient, and moves once.
      const distinct = [...new Set(parameters)];
      const gradients = distinct.map((p) => gradientOf(rule.name, p));
      const trace = tracing();
      if (trace !== undefined) return trace.update(distinct, () => self.step(distinct, { overwriteGradients: true }));
      const steady = withoutGradients(() => clipped(gradients, rule.clipping ?? {}));
      const pairs = distinct.map((p, i) => ({ p, g: steady[i] }));
      const shared = overwriteGradients ? repeated(pairs.map(({ g }) => g.data)) : undefined;
      withoutGradients(() => {
        // Mostly all parameters have gone the same number of steps.
        let numbers: ReturnType<typeof numbersAt> | undefined;
        for (const { p, g } of pairs) {
          const { step, slots } = states.get(p) ?? { step: 0, slots: slotsOf(p, rule.slots) };
          if (numbers?.step !== step + 1 || numbers.dtype !== p.dtype) numbers = numbersAt(step + 1, p.dtype);
          // Slots are written in place. The parameter is not: what was computed from its old values stays as it was.
          const spare = p.spare();
          const room = spare === undefined ? undefined : tensorLike(p, spare);
          const into = [room ?? (shared?.has(g.data) === false ? g : undefined), ...slots];
          const before = tensorLike(p, p.peek());
          const [next, ...kept] = kernel([g, before, ...slots, ...numbers.scalars], into);
          p.renew(next.data);
          p.grad = undefined;
          states.set(p, { step: step + 1, slots: kept });
        }
      });
      steps++;
    },
    state(parameters) {
      return {
        name: rule.name,
        steps,
        rateFactor,
        parameters: parameters.map((p) => copyOf(states.get(p) ?? atFirst(p, rule.slots))),
      };
    },
    restore(state, parameters) {
      checkState(rule, state, parameters);
      ({ steps, rateFactor } = state);
      parameters.forEach((p, i) => {
        const { step, slots } = state.parameters[i];
        const own = slotsOf(p, rule.slots);
        own.forEach(({ data }, k) => data.set(slots[k].data));
        states.set(p, { step, slots: own });
      });
    },
  };
  return self;
}

/** What is remembered of a parameter at first, zeros; the parameter moves to where the engine works on all of it fastest. */
function slotsOf(p: AnyParameter, count: number): readonly AnyTensor[] {
  const rooms = engine().rooms?.(p.dtype, p.size, 2 + count);
  if (rooms === undefined) return atFirst(p, count).slots;
  const [home, spare, ...slots] = rooms;
  p.settle(home, spare);
  return slots.map((data) => tensorLike(p, data));
}

function atFirst(p: AnyParameter, count: number): ParameterState {
  return { step: 0, slots: Array.from({ length: count }, () => zeros(p.shape, p.dtype)) };
}

function tensorLike({ shape, dtype }: AnyParameter, data: TypedArray): AnyTensor {
  return new Tensor<Shape, DType>(data, shape, dtype);
}

/** The options that were given. */
function given({ clipNorm, clipValue }: ClipOptions = {}): JsonObject {
  return { ...(clipNorm === undefined ? {} : { clipNorm }), ...(clipValue === undefined ? {} : { clipValue }) };
}

/** @throws ArgumentError where there is no gradient, ShapeError where it is not one of this parameter */
function gradientOf(rule: string, { name, shape, grad }: AnyParameter): AnyTensor {
  if (grad === undefined) {
    throw new ArgumentError({
      what: `${rule}.step`,
      expected: 'a gradient in every parameter',
      received: `none in ${name}`,
      hint: 'call loss.backward() before each step, and check that the loss depends on this parameter',
    });
  }
  if (!sameShape(grad.shape, shape)) {
    throw new ShapeError({
      what: `${rule}.step`,
      expected: `a gradient of shape ${showShape(shape)} in ${name}`,
      received: showShape(grad.shape),
    });
  }
  return grad;
}

/** The values that occur more than once: two parameters may have one array as their gradient. */
function repeated<T>(values: readonly T[]): Set<T> {
  return new Set(values.filter((value, i) => values.indexOf(value) !== i));
}
