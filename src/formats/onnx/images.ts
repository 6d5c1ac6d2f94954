/** Windows on images. ONNX has the channels first; a value stays in that order until somebody needs the other. */
import { type Length, type Step, type Value } from '../../graph/graph.ts';
import { type Two, type Windows, windowsIn } from '../../tensor/windows.ts';
import { convolveInBlocks } from './blocks.ts';
import { type Layout, onBlocks, stridesOf } from './layouts.ts';
import { type Lowerings, numberIn } from './lowering.ts';
import { channelsFirst } from './moving.ts';
import { type OnnxAttribute, typeNumber } from './proto.ts';
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

  averagePool: (step, to) => {
    const images = to.channelsFirst(step.inputs[0]);
    to.set(step, to.node('AveragePool', [images], poolingOf(windowsIn(step.attributes))), 'first');
    return undefined;
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

  takeMaxima: (step, to) => {
    const { inputs: [x, v], attributes } = step; // prettier-ignore
    const pooling = poolingOf(windowsIn(attributes));
    if (x === v) {
      const layout = poolingLayout(to, x);
      to.set(step, to.widest(1, poolingOn(layout), [to.in(layout, x)], pooling)[0], layout);
    } else {
      const [, places] = to.widest(2, 'MaxPool', [to.channelsFirst(x)], pooling);
      const elements = to.node('Reshape', [to.channelsFirst(v), to.wholes([-1])]);
      to.set(step, to.node('Gather', [elements, places], { axis: 0 }), 'first');
    }
    return undefined;
  },

  /** Where windows do not overlap, each place gets one value at most; else all that fall on it are added up. */
  putMaxima: (step, to) => {
    const { inputs: [x, v], attributes, dtype } = step; // prettier-ignore
    const windows = windowsIn(attributes);
    const pooling = { kernel_shape: windows.size, strides: windows.stride };
    if (isPlainPairs(x, windows)) {
      const layout = poolingLayout(to, x);
      const places = pairPlaces(to, x, windows, layout);
      const make = (wanted: Layout): string => {
        const pixels = to.wholes(channelsFirst(x.shape).map(Number));
        const put = to.node('MaxUnpool', [to.in(layout, v), places(wanted), pixels], pooling);
        return wanted === 'last' ? to.node('Reshape', [put, to.target(x.shape)]) : put;
      };
      to.offer(step, { layout, make });
      return undefined;
    }
    const images = to.channelsFirst(x);
    const [, places] = to.widest(2, 'MaxPool', [images], poolingOf(windows));
    const shape = to.node('Shape', [images]);
    if (dtype === 'float32' && !overlap(windows)) {
      to.set(step, to.node('MaxUnpool', [to.channelsFirst(v), places, shape], pooling), 'first');
      return undefined;
    }
    const zeros = to.node('Expand', [to.scalar(0, dtype), shape]);
    const flat = [zeros, places, to.channelsFirst(v)].map((name) => to.node('Reshape', [name, to.wholes([-1])]));
    const sums = to.node('ScatterElements', flat, { axis: 0, reduction: 'add' });
    to.set(step, to.node('Reshape', [sums, shape]), 'first');
    return undefined;
  },
};

/** Images that lie in blocks are pooled there. */
function poolingLayout(to: OnnxWriter, x: Value<Length>): 'blocks' | 'first' {
  return to.layout(x) === 'blocks' ? 'blocks' : 'first';
}

function poolingOn(layout: 'blocks' | 'first'): string {
  return layout === 'blocks' ? onBlocks('MaxPool') : 'MaxPool';
}

/** Whether a pixel can be in two windows, or windows reach beyond the image. */
function overlap({ size, stride, dilation, before, after }: Windows): boolean {
  const apart = [0, 1].every((axis) => stride[axis] >= size[axis] && dilation[axis] === 1);
  return !apart || [...before, ...after].some((zeros) => zeros > 0);
}

/** Up to here float32 has every whole number. */
const COUNTABLE = 2 ** 24;

/** Whether windows are 2 × 2 pixels side by side, on float32 images of a known size whose pixels float32 can count. */
function isPlainPairs({ shape, dtype }: Value<Length>, windows: Windows): boolean {
  const pairs = [...windows.size, ...windows.stride].every((length) => length === 2);
  const pixels = shape.reduce<number>((product, length) => product * Number(length), 1);
  return pairs && !overlap(windows) && dtype === 'float32' && pixels <= COUNTABLE;
}

/**
 * Where among all pixels the first maximum m of each window  p q / r s  lies, in the layout in which it is asked. ONNX Runtime
 * finds the indices of MaxPool with a branch for each pixel; maxima of parts of the windows cost a tenth:
 *
 *     down = max(p, q) < m        right = p < m and (q = m or not r = m),  which is  p < m and (not down or max(p, r) < m)
 *
 * A NaN is less than nothing: where there is one, the place is some pixel of the window.
 * @param layout in which the windows are looked at, and in whose order the places are given
 */
function pairPlaces(
  to: OnnxWriter,
  x: Value<Length>,
  windows: Windows,
  layout: 'blocks' | 'first',
): (wanted: Layout) => string {
  const lengths = x.shape.map(Number);
  const [count, height, width, channels] = lengths;
  const [rows, columns] = [height >> 1, width >> 1];
  const k = to.block ?? 1;
  const images = to.in(layout, x);
  const [maxima] = to.widest(1, poolingOn(layout), [images], poolingOf(windows));
  const whole = layout === 'blocks' || (height % 2 === 0 && width % 2 === 0);
  const covered = whole ? images : to.node('Slice', [images, ...[[0, 0], [2 * rows, 2 * columns], [2, 3]].map((list) => to.wholes(list))]); // prettier-ignore
  const below = (size: Two): string =>
    to.node('Less', [to.node(poolingOn(layout), [covered], { kernel_shape: size, strides: [2, 2] }), maxima]);
  const [first, upper, left] = [below([1, 1]), below([1, 2]), below([2, 1])];
  const right = to.node('And', [first, to.node('Or', [to.node('Not', [upper]), left])]);
  const shape = layout === 'first' ? [count, channels, rows, columns] : [count, channels / k, rows, columns, k];
  const [down, across] = [upper, right].map((bit) => {
    const number = to.node('Cast', [bit], { to: typeNumber('float32') });
    return layout === 'first' ? number : to.node('Reshape', [number, to.wholes(shape)]);
  });
  return (wanted) => {
    const { image, channel, row, column } = stridesOf(wanted, lengths, k);
    const times = (name: string, factor: number): string =>
      factor === 1 ? name : to.node('Mul', [name, to.scalar(factor, 'float32')]);
    const inWindow = to.node('Add', [times(down, row), times(across, column)]);
    const corners = to.node('Add', [
      to.floats(shape.with(2, 1).with(3, 1), (i) => {
        return image(Math.floor(i / channels)) + channel(i % channels);
      }),
      to.floats(layout === 'first' ? [rows, columns] : [rows, columns, 1], (i) => 2 * (Math.floor(i / columns) * row + (i % columns) * column)), // prettier-ignore
    ]);
    const places = to.node('Cast', [to.node('Add', [inWindow, corners])], { to: typeNumber('int64') });
    return layout === 'first' ? places : to.node('Reshape', [places, to.wholes([count, channels, rows, columns])]);
  };
}

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

function poolingOf({ size, stride, dilation, before, after }: Windows): Readonly<Record<string, OnnxAttribute>> {
  return { kernel_shape: size, strides: stride, dilations: dilation, pads: [...before, ...after] };
}

/** The places in a window, row by row. */
function tapsOf([height, width]: Two): readonly Two[] {
  return Array.from({ length: height * width }, (_, i) => [Math.floor(i / width), i % width]);
}
