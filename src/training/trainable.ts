/** What training needs to know of a model. */
import type { Displayable } from '../display/mime.ts';
import type { JsonObject } from '../json.ts';
import type { Context } from '../layers/layer.ts';
import type { NamedLayer } from '../layers/named-layer.ts';
import type { AnyParameter } from '../tensor/parameter.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor, Tensor } from '../tensor/tensor.ts';

/** A model, whatever its inputs and outputs. */
export interface AnyTrainable extends Displayable {
  /** The shape of one sample of every input, where the model fixes it. */
  readonly inputShapes: readonly Shape[] | undefined;
  /** The outputs for a batch of every input. */
  run(inputs: readonly AnyTensor[], context?: Context): readonly AnyTensor[];
  /** Its layers under their names. */
  layers(): readonly NamedLayer[];
  /** What gradients change. */
  parameters(): readonly AnyParameter[];
  /** All that belongs to the model by path, `dense1/W`: what gradients change, moving averages and tables. */
  weights(): ReadonlyMap<string, AnyParameter>;
  /** What the weights add to the loss in training. */
  penalty(): AnyTensor | undefined;
  summary(): string;
  /** The model as plain data, without its weights. */
  toJSON(): JsonObject;
}

/** A model with one input and one output. */
export interface Trainable<I extends Shape, O extends Shape> extends AnyTrainable {
  /** The shape of one sample, where the model fixes it. */
  readonly inputShape: Shape | undefined;
  /** The outputs for a batch x. */
  call(x: Tensor<readonly [number, ...I]>, context?: Context): Tensor<readonly [number, ...O]>;
}
