/** Gradients of convolutions as a whole, as `src/graph/image-rules.ts` finds them in a graph. */
import type { Length } from '../../graph/graph.ts';
import { windowsIn } from '../../tensor/windows.ts';
import { filterGradientInBlocks, inputGradientInBlocks } from './blocks.ts';
import { slicesOf } from './images.ts';
import type { Lowerings } from './lowering.ts';

/** From so many channels on, the product for one element of the window at a time is large enough. */
const MANY = 8;

export const imageGradientLowerings: Lowerings = {
  /** Σ over images and places, channel by channel. */
  sumOfChannels: ({ inputs: [dy], shape }, to) => {
    if (to.layout(dy) === 'blocks') {
      const [count, height, width, channels] = dy.shape.map(Number);
      const k = to.block ?? 1;
      const pixels = to.node('Reshape', [to.in('blocks', dy), to.wholes([count, channels / k, height * width, k])]);
      // One axis at a time, as ONNX Runtime has no fast way for both.
      const sums = to.node('ReduceSum', [pixels, to.wholes([0])], { keepdims: 0 });
      return to.node('Reshape', [to.node('ReduceSum', [sums, to.wholes([1])], { keepdims: 0 }), to.target(shape)]);
    }
    const [images, axes] = to.layout(dy) === 'first' ? [to.channelsFirst(dy), [0, 2, 3]] : [to.of(dy), [0, 1, 2]];
    return to.node('Reshape', [to.node('ReduceSum', [images, to.wholes(axes)], { keepdims: 0 }), to.target(shape)]);
  },

  /** (windows of x)ᵀ · dy. Of the windows and dy, the smaller ones are brought into the order of the others. */
  convolveFilterGradient: (step, to) => {
    const gradient = filterGradientInBlocks(step, to);
    if (gradient !== undefined) return gradient;
    const { inputs: [x, dy], shape, attributes } = step; // prettier-ignore
    const [height, width, channels, filters] = shape.map(Number);
    const [count, rows, columns] = dy.shape.map(Number);
    const places = rows * columns;
    const windows = windowsIn(attributes);
    const taps = height * width * channels;
    const reshaped = (name: string, lengths: readonly Length[]): string =>
      to.node('Reshape', [name, to.target(lengths)]);
    if (to.layout(dy) === 'first' && taps <= filters) {
      const side = to.node('Concat', slicesOf(to, x, windows, [rows, columns]), { axis: 3 });
      const each = to.node('MatMul', [
        reshaped(to.channelsFirst(dy), [count, filters, places]),
        reshaped(side, [count, places, taps]),
      ]);
      const sum = to.node('ReduceSum', [each, to.wholes([0])], { keepdims: 0 });
      return reshaped(to.node('Transpose', [sum], { perm: [1, 0] }), shape);
    }
    const slices = slicesOf(to, x, windows, [rows, columns]);
    const dyRows = reshaped(to.of(dy), [count * places, filters]);
    const product = (matrix: string, length: number): string =>
      to.node('Gemm', [reshaped(matrix, [count * places, length]), dyRows], { transA: 1 });
    if (channels < MANY) return reshaped(product(to.node('Concat', slices, { axis: 3 }), taps), shape);
    return reshaped(to.node('Concat', slices.map((slice) => product(slice, channels)), { axis: 0 }), shape); // prettier-ignore
  },

  /** Each place of dy, by the filters, back on its window. */
  convolveInputGradient: (step, to) => {
    if (inputGradientInBlocks(step, to)) return undefined;
    const { inputs: [dy, W], shape, attributes } = step; // prettier-ignore
    const { size, stride, dilation, before, after } = windowsIn(attributes);
    const places = dy.shape.slice(1, 3).map(Number);
    // Pixels behind the last window get nothing.
    const behind = [0, 1].map((axis) => {
      const covered = (places[axis] - 1) * stride[axis] + dilation[axis] * (size[axis] - 1) + 1;
      return Number(shape[axis + 1]) + before[axis] + after[axis] - covered;
    });
    const filters = to.transposed(W, [3, 2, 0, 1]);
    const attributesOf = { strides: stride, dilations: dilation, pads: [...before, ...after], output_padding: behind };
    to.set(step, to.node('ConvTranspose', [to.channelsFirst(dy), filters], attributesOf), 'first');
    return undefined;
  },
};
