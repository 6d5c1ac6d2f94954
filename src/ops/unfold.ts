/** Windows of images side by side (im2col), and their sum back onto the images (col2im): each is the other's gradient. */
import type { Primitive } from '../tensor/primitive.ts';
import { eachTap, placesOf, type Two, type Windows } from '../tensor/windows.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { apply } from './apply.ts';
import { primitive } from './define.ts';

/** The windows, and the height and width of the images they came from. */
type Folding = Windows & { readonly image: Two };

const one: Two = [1, 1];
const none: Two = [0, 0];
const samples: readonly Windows[] = [
  { size: [3, 2], stride: one, dilation: one, before: none, after: none },
  { size: [2, 3], stride: [2, 1], dilation: one, before: [0, 1], after: [1, 1] },
  { size: [2, 2], stride: [1, 2], dilation: [2, 2], before: one, after: one },
  // Windows that leave pixels out.
  { size: one, stride: [3, 2], dilation: one, before: none, after: none },
];

/** y[i, j, k, l] = x[i·s + k·d − p, j·s + l·d − p], 0 outside        dx = fold dy */
const unfoldEntry: Primitive = primitive<Windows>({
  name: 'unfold',
  formula: 'yᵢⱼₖₗ = x[i·stride + k·dilation − before, j·stride + l·dilation − before], 0 outside',
  output: ([{ shape, dtype }], windows) => {
    const [count, height, width, channels] = shape;
    return { shape: [count, ...placesOf([height, width], windows), ...windows.size, channels], dtype };
  },
  kernel: ([x], y, windows) => {
    const channels = x.shape[3];
    eachTap(x.shape, windows, (_, tap, pixel) => {
      for (let c = 0; c < channels; c++) y.data[tap * channels + c] = x.data[pixel * channels + c];
    });
  },
  gradient: [
    (dy, { inputs: [x], attributes: windows }) =>
      apply(foldEntry, [dy], { ...windows, image: [x.shape[1], x.shape[2]] }),
  ],
  samples: samples.map((attributes) => ({ shapes: [[2, 4, 5, 2]], attributes })),
});

/** y[p] = Σ x[i, j, k, l] over all windows and elements that lie on pixel p        dx = unfold dy */
const foldEntry: Primitive = primitive<Folding>({
  name: 'fold',
  formula: 'y[p] = Σ xᵢⱼₖₗ over i, j, k, l with p = (i·stride + k·dilation − before, j·stride + l·dilation − before)',
  output: ([{ shape, dtype }], { image }) => ({ shape: [shape[0], ...image, shape[5]], dtype }),
  kernel: ([x], y, windows) => {
    const channels = y.shape[3];
    eachTap(y.shape, windows, (_, tap, pixel) => {
      for (let c = 0; c < channels; c++) y.data[pixel * channels + c] += x.data[tap * channels + c];
    });
  },
  gradient: [(dy, { attributes: { image: _, ...windows } }) => apply(unfoldEntry, [dy], windows)],
  samples: samples.map((windows) => ({
    shapes: [[2, ...placesOf([4, 5], windows), ...windows.size, 2]],
    attributes: { ...windows, image: [4, 5] },
  })),
});

/** The windows of images: [batch, height, width, channels] → [batch, rows, columns, window height, window width, channels]. */
export function unfold(x: AnyTensor, windows: Windows): AnyTensor {
  return apply(unfoldEntry, [x], windows);
}

/** One matrix row for each place, in which the window's elements follow one another. */
export function unfoldRows(x: AnyTensor, windows: Windows): AnyTensor {
  const channels = x.shape[3];
  const { size, stride } = windows;
  // A window of one pixel that goes everywhere is the image itself.
  const columns = [...size, ...stride].every((n) => n === 1) ? x : unfold(x, windows);
  const taps = size[0] * size[1] * channels;
  return columns.reshape([columns.size / taps, taps]);
}
