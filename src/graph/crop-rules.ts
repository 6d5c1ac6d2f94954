/**
 * Pixels that no window of a pooling reaches need not be computed: the last row and column of images of 11×11 pixels are cut
 * off before windows of 2×2, and the convolution in front of them has a sixth less to do, as have its gradients.
 */
import { primitives } from '../ops/primitives.ts';
import { spanOf, type Two, type Windows, windowsIn } from '../tensor/windows.ts';
import { isStep, type Step, type Value } from './graph.ts';
import type { Make, Rule } from './rule.ts';

export const cropRules: readonly Rule[] = [
  /** Pooling of the pixels in its windows, and zeros for the others */
  (step, make) => {
    const { operation, inputs: [x, v] } = step; // prettier-ignore
    if (!isUncovered(step)) return undefined;
    return operation === 'takeMaxima' ? taken(step, step.shape, make) : put(step, x, v, make);
  },

  /** The first places of a pooling need the first pixels, */
  (step, make) => {
    const [whole] = step.inputs;
    const wanted = croppedTo(step) !== undefined && isStep(whole, 'takeMaxima') && hasNoMargin(whole);
    return wanted ? taken(whole, step.shape, make) : undefined;
  },

  /** and give back to them. */
  (step, make) => {
    const { operation, inputs: [x, pad] } = step; // prettier-ignore
    const v = withoutMargin(pad);
    return operation === 'putMaxima' && hasNoMargin(step) && v !== undefined ? put(step, x, v, make) : undefined;
  },

  /** The pixels of something elementwise are that of the pixels. */
  (step, make) => {
    const [whole] = step.inputs;
    const size = croppedTo(step);
    if (size === undefined || whole.kind !== 'step' || primitives.get(whole.operation)?.kind !== 'elementwise') return undefined; // prettier-ignore
    if (!whole.inputs.every((input) => spreads(input, whole) || isSameEverywhere(input))) return undefined;
    const inputs = whole.inputs.map((input) => (spreads(input, whole) ? crop(input, size, make) : input));
    return make({ ...whole, name: step.name, inputs, shape: step.shape });
  },

  /** The first places of a convolution need the first pixels. */
  (step, make) => {
    const [whole] = step.inputs;
    const size = croppedTo(step);
    if (size === undefined || !isStep(whole, 'convolve')) return undefined;
    const [x, W] = whole.inputs;
    const { inputs, after } = needed(x, whole, size, make);
    return make({ ...whole, name: step.name, inputs: [inputs, W], shape: step.shape, attributes: { ...whole.attributes, after } }); // prettier-ignore
  },

  /** Zeros stay zeros behind a gate and in a product. */
  (step, make) => {
    const { operation, inputs, shape } = step;
    if (operation !== 'gate' && operation !== 'mul') return undefined;
    const at = inputs.findIndex((input) => withoutMargin(input) !== undefined);
    const a = withoutMargin(inputs[at]);
    const fits = at === 0 || operation === 'mul';
    if (a === undefined || !fits || !inputs.every((input) => spreads(input, step))) return undefined;
    const size = sizeOfImage(a);
    const operands = inputs.map((input, i) => (i === at ? a : crop(input, size, make)));
    return padded(make({ ...step, name: `${step.name}.covered`, inputs: operands, shape: [shape[0], ...size, shape[3]] }), shape, step, make); // prettier-ignore
  },

  /** Zeros add nothing to the gradient of a filter, */
  (step, make) => {
    const { operation, inputs: [x, pad] } = step; // prettier-ignore
    const dy = withoutMargin(pad);
    if (operation !== 'convolveFilterGradient' || dy === undefined) return undefined;
    const { inputs, after } = needed(x, step, sizeOfImage(dy), make);
    return make({ ...step, inputs: [inputs, dy], attributes: { ...step.attributes, after } });
  },

  /** nor to that of a bias, */
  (step, make) => {
    const dy = withoutMargin(step.inputs[0]);
    return step.operation === 'sumOfChannels' && dy !== undefined ? make({ ...step, inputs: [dy] }) : undefined;
  },

  /** and nothing comes back from them to the images. */
  (step, make) => {
    const { operation, inputs: [pad, W], shape, attributes } = step; // prettier-ignore
    const dy = withoutMargin(pad);
    if (operation !== 'convolveInputGradient' || dy === undefined) return undefined;
    const { pixels, after } = pixelsFor(step, shape, sizeOfImage(dy));
    const part = [shape[0], ...pixels, shape[3]];
    const gradient = make({ ...step, name: `${step.name}.covered`, inputs: [dy, W], shape: part, attributes: { ...attributes, after } }); // prettier-ignore
    return padded(gradient, shape, step, make);
  },
];

/** Whether max pooling leaves out pixels that a convolution has computed. */
export function isUncovered(step: Step): boolean {
  if ((step.operation !== 'takeMaxima' && step.operation !== 'putMaxima') || !hasNoMargin(step)) return false;
  const [x, v] = step.inputs;
  const [height, width] = reached(step, step.operation === 'takeMaxima' ? step.shape : v.shape);
  return (height < x.shape[1] || width < x.shape[2]) && isConvolved(x);
}

function hasNoMargin({ attributes }: Step): boolean {
  const { before, after } = windowsIn(attributes);
  return [...before, ...after].every((zeros) => zeros === 0);
}

/** Pooling with so many places, of the pixels for them. */
function taken(step: Step, shape: readonly number[], make: Make): Value {
  const inputs = step.inputs.map((input) => crop(input, reached(step, shape), make));
  return make({ ...step, name: `${step.name}.covered`, inputs, shape });
}

/** What pooling gives back to the pixels under v, and zeros for the others. */
function put(step: Step, x: Value, v: Value, make: Make): Value {
  const covered = crop(x, reached(step, v.shape), make);
  const part = make({ ...step, name: `${step.name}.covered`, inputs: [covered, v], shape: covered.shape });
  return padded(part, step.shape, step, make);
}

/** Whether the value is a convolution, or elementwise of one. */
function isConvolved(value: Value): boolean {
  if (value.kind !== 'step') return false;
  if (value.operation === 'convolve') return true;
  const elementwise = primitives.get(value.operation)?.kind === 'elementwise';
  return elementwise && value.inputs.some((input) => spreads(input, value) && isConvolved(input));
}

/** The size of the part of an image in which so many windows of a pooling lie. */
function reached({ inputs: [x], attributes }: Step, places: readonly number[]): Two {
  const windows = windowsIn(attributes);
  const size = [0, 1].map((axis) => Math.min(pixelsUnder(windows, axis, places[axis + 1]), x.shape[axis + 1]));
  return [size[0], size[1]];
}

/** How many pixels so many windows take. */
function pixelsUnder(windows: Windows, axis: number, places: number): number {
  return (places - 1) * windows.stride[axis] + spanOf(windows)[axis];
}

/** The first pixels of images of that shape from which a convolution computes so many places, and how many zeros follow. */
function pixelsFor(
  { attributes }: Step,
  shape: readonly number[],
  places: Two,
): { readonly pixels: Two; readonly after: Two } {
  const windows = windowsIn(attributes);
  const both = [0, 1].map((axis) => {
    const span = pixelsUnder(windows, axis, places[axis]) - windows.before[axis];
    const pixels = Math.min(span, shape[axis + 1]);
    return { pixels, after: span - pixels };
  });
  return { pixels: [both[0].pixels, both[1].pixels], after: [both[0].after, both[1].after] };
}

function needed(x: Value, step: Step, places: Two, make: Make): { readonly inputs: Value; readonly after: Two } {
  const { pixels, after } = pixelsFor(step, x.shape, places);
  return { inputs: crop(x, pixels, make), after };
}

/** The first rows and columns of images. */
function crop(x: Value, [height, width]: Two, make: Make): Value {
  const shape = [x.shape[0], height, width, x.shape[3]];
  if (height === x.shape[1] && width === x.shape[2]) return x;
  const { name, dtype } = x;
  return make({ kind: 'step', name: `${name}.covered`, shape, dtype, operation: 'slice', inputs: [x], attributes: { begin: [0, 0, 0, 0], end: shape } }); // prettier-ignore
}

/** The images with zeros behind their rows and columns, in the place of the step. */
function padded(x: Value, shape: readonly number[], step: Step, make: Make): Value {
  const after = shape.map((length, axis) => length - x.shape[axis]);
  return make({ ...step, operation: 'pad', inputs: [x], attributes: { before: [0, 0, 0, 0], after } });
}

/** To which size a step crops images; undefined where it does something else. */
function croppedTo({ operation, inputs: [x], shape, attributes }: Step): Two | undefined {
  const { begin } = attributes;
  const first = Array.isArray(begin) && begin.length === 4 && begin.every((place) => place === 0);
  return operation === 'slice' && first && shape[0] === x.shape[0] && shape[3] === x.shape[3] ? [shape[1], shape[2]] : undefined; // prettier-ignore
}

/** The images to which `padded` added zeros. */
function withoutMargin(value: Value | undefined): Value | undefined {
  if (!isStep(value, 'pad')) return undefined;
  const [x] = value.inputs;
  const { before } = value.attributes;
  const behind = Array.isArray(before) && before.length === 4 && before.every((zeros) => zeros === 0);
  return behind && x.shape[0] === value.shape[0] && x.shape[3] === value.shape[3] ? x : undefined;
}

function sizeOfImage({ shape }: Value): Two {
  return [shape[1], shape[2]];
}

/** Whether an operand of something elementwise has a pixel for each of its pixels. */
function spreads({ shape }: Value, whole: Value): boolean {
  return shape.length === 4 && shape[1] === whole.shape[1] && shape[2] === whole.shape[2];
}

/** Whether an operand is the same for all pixels. */
function isSameEverywhere({ shape }: Value): boolean {
  return shape.slice(-3, -1).every((length) => length === 1);
}
