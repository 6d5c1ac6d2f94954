/** Convolution, composed: the windows side by side as one matrix, times the filters as another. */
import { Tensor } from '../tensor/tensor.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { placesOf, type Windows } from '../tensor/windows.ts';
import { composite } from './composite.ts';
import { matrixProduct } from './matmul.ts';
import { unfoldRows } from './unfold.ts';

/**
 * y[i, j, f] = Σₖₗ꜀ x[i·stride + k·dilation − before, j·stride + l·dilation − before, c] · W[k, l, c, f]
 *
 * (In the words of mathematics a cross-correlation: the filter is not turned round.)
 * @param x images, [batch, height, width, channels]
 * @param W filters, [window height, window width, channels / groups, filters]
 * @param groups channels and filters are cut into so many groups, and a filter sees only the channels of its own
 */
export function convolve(x: AnyTensor, W: AnyTensor, windows: Windows, groups = 1): AnyTensor {
  const [count, height, width, channels] = x.shape;
  const filters = W.shape[3];
  const taps = windows.size[0] * windows.size[1];
  const matrix = (groups === 1 ? W : acrossGroups(W, groups)).reshape([taps * channels, filters]);
  const rows = matrixProduct(unfoldRows(x, windows), matrix);
  const y = rows.reshape([count, ...placesOf([height, width], windows), filters]);
  return composite('convolve', [x, W], { ...windows, groups }, y);
}

/** Filters for all channels, which are 0 on the channels of other groups: one product then does for all groups. */
function acrossGroups(W: AnyTensor, groups: number): AnyTensor {
  const [height, width, channels, filters] = W.shape;
  const inGroup = new Uint8Array(groups * filters);
  for (let f = 0; f < filters; f++) inGroup[Math.floor((f * groups) / filters) * filters + f] = 1;
  const mask = new Tensor(inGroup, [groups, 1, filters], 'bool');
  return mask.where(W.reshape([height * width, 1, channels, filters]), 0);
}

/**
 * Each channel by itself: y[i, j, c·m + k] is the convolution of channel c with its filter k of m.
 * @param W filters, [window height, window width, channels, m]
 */
export function convolveDepthwise(x: AnyTensor, W: AnyTensor, windows: Windows): AnyTensor {
  const [count, height, width, channels] = x.shape;
  const filters = channels * W.shape[3];
  const taps = windows.size[0] * windows.size[1];
  // Each channel as often as it has filters.
  const copies =
    filters === channels
      ? x
      : x.reshape([...x.shape, 1]).broadcastTo([...x.shape, W.shape[3]]).reshape([count, height, width, filters]); // prettier-ignore
  const products = unfoldRows(copies, windows).mul(W.reshape([taps * filters]));
  const rows = products.reshape([products.size / (taps * filters), taps, filters]).sum(1);
  const y = rows.reshape([count, ...placesOf([height, width], windows), filters]);
  return composite('convolveDepthwise', [x, W], windows, y);
}
