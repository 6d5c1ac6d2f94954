/** What a tensor was computed from: operations in the order in which they ran. */
import { compositeOf } from '../ops/composite.ts';
import { primitives } from '../ops/primitives.ts';
import type { Attributes } from '../tensor/primitive.ts';
import type { AnyTensor } from '../tensor/tensor.ts';

/** Operations that are composed of others whole, where that was noted, or the primitives alone. */
export type Detail = 'composed' | 'primitives';

export interface ComputationStep {
  readonly name: string;
  readonly inputs: readonly AnyTensor[];
  readonly attributes: Attributes;
}

/** How a tensor was computed, where that is known. */
function stepOf(tensor: AnyTensor, detail: Detail): ComputationStep | undefined {
  const composite = detail === 'composed' ? compositeOf(tensor) : undefined;
  if (composite !== undefined || tensor.origin === undefined) return composite;
  const { primitive, inputs, attributes } = tensor.origin;
  return { name: primitive.name, inputs, attributes };
}

/**
 * Everything behind the outputs but the inputs and plain numbers, each after what it is computed from; without a step what
 * is given. Graphs are long, so it goes without recursion.
 */
export function stepsTo(
  outputs: readonly AnyTensor[],
  inputs: readonly AnyTensor[],
  detail: Detail,
): readonly { readonly tensor: AnyTensor; readonly step: ComputationStep | undefined }[] {
  const found = new Map<AnyTensor, ComputationStep | undefined>();
  const known = (tensor: AnyTensor): boolean => inputs.includes(tensor) || found.has(tensor);
  const waiting = outputs.toReversed();
  for (let tensor = waiting.at(-1); tensor !== undefined; tensor = waiting.at(-1)) {
    const step = known(tensor) ? undefined : stepOf(tensor, detail);
    const missing = step?.inputs.filter((input) => !known(input) && !isNumber(input)) ?? [];
    // The first input on top, so that steps come in the order in which they are written.
    if (missing.length > 0) waiting.push(...missing.toReversed());
    else {
      if (!known(tensor)) found.set(tensor, step);
      waiting.pop();
    }
  }
  return Array.from(found, ([tensor, step]) => ({ tensor, step }));
}

/** A number that is written into the operation it goes into. */
export function isNumber(tensor: AnyTensor): boolean {
  return !tensor.symbolic && !tensor.tracked && tensor.size === 1;
}

/** The input that a step gives back: in another form, as a constant, or times 1. */
export function unchanged({ name, inputs }: ComputationStep): AnyTensor | undefined {
  const primitive = primitives.get(name);
  if (primitive?.kind === 'general' && primitive.view === true) return inputs[0];
  return name === 'mul' && isNumber(inputs[1]) && inputs[1].data[0] === 1 ? inputs[0] : undefined;
}
