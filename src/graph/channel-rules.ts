/**
 * Numbers that are the same for all pixels of a channel go outwards, past one another and past sums: what normalisation and its
 * gradient do to whole images is then half as much, and the rest is done once a channel.
 */
import { sameShape, sizeOf } from '../tensor/shape.ts';
import { isStep, type Step, type Value } from './graph.ts';
import type { Make, Rule } from './rule.ts';

export const channelRules: readonly Rule[] = [
  /** (x·v)·w = x·(v·w)        (x·v)/w = x·(v/w)        (x/v)·w = x·(w/v)        (x/v)/w = x/(v·w) */
  (step, make) => {
    const outer = scaled(step);
    const inner = scaled(outer?.x);
    if (outer === undefined || inner === undefined) return undefined;
    const [v, w] = [inner.by, outer.by];
    if (inner.divides && outer.divides) return product(step, inner.x, vector(step, 'mul', v, w, make), 'div', make);
    if (inner.divides) return product(step, inner.x, vector(step, 'div', w, v, make), 'mul', make);
    return product(step, inner.x, vector(step, outer.divides ? 'div' : 'mul', v, w, make), 'mul', make);
  },

  /** −(x·v) = x·(−v) */
  (step, make) => {
    const inner = step.operation === 'neg' ? scaled(step.inputs[0]) : undefined;
    if (inner === undefined) return undefined;
    const by = make({ ...step, name: `${step.name}.v`, inputs: [inner.by], shape: inner.by.shape });
    return product(step, inner.x, by, inner.divides ? 'div' : 'mul', make);
  },

  /** Σ x·v = v · Σ x        Σ (x·v)·y = v · Σ x·y */
  (step, make) => {
    const { operation, inputs: [x] } = step; // prettier-ignore
    if (operation !== 'sumOfChannels') return undefined;
    const outer = scaled(x);
    if (outer !== undefined) return sumBy(step, outer.x, outer, make);
    if (!isStep(x, 'mul') || !x.inputs.every(({ shape }) => sameShape(shape, x.shape))) return undefined;
    const at = x.inputs.findIndex((factor) => scaled(factor) !== undefined);
    const inner = scaled(x.inputs[at]);
    if (inner === undefined) return undefined;
    return sumBy(step, make({ ...x, name: `${step.name}.xy`, inputs: x.inputs.with(at, inner.x) }), inner, make);
  },
];

/** x·v or x/v, for images x. */
interface Scaled {
  readonly x: Value;
  readonly by: Value;
  readonly divides: boolean;
}

function scaled(value: Value | undefined): Scaled | undefined {
  if (value?.kind !== 'step' || value.shape.length !== 4) return undefined;
  const { operation, inputs, shape } = value;
  const divides = operation === 'div';
  if (!divides && operation !== 'mul') return undefined;
  const places = divides ? [1] : [1, 0];
  const at = places.find((i) => isSameForPixels(inputs[i], shape) && sameShape(inputs[1 - i].shape, shape));
  return at === undefined ? undefined : { x: inputs[1 - at], by: inputs[at], divides };
}

/** Whether there is one number for each channel of images of that shape, or one for all. */
function isSameForPixels({ shape }: Value, images: readonly number[]): boolean {
  const count = sizeOf(shape);
  return shape.length < 4 && (count === 1 || (count === images[3] && shape.at(-1) === count));
}

function product(step: Step, x: Value, by: Value, operation: 'mul' | 'div', make: Make): Value {
  return make({ ...step, operation, inputs: [x, by], attributes: {} });
}

/** v·w or v/w, of numbers that are the same for all pixels. */
function vector(step: Step, operation: 'mul' | 'div', v: Value, w: Value, make: Make): Value {
  const [a, b] = [v.shape, w.shape];
  const shape = a.length > b.length || (a.length === b.length && sizeOf(a) > sizeOf(b)) ? a : b;
  // A row of one number and a vector stretch each other.
  const wide = sizeOf(v.shape) > sizeOf(w.shape) ? a : b;
  const stretched = shape.with(-1, wide.at(-1) ?? 1);
  const name = `${step.name}.v`;
  return make({ ...step, name, operation, inputs: [v, w], shape: shape.length === 0 ? [] : stretched, attributes: {} });
}

/** v · Σ x, in the shape of the sum. */
function sumBy(step: Step, x: Value, { by, divides }: Scaled, make: Make): Value {
  const { shape } = step;
  const sum = make({ ...step, name: `${step.name}.sum`, inputs: [x] });
  const fits = sizeOf(by.shape) === 1 && by.shape.length <= shape.length ? by : make({ ...step, name: `${step.name}.v`, operation: 'reshape', inputs: [by], shape, attributes: { shape } }); // prettier-ignore
  return make({ ...step, operation: divides ? 'div' : 'mul', inputs: [sum, fits], attributes: {} });
}
