/**
 * What a cross-entropy  −c · Σ y·ln p  and its gradient  c · (Σy·p − y)  are made of, where p = softmax x. The factor goes
 * to the labels, which both have in common: y′ = −c·y. One-hot labels have it in the place of their 1, so that it is free.
 */
import { allocate } from '../tensor/dtype.ts';
import { sameShape, sizeOf } from '../tensor/shape.ts';
import { isStep, type Step, type Value } from './graph.ts';
import type { Make, Rule } from './rule.ts';
import { beforeSums, keepsDigits, scaled, times } from './scalar-rules.ts';

export const crossentropyRules: readonly Rule[] = [
  /** c · oneHot has c where the class is. */
  (step, make) => {
    const { c, x: y } = scaled(step) ?? {};
    if (c === undefined || !isStep(y, 'oneHot')) return undefined;
    const one = c * oneOf(y);
    return keepsDigits(one) ? make({ ...y, name: step.name, attributes: { ...y.attributes, one } }) : undefined;
  },

  /** Σ oneHot = 1 along the classes: its numbers are checked before each run. */
  ({ operation, inputs: [y], attributes, name, shape, dtype }) => {
    if (operation !== 'sum' || !isStep(y, 'oneHot') || attributes['axis'] !== y.shape.length - 1) return undefined;
    return { kind: 'constant', name, dtype, shape, data: allocate(dtype, sizeOf(shape)).fill(oneOf(y)) };
  },

  /** −c · Σ y·ln p = Σ y′·ln p */
  (step, make) => {
    const { c, x: sum } = scaled(step) ?? {};
    if (c === undefined || sum === undefined) return undefined;
    const { all } = beforeSums(sum);
    if (!isStep(all, 'mul') || !isStep(all.inputs[1], 'logSoftmax')) return undefined;
    const [y, logarithm] = all.inputs;
    // Sums that are many are rather multiplied than what they are of.
    if (!isStep(y, 'oneHot') && sizeOf(step.shape) !== 1) return undefined;
    const label = times({ ...all, name: `${step.name}.y`, shape: y.shape }, y, c, make);
    return label && renewed(sum, all, make({ ...all, inputs: [label, logarithm] }), make);
  },

  /** −c·y + Σ(c·y)·p = y′ − Σy′·p */
  (step, make) => {
    const { operation, inputs: [label, product], shape, name } = step; // prettier-ignore
    if (operation !== 'add' || !isStep(product, 'mul')) return undefined;
    const [share, p] = product.inputs;
    if (!isStep(share, 'sum') || ![label, p].every((value) => sameShape(value.shape, shape))) return undefined;
    const [y, opposite] = [scaled(label), scaled(share.inputs[0])];
    if (y === undefined || y.x !== opposite?.x || y.c !== -opposite.c) return undefined;
    const total = make({ ...share, name: `${name}.y`, inputs: [label] });
    const expected = make({ ...product, name: `${name}.p`, inputs: [total, p] });
    return make({ ...step, operation: 'sub', inputs: [label, expected] });
  },
];

/** The value, which is made of `from` by sums and views, made of another. */
function renewed(value: Value, from: Step, to: Value, make: Make): Value {
  if (value === from || value.kind !== 'step') return to;
  return make({ ...value, inputs: [renewed(value.inputs[0], from, to, make)] });
}

/** What stands where the class is. */
function oneOf({ attributes: { one } }: Step): number {
  return typeof one === 'number' ? one : 1;
}
