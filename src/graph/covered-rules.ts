/**
 * What windows leave out at the lower and the right edge is not computed: of 11×11 pixels, maxima of 2×2 see 10×10, which is
 * a sixth less for the convolution before them. On the way back those pixels get zeros, around which nothing is computed.
 */
import { sameShape } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import { placesOf, spanOf, type Two, type Windows, windowsIn } from '../tensor/windows.ts';
import { isStep, type Step, type Value } from './graph.ts';
import type { Make, Rule } from './rule.ts';

export const coveredRules: readonly Rule[] = [
  /** Maxima of windows, in a smaller image; what is put back there has zeros around it. */
  (step, make) => {
    const { operation, inputs: [x, v], attributes } = step; // prettier-ignore
    if (operation !== 'takeMaxima' && operation !== 'putMaxima') return undefined;
    const part = covered(x, windowsIn(attributes), make);
    if (part === undefined) return undefined;
    if (operation === 'takeMaxima') return v === x ? make({ ...step, inputs: [part, part] }) : undefined;
    return around(make({ ...step, inputs: [part, v], shape: part.shape }), step, make);
  },

  /** A gate lets zeros through as zeros. */
  (step, make) => {
    const { operation, inputs: [a, b] } = step; // prettier-ignore
    const inner = operation === 'gate' ? insideZeros(a) : undefined;
    const gate = inner && cut(b, inner.shape, make);
    if (inner === undefined || gate === undefined) return undefined;
    return around(make({ ...step, inputs: [inner, gate], shape: inner.shape }), step, make);
  },

  /** Zeros add nothing to a sum, */
  (step, make) => {
    const inner = step.operation === 'sumOfChannels' ? insideZeros(step.inputs[0]) : undefined;
    return inner && make({ ...step, inputs: [inner] });
  },

  /** nor to the gradient of a filter, */
  (step, make) => {
    const { operation, inputs: [x, dy], attributes } = step; // prettier-ignore
    const inner = operation === 'convolveFilterGradient' ? insideZeros(dy) : undefined;
    const part = inner && seen(x, inner.shape, windowsIn(attributes), make);
    return part && inner && make({ ...step, inputs: [part, inner] });
  },

  /** nor to that of an image. */
  (step, make) => {
    const { operation, inputs: [dy, W], attributes, shape } = step; // prettier-ignore
    const inner = operation === 'convolveInputGradient' ? insideZeros(dy) : undefined;
    const size = inner && sizeSeen(inner.shape, windowsIn(attributes));
    if (inner === undefined || size === undefined || size[0] > shape[1] || size[1] > shape[2]) return undefined;
    const part = make({ ...step, inputs: [inner, W], shape: [shape[0], ...size, shape[3]] });
    return around(part, step, make);
  },
];

/** The part of images that windows without zeros around them see, where that is not all, and computed without the rest. */
function covered(x: Value, windows: Windows, make: Make): Value | undefined {
  if (![...windows.before, ...windows.after].every((zeros) => zeros === 0)) return undefined;
  const [count, height, width, channels] = x.shape;
  const size = sizeSeen([count, ...placesOf([height, width], windows), channels], windows);
  // Where windows have gaps, what they see ends before the last gap.
  return size && cut(x, [count, Math.min(size[0], height), Math.min(size[1], width), channels], make);
}

/** The upper left part of images; undefined where it is all of them, or cannot be computed without the rest. */
function cut(x: Value, shape: Shape, make: Make): Value | undefined {
  if (sameShape(x.shape, shape) || x.kind !== 'step') return undefined;
  const { inputs: [a, b], operation, attributes } = x; // prettier-ignore
  if (operation === 'relu') {
    const inner = cut(a, shape, make);
    return inner && make({ ...x, inputs: [inner], shape });
  }
  if (operation === 'add' && sameShape(b.shape, [shape[3]])) {
    const inner = cut(a, shape, make);
    return inner && make({ ...x, inputs: [inner, b], shape });
  }
  const part = operation === 'convolve' ? seen(a, shape, windowsIn(attributes), make) : undefined;
  return part && make({ ...x, inputs: [part, b], shape });
}

/** The part of images that is seen by windows in so many places. */
function seen(x: Value, [count, ...rest]: Shape, windows: Windows, make: Make): Value | undefined {
  const size = sizeSeen([count, ...rest], windows);
  const [, height, width, channels] = x.shape;
  if (size === undefined || size[0] > height || size[1] > width) return undefined;
  const end = [count, ...size, channels];
  if (sameShape(end, x.shape)) return undefined;
  const { name, dtype } = x;
  return make({ kind: 'step', name: `${name}.part`, dtype, shape: end, operation: 'slice', inputs: [x], attributes: { begin: [0, 0, 0, 0], end } }); // prettier-ignore
}

/** The pixels that windows in so many places see, from the first on; undefined where there are zeros around images. */
function sizeSeen([, rows, columns]: Shape, windows: Windows): Two | undefined {
  if (![...windows.before, ...windows.after].every((zeros) => zeros === 0)) return undefined;
  const [height, width] = spanOf(windows);
  return [(rows - 1) * windows.stride[0] + height, (columns - 1) * windows.stride[1] + width];
}

/** With zeros below and to the right, up to the shape of a step. */
function around(value: Value, { name, shape, dtype }: Step, make: Make): Value {
  const after = shape.map((length, axis) => length - value.shape[axis]);
  return make({ kind: 'step', name: `${name}.all`, shape, dtype, operation: 'pad', inputs: [value], attributes: { before: shape.map(() => 0), after } }); // prettier-ignore
}

/** What lies in images that have zeros below and to the right of it. */
function insideZeros(value: Value): Value | undefined {
  if (!isStep(value, 'pad') || value.shape.length !== 4) return undefined;
  const [inner] = value.inputs;
  const { before } = value.attributes;
  const atTheStart = Array.isArray(before) && before.every((zeros) => zeros === 0);
  return atTheStart && inner.shape[0] === value.shape[0] && inner.shape[3] === value.shape[3] ? inner : undefined;
}
