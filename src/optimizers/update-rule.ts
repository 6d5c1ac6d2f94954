/** What makes one optimiser differ from another: its rule, written in tensor operations. */
import type { JsonObject } from '../json.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import type { ClipOptions } from './clip.ts';
import type { Schedule } from './schedule.ts';

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
