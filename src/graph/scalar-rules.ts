/**
 * Numbers that scale whole tensors go outwards, past sums and views, where they meet and are one. What a loss and its
 * gradient are made of is so small that the count of operations is what they cost.
 */
import { primitives } from '../ops/primitives.ts';
import { allocate, isFloat } from '../tensor/dtype.ts';
import { sameShape, sizeOf } from '../tensor/shape.ts';
import { type Constant, isStep, type Step, type Value } from './graph.ts';
import type { Make, Rule } from './rule.ts';

/** The range in which float32 has all its digits. */
const [SMALLEST, LARGEST] = [2 ** -126, 2 ** 127];

export const scalarRules: readonly Rule[] = [
  /** A constant of equal numbers is one number, where something else has the result's shape. */
  (step, make) => {
    const { operation, inputs, shape } = step;
    if (primitives.get(operation)?.kind !== 'elementwise') return undefined;
    const at = inputs.findIndex(
      (input, i) => isUniform(input) && inputs.some((other, k) => k !== i && sameShape(other.shape, shape)),
    );
    const constant = inputs[at];
    return at === -1 || constant.kind !== 'constant' ? undefined : make({ ...step, inputs: inputs.with(at, number(constant.data[0], constant)) }); // prettier-ignore
  },

  /** Σ x over an axis of length 1 = x */
  ({ operation, inputs: [x], shape, dtype }) =>
    operation === 'sum' && sameShape(x.shape, shape) && x.dtype === dtype ? x : undefined,

  /** −(c·x) = (−c)·x         d·(c·x) = (d·c)·x         Σ c·x = c · Σ x, and a view likewise */
  (step, make) => {
    const { operation, dtype } = step;
    if (!isFloat(dtype)) return undefined;
    const outer = scaled(step);
    const inner = scaled(outer?.x ?? step.inputs[0]);
    if (inner === undefined) return undefined;
    if (outer !== undefined) return times(step, inner.x, outer.c * inner.c, make);
    // Sums of rows, as in losses. Further in, the rules for images look for views, and sums beside products need no factor.
    const outwards = operation === 'sum' ? step.shape.at(-1) === 1 : operation === 'reshape' && step.shape.length < 2;
    if (!outwards) return undefined;
    return times(step, make({ ...step, name: `${step.name}.x`, inputs: [inner.x] }), inner.c, make);
  },

  /** Σ of all elements at once, in whatever shape they are and whatever is summed up first */
  (step, make) => {
    const { operation, inputs: [x], shape, dtype } = step; // prettier-ignore
    if (operation !== 'sum' || !isFloat(dtype) || sizeOf(shape) !== 1) return undefined;
    const { all, sums } = beforeSums(x);
    if (sums === 0) return undefined;
    const count = [sizeOf(all.shape)];
    const flat = make({ ...step, name: `${step.name}.x`, operation: 'reshape', inputs: [all], shape: count, attributes: { shape: count } }); // prettier-ignore
    const sum = make({ ...step, inputs: [flat], shape: [1], attributes: { axis: 0 } });
    return make({ ...step, operation: 'reshape', inputs: [sum], attributes: { shape } });
  },

  /** The gradient of −c · Σ y · ln softmax:  −c·y + (c·Σy)·p = c · (Σy·p − y) */
  (step, make) => {
    const { operation, inputs, shape } = step;
    if (operation !== 'add') return undefined;
    const [first, product] = inputs;
    const label = scaled(first);
    if (label === undefined || !isStep(product, 'mul')) return undefined;
    const [share, p] = product.inputs;
    const total = scaled(share);
    if (total?.c !== -label.c || ![label.x, p].every((value) => sameShape(value.shape, shape))) return undefined;
    const expected = make({ ...product, name: `${step.name}.p`, inputs: [total.x, p] });
    const difference = make({ ...step, name: `${step.name}.y`, operation: 'sub', inputs: [expected, label.x] });
    return times(step, difference, total.c, make);
  },
];

/** c and x of c·x or −x. */
function scaled(value: Value): { readonly c: number; readonly x: Value } | undefined {
  if (value.kind !== 'step') return undefined;
  const [a, b] = value.inputs;
  if (value.operation === 'neg') return { c: -1, x: a };
  if (value.operation !== 'mul') return undefined;
  if (isNumber(b)) return { c: b.data[0], x: a };
  return isNumber(a) ? { c: a.data[0], x: b } : undefined;
}

/** c·x in the place of the step; undefined where c alone would lose digits. */
function times(step: Step, x: Value, c: number, make: Make): Value | undefined {
  if (Math.abs(c) < SMALLEST || Math.abs(c) > LARGEST) return undefined;
  if (c === -1) return make({ ...step, operation: 'neg', inputs: [x], attributes: {} });
  return make({ ...step, operation: 'mul', inputs: [x, number(c, step)], attributes: {} });
}

/** What the value is the sum of, along however many axes. */
function beforeSums(value: Value): { readonly all: Value; readonly sums: number } {
  if (value.kind !== 'step' || !['reshape', 'sum'].includes(value.operation)) return { all: value, sums: 0 };
  const { all, sums } = beforeSums(value.inputs[0]);
  return { all, sums: value.operation === 'sum' ? sums + 1 : sums };
}

function number(value: number, { name, dtype }: Value): Constant {
  return { kind: 'constant', name: `${name}.c`, dtype, shape: [], data: allocate(dtype, 1).fill(value) };
}

function isNumber(value: Value): value is Constant {
  return value.kind === 'constant' && value.shape.length === 0;
}

function isUniform(value: Value): value is Constant {
  if (value.kind !== 'constant' || value.data.length < 2) return false;
  const [first] = value.data;
  return value.data.every((x: number) => Object.is(x, first));
}
