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

  /** c·x = x·c, so that both are one step */
  (step, make) => {
    const [c, x] = step.inputs;
    return step.operation === 'mul' && isNumber(c) && !isNumber(x) ? make({ ...step, inputs: [x, c] }) : undefined;
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
    // Of losses, when they are summed up. Further in, the rules for images look for views, and sums beside products, as of
    // the gradient for biases, need no factor.
    const outwards = operation === 'sum' ? inner.x.shape.length === 1 : operation === 'reshape' && step.shape.length < 2 && !isColumn(inner.x); // prettier-ignore
    if (!outwards) return undefined;
    return times(step, make({ ...step, name: `${step.name}.x`, inputs: [inner.x] }), inner.c, make);
  },

  /** Σ of a column that lies in a row = Σ of its rows */
  (step, make) => {
    const { operation, inputs: [row], name, dtype } = step; // prettier-ignore
    if (operation !== 'sum' || !isStep(row, 'reshape') || row.shape.length !== 1 || !isColumn(row.inputs[0])) return undefined; // prettier-ignore
    const sum = make({ ...step, name: `${name}.x`, inputs: row.inputs, shape: [1, 1], attributes: { axis: 0 } });
    return make({ ...row, name, inputs: [sum], shape: [1], dtype, attributes: { shape: [1] } });
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

  /** c·x + (−c)·y = c · (x − y) */
  (step, make) => {
    if (step.operation !== 'add') return undefined;
    const [a, b] = step.inputs.map(scaled);
    if (a === undefined || b === undefined || a.c !== -b.c) return undefined;
    if (![a.x, b.x].every((value) => sameShape(value.shape, step.shape))) return undefined;
    const [x, y] = a.c > 0 ? [a.x, b.x] : [b.x, a.x];
    return times(step, make({ ...step, name: `${step.name}.d`, operation: 'sub', inputs: [x, y] }), Math.abs(a.c), make); // prettier-ignore
  },
];

/** c and x of c·x or −x. */
export function scaled(value: Value): { readonly c: number; readonly x: Value } | undefined {
  if (value.kind !== 'step') return undefined;
  const [a, b] = value.inputs;
  if (value.operation === 'neg') return { c: -1, x: a };
  if (value.operation !== 'mul') return undefined;
  if (isNumber(b)) return { c: b.data[0], x: a };
  return isNumber(a) ? { c: a.data[0], x: b } : undefined;
}

/** c·x in the place of the step; undefined where c alone would lose digits. */
export function times(step: Step, x: Value, c: number, make: Make): Value | undefined {
  if (!keepsDigits(c)) return undefined;
  if (c === -1) return make({ ...step, operation: 'neg', inputs: [x], attributes: {} });
  return make({ ...step, operation: 'mul', inputs: [x, number(c, step)], attributes: {} });
}

/** Whether float32 has all the digits of a number of that size. */
export function keepsDigits(c: number): boolean {
  return Math.abs(c) >= SMALLEST && Math.abs(c) <= LARGEST;
}

/** What the value is the sum of, along however many axes. */
export function beforeSums(value: Value): { readonly all: Value; readonly sums: number } {
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

/** Whether a value has one number a row; sums that have it are of rows. */
function isColumn(value: Value): boolean {
  return value.shape.length === 2 && value.shape[1] === 1 && !isStep(value, 'sum');
}

function isUniform(value: Value): value is Constant {
  if (value.kind !== 'constant' || value.data.length < 2) return false;
  const [first] = value.data;
  return value.data.every((x: number) => Object.is(x, first));
}
