/** Windows on images. ONNX has the channels first; a value stays in that order until somebody needs the other. */
import { type Length, type Step, type Value } from '../../graph/graph.ts';
import { type Two, type Windows, windowsIn } from '../../tensor/windows.ts';
import { convolveInBlocks } from './blocks.ts';
import { type Lowerings, numberIn } from './lowering.ts';
import type { OnnxWriter } from './writer.ts';

export const imageLowerings: Lowerings = {
  /** W: [height, width, channels / groups, filters] → [filters, channels / groups, height, width] */
  convolve: (step, to, bias) => {
    if (convolveInBlocks(step, to, bias)) return undefined;
    const { inputs: [x, W], attributes } = step; // prettier-ignore
    const filters = to.transposed(W, [3, 2, 0, 1]);
    return convolution(step, to, x, filters, numberIn(attributes, 'groups'), bias);
  },

  /** W: [height, width, channels, m] → [channels · m, 1, height, width] */
  convolveDepthwise: (step, to, bias) => {
    const { inputs: [x, W] } = step; // prettier-ignore
    const [height, width, channels, m] = W.shape.map(Number);
    const filters = to.transposed(W, [2, 3, 0, 1], [channels * m, 1, height, width]);
    return convolution(step, to, x, filters, channels, bias);
  },

  globalAveragePool: ({ inputs: [x], shape }, to) =>
    to.node('Reshape', [to.node('GlobalAveragePool', [to.channelsFirst(x)]), to.target(shape)]),

  /** The window's elements one after the other, each a slice of the images with steps. */
  unfold: ({ inputs: [x], shape, attributes }, to) => {
    const slices = slicesOf(to, x, windowsIn(attributes), [Number(shape[1]), Number(shape[2])]);
    return to.node('Reshape', [to.node('Concat', slices, { axis: 3 }), to.target(shape)]);
  },

  /** The window's elements one after the other, each put among zeros where it belongs, and all added up. */
  fold: ({ inputs: [x], shape, attributes }, to) => {
    const { size, stride, dilation, before } = windowsIn(attributes);
    const [, rows, columns, , , channels] = x.shape;
    const [height, width] = [Number(shape[1]), Number(shape[2])];
    const [spreadRows, spreadColumns] = [Number(rows) * stride[0], Number(columns) * stride[1]];
    const terms = tapsOf(size).map(([k, l]) => {
      const tap = to.node('Slice', [to.of(x), to.wholes([k, l]), to.wholes([k + 1, l + 1]), to.wholes([3, 4])]);
      const apart = to.node('Reshape', [tap, to.target([x.shape[0], rows, 1, columns, 1, channels])]);
      const gaps = to.wholes([0, 0, 0, 0, 0, 0, 0, 0, stride[0] - 1, 0, stride[1] - 1, 0]);
      const spread = to.node('Reshape', [
        to.node('Pad', [apart, gaps]),
        to.target([x.shape[0], spreadRows, spreadColumns, channels]),
      ]);
      const [top, left] = [k * dilation[0] - before[0], l * dilation[1] - before[1]];
      // A negative margin cuts off.
      const margins = [0, top, left, 0, 0, height - spreadRows - top, width - spreadColumns - left, 0];
      return to.node('Pad', [spread, to.wholes(margins)]);
    });
    return to.node('Sum', terms);
  },
};

/** For each element of a window the pixels on which it lies, one for each of the places. */
export function slicesOf(
  to: OnnxWriter,
  x: Value<Length>,
  { size, stride, dilation, before, after }: Windows,
  [rows, columns]: Two,
): readonly string[] {
  const margins = [0, ...before, 0, 0, ...after, 0];
  const images = margins.every((n) => n === 0) ? to.of(x) : to.node('Pad', [to.of(x), to.wholes(margins)]);
  return tapsOf(size).map(([k, l]) => {
    const begin = [k * dilation[0], l * dilation[1]];
    const end = [begin[0] + (rows - 1) * stride[0] + 1, begin[1] + (columns - 1) * stride[1] + 1];
    return to.node('Slice', [images, ...[begin, end, [1, 2], stride].map((list) => to.wholes(list))]);
  });
}

function convolution(
  step: Step<Length>,
  to: OnnxWriter,
  x: Value<Length>,
  filters: string,
  group: number,
  bias: Value<Length> | undefined,
): undefined {
  const { stride, dilation, before, after } = windowsIn(step.attributes);
  const operands = [to.channelsFirst(x), filters, ...(bias === undefined ? [] : [to.of(bias)])];
  const attributes = { strides: stride, dilations: dilation, pads: [...before, ...after], group };
  to.set(step, to.node('Conv', operands, attributes), 'first');
}

/** The places in a window, row by row. */
function tapsOf([height, width]: Two): readonly Two[] {
  return Array.from({ length: height * width }, (_, i) => [Math.floor(i / width), i % width]);
}
