/** Pooling: of each window of an image the largest element, or the mean. */
import { ones } from '../tensor/create.ts';
import type { Primitive, Values } from '../tensor/primitive.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { eachTap, placesOf, type Two, type Windows } from '../tensor/windows.ts';
import { apply, withoutGradients } from './apply.ts';
import { composite } from './composite.ts';
import { primitive } from './define.ts';
import { unfold } from './unfold.ts';

const none: Two = [0, 0];
const samples: readonly Windows[] = [
  { size: [2, 2], stride: [2, 2], dilation: [1, 1], before: none, after: none },
  { size: [3, 2], stride: [1, 2], dilation: [1, 1], before: [1, 0], after: [1, 1] },
  { size: [2, 2], stride: [1, 1], dilation: [2, 1], before: none, after: none },
];
const image = [2, 5, 5, 2];
const pooled = ([count, height, width, channels]: readonly number[], windows: Windows): readonly number[] => [
  count,
  ...placesOf([height, width], windows),
  channels,
];

/**
 * y = v[m], m the place of the first maximum of x in each window        dv[m] = Σ dy
 *
 * With v = x this is max pooling; with two inputs it is the gradient of its own gradient, too.
 */
const takeMaxima: Primitive = primitive<Windows>({
  name: 'takeMaxima',
  formula: 'yᵢⱼ = v[min argmax x over window i, j]',
  output: ([x, { dtype }], windows) => ({ shape: pooled(x.shape, windows), dtype }),
  kernel: ([x, v], y, windows) => {
    firstMaxima(x, windows, y.data.length).forEach((m, i) => (y.data[i] = v.data[m]));
  },
  gradient: [null, (dy, { inputs: [x], attributes }) => apply(putMaxima, [x, dy], attributes)],
  samples: samples.map((attributes) => ({ shapes: [image, image], attributes })),
});

/** y[m] = Σ v over the windows of x whose first maximum lies at m        dv = dy[m] */
const putMaxima: Primitive = primitive<Windows>({
  name: 'putMaxima',
  formula: 'y[m] = Σ vᵢⱼ over the windows i, j with min argmax x = m',
  output: ([x, { dtype }]) => ({ shape: x.shape, dtype }),
  kernel: ([x, v], y, windows) => {
    firstMaxima(x, windows, v.data.length).forEach((m, i) => (y.data[m] += v.data[i]));
  },
  gradient: [null, (dy, { inputs: [x], attributes }) => apply(takeMaxima, [x, dy], attributes)],
  samples: samples.map((attributes) => ({ shapes: [image, pooled(image, attributes)], attributes })),
});

/** Where in x the largest element of each window lies, the first of equal ones; a NaN counts as the largest. */
function firstMaxima(x: Values, windows: Windows, count: number): Int32Array {
  const channels = x.shape[3];
  const found = new Int32Array(count).fill(-1);
  eachTap(x.shape, windows, (place, _, pixel) => {
    for (let c = 0; c < channels; c++) {
      const [i, candidate] = [place * channels + c, pixel * channels + c];
      if (found[i] === -1 || isLarger(x.data[candidate], x.data[found[i]])) found[i] = candidate;
    }
  });
  return found;
}

function isLarger(a: number, b: number): boolean {
  return a > b || (Number.isNaN(a) && !Number.isNaN(b));
}

/** y = max over each window, channel by channel; the gradient goes to the first of equal maxima. */
export function maxPool(x: AnyTensor, windows: Windows): AnyTensor {
  return apply(takeMaxima, [x, x], windows);
}

/** y = the mean of each window, channel by channel; zeros around the image do not count. */
export function averagePool(x: AnyTensor, windows: Windows): AnyTensor {
  return composite('averagePool', [x], windows, meanOfWindows(x, windows));
}

function meanOfWindows(x: AnyTensor, windows: Windows): AnyTensor {
  const shape = pooled(x.shape, windows);
  const taps = windows.size[0] * windows.size[1];
  const total = sumOfWindows(x, windows);
  if ([...windows.before, ...windows.after].every((zeros) => zeros === 0)) return total.mul(1 / taps).reshape(shape);
  // How many elements of each window lie on the image: pooling of an image of ones.
  const [, height, width] = x.shape;
  const counts = withoutGradients(() => sumOfWindows(ones([1, height, width, 1], x.dtype), windows));
  return total.reshape(shape).div(counts.reshape(pooled([1, height, width, 1], windows)));
}

/** y = the mean of each channel of the whole image: [batch, height, width, channels] → [batch, channels]. */
export function globalAveragePool(x: AnyTensor): AnyTensor {
  const [batch, height, width, channels] = x.shape;
  return composite('globalAveragePool', [x], {}, x.reshape([batch, height * width, channels]).mean(1));
}

/** Σ over each window: [places, channels]. */
function sumOfWindows(x: AnyTensor, windows: Windows): AnyTensor {
  const channels = x.shape[3];
  const taps = windows.size[0] * windows.size[1];
  const columns = unfold(x, windows);
  return columns.reshape([columns.size / (taps * channels), taps, channels]).sum(1);
}
