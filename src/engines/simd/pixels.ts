/** Windows copied side by side and added back: runs of neighbouring pixels are moved at once. */
import type { Shape } from '../../tensor/shape-types.ts';
import { placesOf, type Windows } from '../../tensor/windows.ts';

/** The part of a window that lies inside its image along one axis: elements `first` to `end`, the first at pixel `at`. */
export interface Inside {
  readonly first: number;
  readonly end: number;
  readonly at: number;
}

/** One entry for each place along an axis of length n: 0 for height, 1 for width. */
export function insides(n: number, places: number, windows: Windows, axis: 0 | 1): readonly Inside[] {
  const [size, stride, dilation] = [windows.size[axis], windows.stride[axis], windows.dilation[axis]];
  return Array.from({ length: places }, (_, place) => {
    const start = place * stride - windows.before[axis];
    const first = start < 0 ? Math.ceil(-start / dilation) : 0;
    const end = Math.min(size, Math.ceil((n - start) / dilation));
    return { first, end: Math.max(first, end), at: start + first * dilation };
  });
}

/** y = the windows of x; y is zeroed. */
export function unfoldInto(y: Float32Array, x: Float32Array, image: Shape, windows: Windows): void {
  eachRun(image, windows, (tap, pixel, length) => {
    for (let i = 0; i < length; i++) y[tap + i] = x[pixel + i];
  });
}

/** y += windows x on the pixels they came from. */
export function foldInto(y: Float32Array, x: Float32Array, image: Shape, windows: Windows): void {
  eachRun(image, windows, (tap, pixel, length) => {
    for (let i = 0; i < length; i++) y[pixel + i] += x[tap + i];
  });
}

/** Calls `f` for every run of floats that lie side by side both in a window and in its image. */
function eachRun(
  [count, height, width, channels]: Shape,
  windows: Windows,
  f: (tap: number, pixel: number, length: number) => void,
): void {
  const [rows, columns] = placesOf([height, width], windows);
  const vertical = insides(height, rows, windows, 0);
  const horizontal = insides(width, columns, windows, 1);
  const { size, dilation } = windows;
  const rowOfWindow = size[1] * channels;
  let place = 0;
  for (let image = 0; image < count; image++) {
    for (let row = 0; row < rows; row++) {
      const { first, end, at: y } = vertical[row];
      for (let column = 0; column < columns; column++, place += size[0] * rowOfWindow) {
        const across = horizontal[column];
        const taps = across.end - across.first;
        for (let k = first; k < end; k++) {
          const tap = place + k * rowOfWindow + across.first * channels;
          const pixel = ((image * height + y + (k - first) * dilation[0]) * width + across.at) * channels;
          if (dilation[1] === 1) f(tap, pixel, taps * channels);
          else for (let l = 0; l < taps; l++) f(tap + l * channels, pixel + l * dilation[1] * channels, channels);
        }
      }
    }
  }
}
