/** Max pooling and its gradient as WebAssembly vectors: four channels at a time, and no branch on the numbers. */
import type { Shape } from '../../tensor/shape-types.ts';
import { placesOf, type Windows } from '../../tensor/windows.ts';
import * as wasm from './assembler.ts';
import { type Call, Kernel } from './kernel.ts';
import { type Inside, insides } from './pixels.ts';

/**
 * Numbers of a call: addresses of the first window's first pixel, of its element in the pooled image, and of its first pixel
 * in the gradient; how many windows follow one another; how many rows and columns each has; bytes from row to row, from
 * column to column, and from window to window; vectors of four channels.
 */
const PARAMETERS = 10;
const [X, POOLED, DX, WINDOWS, ROWS, COLUMNS, ROW_STEP, COLUMN_STEP, STEP, VECTORS] = Array.from({ length: PARAMETERS }, (_, i) => i); // prettier-ignore
const INTEGERS = 9;
const [X_ROW, DX_ROW, X_AT, DX_AT, ROW_COUNT, COLUMN_COUNT, COUNT, X_WINDOW, DX_WINDOW] = Array.from({ length: INTEGERS }, (_, i) => PARAMETERS + i); // prettier-ignore
const [MAXIMUM, PIXEL, HIT, FOUND, V] = [0, 1, 2, 3, 4].map((i) => PARAMETERS + INTEGERS + i);

const { copy } = wasm;

/** Runs `body` for each pixel of the window, with X_AT and DX_AT at it. */
const eachPixel = (body: wasm.Code): wasm.Code => [
  ...[...copy(X, X_ROW), ...copy(DX, DX_ROW), ...copy(ROWS, ROW_COUNT)],
  ...wasm.repeat(ROW_COUNT, [
    ...[...copy(X_ROW, X_AT), ...copy(DX_ROW, DX_AT), ...copy(COLUMNS, COLUMN_COUNT)],
    ...wasm.repeat(COLUMN_COUNT, [
      ...body,
      ...wasm.increase(X_AT, wasm.get(COLUMN_STEP)),
      ...wasm.increase(DX_AT, wasm.get(COLUMN_STEP)),
    ]),
    ...wasm.increase(X_ROW, wasm.get(ROW_STEP)),
    ...wasm.increase(DX_ROW, wasm.get(ROW_STEP)),
  ]),
];

/** MAXIMUM = the largest of the window; a NaN stays. */
const findMaximum: wasm.Code = [
  ...[...wasm.f32x4(-Infinity), ...wasm.set(MAXIMUM)],
  ...eachPixel([
    ...[...wasm.get(MAXIMUM), ...wasm.get(X_AT), ...wasm.v128Load(0)],
    ...[...wasm.F32X4_MAX, ...wasm.set(MAXIMUM)],
  ]),
];

const take: wasm.Code = [...findMaximum, ...wasm.get(POOLED), ...wasm.get(MAXIMUM), ...wasm.v128Store(0)];

/** dx += v at the first pixel that is the maximum, or is not a number: HIT marks its channels, FOUND those that had theirs. */
const put: wasm.Code = [
  ...findMaximum,
  ...[...wasm.get(POOLED), ...wasm.v128Load(0), ...wasm.set(V), ...wasm.f32x4(0), ...wasm.set(FOUND)],
  ...eachPixel([
    ...[...wasm.get(X_AT), ...wasm.v128Load(0), ...wasm.set(PIXEL)],
    ...[...wasm.get(PIXEL), ...wasm.get(MAXIMUM), ...wasm.F32X4_EQ],
    ...[...wasm.get(PIXEL), ...wasm.get(PIXEL), ...wasm.F32X4_NE, ...wasm.V128_OR],
    ...[...wasm.get(FOUND), ...wasm.V128_ANDNOT, ...wasm.set(HIT)],
    ...[...wasm.get(FOUND), ...wasm.get(HIT), ...wasm.V128_OR, ...wasm.set(FOUND)],
    ...[...wasm.get(DX_AT), ...wasm.get(DX_AT), ...wasm.v128Load(0)],
    ...[...wasm.get(V), ...wasm.get(HIT), ...wasm.V128_AND, ...wasm.F32X4_ADD, ...wasm.v128Store(0)],
  ]),
];

const source = (body: wasm.Code): wasm.FunctionSource => ({
  parameters: new Array<number>(PARAMETERS).fill(wasm.I32),
  locals: [...new Array<number>(INTEGERS).fill(wasm.I32), ...new Array<number>(5).fill(wasm.V128)],
  body: wasm.repeat(WINDOWS, [
    ...[...copy(X, X_WINDOW), ...copy(DX, DX_WINDOW)],
    ...wasm.loop(VECTORS, COUNT, [
      ...body,
      ...[X, POOLED, DX].flatMap((address) => wasm.increase(address, wasm.i32(16))),
    ]),
    ...[...copy(X_WINDOW, X), ...copy(DX_WINDOW, DX)],
    ...[...wasm.increase(X, wasm.get(STEP)), ...wasm.increase(DX, wasm.get(STEP))],
  ]),
});

/** pooled = the maxima of windows of x. */
export const takeMaxima = new Kernel(() => source(take));
/** dx += pooled at the first maximum of each window of x. */
export const putMaxima = new Kernel(() => source(put));

/** Where one image lies whose pixels take whole vectors. */
export interface Pooled {
  readonly x: number;
  readonly pooled: number;
  /** Only for gradients. */
  readonly dx: number;
}

/** The calls for all windows of an image. */
export function poolCalls(
  kernel: Kernel,
  at: Pooled,
  [, height, width, channels]: Shape,
  windows: Windows,
): readonly Call[] {
  const [rows, columns] = placesOf([height, width], windows);
  const across = neighbours(insides(width, columns, windows, 1));
  const vectors = Math.ceil(channels / 4);
  const pixel = 16 * vectors;
  const [rowStep, columnStep] = [pixel * width * windows.dilation[0], pixel * windows.dilation[1]];
  return insides(height, rows, windows, 0).flatMap((down, row) =>
    across.map(({ first, count, inside }) => {
      const from = pixel * (down.at * width + inside.at);
      const place = at.pooled + pixel * (row * columns + first);
      const size = [down.end - down.first, inside.end - inside.first];
      const steps = [rowStep, columnStep, pixel * windows.stride[1], vectors];
      return kernel.with(at.x + from, place, at.dx + from, count, ...size, ...steps);
    }),
  );
}

/** Places that follow one another and have as many pixels inside the image, from the same element of the window on. */
function neighbours(all: readonly Inside[]): readonly { first: number; count: number; readonly inside: Inside }[] {
  const found: { first: number; count: number; readonly inside: Inside }[] = [];
  all.forEach((inside, i) => {
    const last = found.at(-1);
    if (last?.inside.first === inside.first && last.inside.end === inside.end) last.count++;
    else found.push({ first: i, count: 1, inside });
  });
  return found;
}
