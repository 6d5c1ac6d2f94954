/** Reverse-mode automatic differentiation: from an output back to what it was computed from. */
import { ArgumentError, written } from '../errors.ts';
import { sameShape, sizeOf } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import { type AnyTensor, Tensor } from '../tensor/tensor.ts';
import { ones, zeros } from '../tensor/create.ts';
import { gradientRule } from '../tensor/primitive.ts';

/**
 * ∂output/∂x for every tensor x that `output` depends on, by the chain rule:  x̄ = Σ over uses of x of  ȳ · ∂y/∂x.
 * The rules are tensor operations, so what they compute can be differentiated again.
 * @param output the tensor to differentiate, a scalar unless `seed` says how its elements are weighted
 * @param wanted only these are kept; intermediate results are dropped as soon as they are used
 */
export function gradients(
  output: AnyTensor,
  wanted: ReadonlySet<AnyTensor>,
  seed?: AnyTensor,
): Map<AnyTensor, AnyTensor> {
  const pending = new Map<AnyTensor, AnyTensor>([[output, seed ?? ones(output.shape, output.dtype)]]);
  const found = new Map<AnyTensor, AnyTensor>();
  const order = downstreamFirst(output);
  const leading = leadingTo(wanted, order);
  for (const y of order) {
    const dy = pending.get(y);
    if (dy === undefined) continue;
    pending.delete(y);
    if (wanted.has(y)) found.set(y, dy);
    if (y.origin === undefined) continue;
    const { primitive, inputs, attributes } = y.origin;
    inputs.forEach((x, i) => {
      const rule = gradientRule(primitive, i);
      if (!leading.has(x) || rule === null) return;
      const dx = sumTo(rule(dy, { inputs, output: y, attributes }), x.shape);
      const known = pending.get(x);
      pending.set(x, known === undefined ? dx : known.add(dx));
    });
  }
  return found;
}

/** What depends on a wanted tensor, and those themselves: by an input the gradients of all weights need not be computed. */
function leadingTo(wanted: ReadonlySet<AnyTensor>, order: readonly AnyTensor[]): ReadonlySet<AnyTensor> {
  const leading = new Set<AnyTensor>();
  for (const tensor of order.toReversed()) {
    const inputs = tensor.origin?.inputs ?? [];
    if (wanted.has(tensor) || inputs.some((input) => leading.has(input))) leading.add(tensor);
  }
  return leading;
}

/** All tracked tensors behind `output`, each before the ones it was computed from. Without recursion: graphs are long. */
function downstreamFirst(output: AnyTensor): AnyTensor[] {
  const order: AnyTensor[] = [];
  const visited = new Set<AnyTensor>();
  const stack: { tensor: AnyTensor; next: number }[] = [{ tensor: output, next: 0 }];
  visited.add(output);
  while (stack.length > 0) {
    const top = stack[stack.length - 1];
    const inputs = top.tensor.origin?.inputs ?? [];
    if (top.next === inputs.length) {
      order.push(top.tensor);
      stack.pop();
      continue;
    }
    const input = inputs[top.next++];
    if (!input.tracked || visited.has(input)) continue;
    visited.add(input);
    stack.push({ tensor: input, next: 0 });
  }
  return order.reverse();
}

/** The one place where broadcasting is undone: sums over the axes along which `shape` was stretched. */
export function sumTo(dy: AnyTensor, shape: Shape): AnyTensor {
  if (sameShape(dy.shape, shape)) return dy;
  // All axes in front that were added or stretched, at once.
  const added = dy.rank - shape.length;
  const kept = shape.findIndex((length) => length !== 1);
  const front = added + (kept === -1 ? shape.length : kept);
  let result = dy;
  if (front > 0) result = dy.reshape([sizeOf(dy.shape.slice(0, front)), ...dy.shape.slice(front)]).sum(0);
  result = result.reshape([...shape.slice(0, front - added), ...result.shape]);
  shape.forEach((length, axis) => {
    if (length === 1 && result.shape[axis] !== 1) result = result.sum(axis, { keepDims: true });
  });
  return result.broadcastTo(shape);
}

/** The same values as a new leaf to differentiate by; gradients still flow on to `x` where x is tracked itself. */
export function leaf(x: AnyTensor): AnyTensor {
  return x.tracked ? x.mul(1) : new Tensor(x.symbolic ? undefined : x.data, x.shape, x.dtype, undefined, true);
}

/** f of leaves, one for each input. */
export function evaluate<Inputs extends readonly AnyTensor[], R extends AnyTensor>(
  f: (...inputs: Inputs) => R,
  inputs: Inputs,
): { readonly value: R; readonly leaves: readonly AnyTensor[] } {
  const leaves = inputs.map(leaf);
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: a leaf has the shape and type of its input
  const value = f(...(leaves as unknown as Inputs));
  if (value instanceof Tensor) return { value, leaves };
  throw new ArgumentError({
    what: 'differentiation',
    expected: 'a function that returns a tensor',
    received: written(value),
    hint: 'compute with methods of tensors, and leave out .item()',
  });
}

/** The gradients of `value`, weighted by `seed`, for each leaf: 0 for one that it does not depend on. */
export function gradientsBy(leaves: readonly AnyTensor[], value: AnyTensor, seed?: AnyTensor): AnyTensor[] {
  const found = gradients(value, new Set(leaves), seed);
  return leaves.map((x) => found.get(x) ?? zeros(x.shape, x.dtype));
}
