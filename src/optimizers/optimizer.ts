/** What an optimiser is: a rule that moves parameters by their gradients, with a rate, clipping, and a state that can be kept. */
import { numberIn, optional } from '../config/field.ts';
import { Registry } from '../config/registry.ts';
import { checkAtLeast } from '../checks.ts';
import { ArgumentError, ShapeError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { withoutGradients } from '../ops/apply.ts';
import type { AnyParameter } from '../tensor/parameter.ts';
import { sameShape, showShape } from '../tensor/shape.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { tracing } from '../tensor/tracing.ts';
import { checkClipping, clipped, type ClipOptions } from './clip.ts';
import { Mover } from './mover.ts';
import { checkState, type OptimizerState } from './optimizer-state.ts';
import { rate as rateField, rateAt, rateConfig, type Schedule } from './schedule.ts';
import type { UpdateRule } from './update-rule.ts';

export type { UpdateInput, UpdateRule } from './update-rule.ts';

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
  const mover = new Mover(rule);
  let rateFactor = 1;
  let steps = 0;
  const rate = (step: number): number => rateFactor * rateAt(rule.name, rule.learningRate, step);
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
      withoutGradients(() => mover.move(distinct, steady, { rate, overwriteGradients }));
      steps++;
    },
    state(parameters) {
      return {
        name: rule.name,
        steps,
        rateFactor,
        parameters: parameters.map((p) => mover.remembered(p)),
      };
    },
    restore(state, parameters) {
      checkState(rule, state, parameters);
      ({ steps, rateFactor } = state);
      mover.restore(parameters, state.parameters);
    },
  };
  return self;
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
