/** Pooling: maxima and means of windows, and where maxima came from. */
import type { Length, Value } from '../../graph/graph.ts';
import { type Two, type Windows, windowsIn } from '../../tensor/windows.ts';
import { type Layout, onBlocks, stridesOf } from './layouts.ts';
import type { Lowerings } from './lowering.ts';
import { channelsFirst } from './moving.ts';
import { type OnnxAttribute, typeNumber } from './proto.ts';
import type { OnnxWriter } from './writer.ts';

export const poolingLowerings: Lowerings = {
  averagePool: (step, to) => {
    const images = to.channelsFirst(step.inputs[0]);
    to.set(step, to.node('AveragePool', [images], windowAttributes(windowsIn(step.attributes))), 'first');
    return undefined;
  },

  takeMaxima: (step, to) => {
    const { inputs: [x, v], attributes } = step; // prettier-ignore
    const pooling = windowAttributes(windowsIn(attributes));
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
      const layout = isEven(x) ? poolingLayout(to, x) : 'first';
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
    const [, places] = to.widest(2, 'MaxPool', [images], windowAttributes(windows));
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

/** Whether windows of 2×2 pixels cover all. */
function isEven({ shape: [, height, width] }: Value<Length>): boolean {
  return Number(height) % 2 === 0 && Number(width) % 2 === 0;
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
  const [maxima] = to.widest(1, poolingOn(layout), [images], windowAttributes(windows));
  const covered = isEven(x) ? images : to.node('Slice', [images, ...[[0, 0], [2 * rows, 2 * columns], [2, 3]].map((list) => to.wholes(list))]); // prettier-ignore
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
      to.floats(shape.with(2, 1).with(3, 1), (i) => image(Math.floor(i / channels)) + channel(i % channels)),
      to.floats(layout === 'first' ? [rows, columns] : [rows, columns, 1], (i) => 2 * (Math.floor(i / columns) * row + (i % columns) * column)), // prettier-ignore
    ]);
    const places = to.node('Cast', [to.node('Add', [inWindow, corners])], { to: typeNumber('int64') });
    return layout === 'first' ? places : to.node('Reshape', [places, to.wholes([count, channels, rows, columns])]);
  };
}

/** Windows as ONNX says them. */
export function windowAttributes({
  size,
  stride,
  dilation,
  before,
  after,
}: Windows): Readonly<Record<string, OnnxAttribute>> {
  return { kernel_shape: size, strides: stride, dilations: dilation, pads: [...before, ...after] };
}
