/** Which pixels a window shows where it reaches beyond the image. */
import type { Windows } from '../../tensor/windows.ts';

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
