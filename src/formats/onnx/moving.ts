/** Operations that move elements: reshape, transpose, broadcast, slice, pad, gather, scatter. */
import { isAffine, type Length } from '../../graph/graph.ts';
import { lengthsIn, type Lowerings, numberIn, numbersIn } from './lowering.ts';
import { typeNumber } from './proto.ts';

/** Up to 256 kB: OneHot computes every element by itself, Gather copies rows. */
const LARGEST_UNIT_MATRIX = 256;

export const movingLowerings: Lowerings = {
  reshape: ({ inputs: [x], attributes }, to) => {
    // An image of one pixel has its elements in the same order either way.
    const onePixel = x.shape.length === 4 && x.shape[1] === 1 && x.shape[2] === 1;
    const name = onePixel && to.layout(x) === 'first' ? to.channelsFirst(x) : to.of(x);
    return to.node('Reshape', [name, to.target(lengthsIn(attributes, 'shape'))]);
  },

  transpose: ({ inputs: [x], attributes }, to) =>
    to.node('Transpose', [to.of(x)], { perm: numbersIn(attributes, 'order') }),

  broadcastTo: ({ inputs: [x], attributes }, to) => {
    const shape = lengthsIn(attributes, 'shape');
    const added = shape.length - x.shape.length;
    // A length that x has already can be 1 here, so that one left open need not be computed.
    const wanted = shape.map((length, axis) => (isAffine(length) && sameLength(x.shape[axis - added], length) ? 1 : length)); // prettier-ignore
    return to.node('Expand', [to.of(x), to.lengths(wanted)]);
  },

  slice: (step, to) => {
    const { inputs: [x], attributes } = step; // prettier-ignore
    const [begin, end] = [lengthsIn(attributes, 'begin'), lengthsIn(attributes, 'end')];
    if (to.layout(x) !== 'first') return to.node('Slice', [to.of(x), to.lengths(begin), to.lengths(end)]);
    to.set(step, to.node('Slice', [to.channelsFirst(x), ...[begin, end].map((list) => to.lengths(channelsFirst(list)))]), 'first'); // prettier-ignore
    return undefined;
  },

  pad: (step, to) => {
    const { inputs: [x], attributes } = step; // prettier-ignore
    const [before, after] = [lengthsIn(attributes, 'before'), lengthsIn(attributes, 'after')];
    if (to.layout(x) !== 'first') return to.node('Pad', [to.of(x), to.lengths([...before, ...after])]);
    const margins = [...channelsFirst(before), ...channelsFirst(after)];
    to.set(step, to.node('Pad', [to.channelsFirst(x), to.lengths(margins)]), 'first');
    return undefined;
  },

  concat: ({ inputs, attributes }, to) =>
    to.node('Concat', inputs.map((input) => to.of(input)), { axis: numberIn(attributes, 'axis') }), // prettier-ignore

  gather: ({ inputs: [x, indices], attributes }, to) =>
    to.node('Gather', [to.of(x), to.of(indices)], { axis: numberIn(attributes, 'axis') }),

  /** Rows of the unit matrix, or what stands for it; numbers are in range where a one-hot is known by name. */
  oneHot: ({ inputs: [numbers], attributes }, to) => {
    const [classes, one] = [numberIn(attributes, 'classes'), numberIn(attributes, 'one')];
    const rows = numbers.dtype === 'int32' ? to.of(numbers) : to.node('Cast', [to.of(numbers)], { to: typeNumber('int32') }); // prettier-ignore
    if (classes > LARGEST_UNIT_MATRIX) return to.node('OneHot', [rows, to.scalar(classes, 'int32'), to.floats([2], (i) => i * one)], { axis: -1 }); // prettier-ignore
    const unit = new Float32Array(classes * classes);
    for (let c = 0; c < classes; c++) unit[c * (classes + 1)] = one;
    return to.node('Gather', [to.array('unit', 'float32', [classes, classes], unit), rows], { axis: 0 });
  },

  /** ONNX scatters along the first axes: those in front of them change places with them, before and after. */
  scatterAdd: ({ inputs: [x, indices], shape, dtype, attributes }, to) => {
    const axis = numberIn(attributes, 'axis');
    const counted = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
    const [front, places] = [counted(0, axis), counted(axis, axis + indices.shape.length)];
    const rest = counted(axis + places.length, x.shape.length);
    const rows = axis === 0 ? to.of(x) : to.transposed(x, [...places, ...front, ...rest]);
    const target = [shape[axis], ...shape.toSpliced(axis, 1)];
    const zeros = to.node('Expand', [to.scalar(0, dtype), to.lengths(target)]);
    const whole = to.node('Cast', [to.of(indices)], { to: typeNumber('int64') });
    const each = to.node('Unsqueeze', [whole, to.wholes([places.length])]);
    const sums = to.node('ScatterND', [zeros, each, rows], { reduction: 'add' });
    if (axis === 0) return sums;
    return to.node('Transpose', [sums], { perm: [...counted(1, axis + 1), 0, ...counted(axis + 1, shape.length)] });
  },
};

/** What belongs to the axes of images, in the order of ONNX. */
export function channelsFirst<T>([count, height, width, channels]: readonly T[]): readonly T[] {
  return [count, channels, height, width];
}

function sameLength(a: Length | undefined, b: Length): boolean {
  return isAffine(a) && isAffine(b) ? a.times === b.times && a.plus === b.plus : a === b;
}
