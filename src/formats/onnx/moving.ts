/** Operations that move elements: reshape, transpose, broadcast, slice, pad, gather, scatter. */
import { isAffine, type Length } from '../../graph/graph.ts';
import { lengthsIn, type Lowerings, numbersIn } from './lowering.ts';

export const movingLowerings: Lowerings = {
  reshape: ({ inputs: [x], attributes }, to) => {
    // An image of one pixel has its elements in the same order either way.
    const onePixel = x.shape.length === 4 && x.shape[1] === 1 && x.shape[2] === 1;
    const name = onePixel && to.isChannelsFirst(x) ? to.channelsFirst(x) : to.of(x);
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

  slice: ({ inputs: [x], attributes }, to) =>
    to.node('Slice', [to.of(x), to.lengths(lengthsIn(attributes, 'begin')), to.lengths(lengthsIn(attributes, 'end'))]),

  pad: ({ inputs: [x], attributes }, to) => {
    const margins = [...lengthsIn(attributes, 'before'), ...lengthsIn(attributes, 'after')];
    return to.node('Pad', [to.of(x), to.lengths(margins)]);
  },

  gather: ({ inputs: [x], attributes }, to) =>
    to.node('Gather', [to.of(x), to.wholes(numbersIn(attributes, 'indices'))], { axis: 0 }),

  scatterAdd: ({ inputs: [x], shape, dtype, attributes }, to) => {
    const indices = numbersIn(attributes, 'indices');
    const zeros = to.node('Expand', [to.scalar(0, dtype), to.lengths(shape)]);
    const rows = to.node('Reshape', [to.wholes(indices), to.wholes([indices.length, 1])]);
    return to.node('ScatterND', [zeros, rows, to.of(x)], { reduction: 'add' });
  },
};

function sameLength(a: Length | undefined, b: Length): boolean {
  return isAffine(a) && isAffine(b) ? a.times === b.times && a.plus === b.plus : a === b;
}
