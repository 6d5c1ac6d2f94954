/** Composed operations that are known by name as well: who reads a trace may take them whole instead of their parts. */
import type { Attributes } from '../tensor/primitive.ts';
import type { AnyTensor } from '../tensor/tensor.ts';

/** What a tensor is as a whole, besides the primitives that compute it. */
export interface Composite {
  readonly name: string;
  readonly inputs: readonly AnyTensor[];
  readonly attributes: Attributes;
}

const known = new WeakMap<AnyTensor, Composite>();

/** Notes while tracing that `result` = name(inputs), and returns it: `composite('softmax', [x], {}, e.div(e.sum(-1)))`. */
export function composite<T extends AnyTensor>(
  name: string,
  inputs: readonly AnyTensor[],
  attributes: Attributes,
  result: T,
): T {
  if (result.symbolic) known.set(result, { name, inputs, attributes });
  return result;
}

/** What `tensor` is as a whole, if it was noted. */
export function compositeOf(tensor: AnyTensor): Composite | undefined {
  return known.get(tensor);
}
