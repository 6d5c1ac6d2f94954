/** Windows on images: where they lie, how many there are, and the zeros around the image that 'same' padding adds. */
import { ArgumentError, lookUp, ShapeError } from '../errors.ts';
import { showShape } from './shape.ts';
import type { Shape } from './shape-types.ts';
import type { Padding, Pair } from './window-types.ts';

/** [height, width] or [top, left]. */
export type Two = readonly [number, number];

/** A window that moves over images: what convolution and pooling have in common, as attributes of a primitive. */
export type Windows = {
  /** Elements of the window. */
  readonly size: Two;
  /** Steps from one place to the next. */
  readonly stride: Two;
  /** Steps from one element of the window to the next. */
  readonly dilation: Two;
  /** Zeros above and left of the image. */
  readonly before: Two;
  /** Zeros below and right of the image. */
  readonly after: Two;
};

export interface WindowOptions {
  readonly size: Pair;
  /** 1 by default. */
  readonly stride?: Pair;
  /** 1 by default. */
  readonly dilation?: Pair;
  /** 'valid' by default. */
  readonly padding?: Padding;
}

/** How many zeros go before and after a length n. `span` is the length that the window covers. */
type Margins = (n: number, span: number, stride: number) => Two;

const margins: Readonly<Record<Padding, Margins>> = {
  valid: () => [0, 0],
  /** As many as ⌈n / stride⌉ places need; an odd one goes behind. Source: Keras and TensorFlow, “SAME”. */
  same: (n, span, stride) => {
    const missing = Math.max((Math.ceil(n / stride) - 1) * stride + span - n, 0);
    return [Math.floor(missing / 2), Math.ceil(missing / 2)];
  },
};

/** @throws ArgumentError unless the padding is 'valid' or 'same' */
export function checkPadding(what: string, padding: string): void {
  lookUp(margins, padding, `${what}: padding`);
}

/**
 * One number twice, or the two that are given.
 * @throws ArgumentError unless they are whole numbers ≥ 1
 */
export function pairOf(what: string, name: string, pair: Pair): Two {
  const [height, width] = typeof pair === 'number' ? [pair, pair] : pair;
  const two = typeof pair === 'number' || pair.length === 2;
  if (two && [height, width].every((n) => Number.isInteger(n) && n >= 1)) return [height, width];
  const expected = `${name}: a whole number ≥ 1, or two of them, [height, width]`;
  throw new ArgumentError({
    what,
    expected,
    received: typeof pair === 'number' ? String(pair) : `[${pair.join(', ')}]`,
  });
}

/** dilation · (size − 1) + 1: the height and width that a window covers. */
export function spanOf({ size, dilation }: Pick<Windows, 'size' | 'dilation'>): Two {
  return [dilation[0] * (size[0] - 1) + 1, dilation[1] * (size[1] - 1) + 1];
}

/**
 * The shape of a sample as [height, width, channels].
 * @throws ShapeError when it has other axes
 */
export function imageOf(what: string, sample: Shape): readonly [number, number, number] {
  if (sample.length === 3) return [sample[0], sample[1], sample[2]];
  throw new ShapeError(
    `${what}: expects height×width×channels per sample, got ${showShape(sample)}; grey images have one channel, height×width×1.`,
  );
}

/**
 * The window on samples of shape height×width×channels.
 * @throws ShapeError with the sentence the compiler gives, when the samples are no images or smaller than the window
 */
export function windowsOn(what: string, sample: Shape, options: WindowOptions): Windows {
  const [height, width] = imageOf(what, sample);
  const size = pairOf(what, 'size', options.size);
  const stride = pairOf(what, 'stride', options.stride ?? 1);
  const dilation = pairOf(what, 'dilation', options.dilation ?? 1);
  const marginsOf = lookUp<Margins>(margins, options.padding ?? 'valid', `${what}: padding`);
  const span = spanOf({ size, dilation });
  const [top, bottom] = marginsOf(height, span[0], stride[0]);
  const [left, right] = marginsOf(width, span[1], stride[1]);
  if (height + top + bottom < span[0] || width + left + right < span[1]) {
    throw new ShapeError(
      `${what}: expects at least ${showShape(span)} pixels for its window, got ${showShape(sample)}; use a smaller window or padding 'same'.`,
    );
  }
  return { size, stride, dilation, before: [top, left], after: [bottom, right] };
}

/** ⌊(n + zeros − span) / stride⌋ + 1: how many places the window has along height and width. */
export function placesOf([height, width]: Shape, windows: Windows): Two {
  const { stride, before, after } = windows;
  const span = spanOf(windows);
  return [
    Math.floor((height + before[0] + after[0] - span[0]) / stride[0]) + 1,
    Math.floor((width + before[1] + after[1] - span[1]) / stride[1]) + 1,
  ];
}

/**
 * Calls `f(place, tap, pixel)` for every element of every window that lies inside its image: `place` counts the windows
 * of all images, `tap` the elements of all windows, `pixel` the pixels of all images; each is a number of channels wide.
 */
export function eachTap(
  [count, height, width]: Shape,
  windows: Windows,
  f: (place: number, tap: number, pixel: number) => void,
): void {
  const { size, stride, dilation, before } = windows;
  const [rows, columns] = placesOf([height, width], windows);
  let place = 0;
  let tap = 0;
  for (let image = 0; image < count; image++) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++, place++) {
        for (let k = 0; k < size[0]; k++) {
          const y = row * stride[0] + k * dilation[0] - before[0];
          for (let l = 0; l < size[1]; l++, tap++) {
            const x = column * stride[1] + l * dilation[1] - before[1];
            if (y >= 0 && y < height && x >= 0 && x < width) f(place, tap, (image * height + y) * width + x);
          }
        }
      }
    }
  }
}

/** The windows among the attributes of a primitive. @throws ArgumentError where they are none */
export function windowsIn(attributes: Readonly<Record<string, unknown>>): Windows {
  const pair = (name: string): Two => {
    const value = attributes[name];
    if (isTwo(value)) return value;
    throw new ArgumentError({ what: 'windows', expected: `two numbers for ${name}`, received: String(value) });
  };
  return {
    size: pair('size'),
    stride: pair('stride'),
    dilation: pair('dilation'),
    before: pair('before'),
    after: pair('after'),
  };
}

function isTwo(value: unknown): value is Two {
  return Array.isArray(value) && value.length === 2 && value.every((n) => typeof n === 'number');
}
