/** Max pooling and its gradient as WebAssembly vectors: four channels at a time, and no branch on the numbers. */
import type { Shape } from '../../tensor/shape-types.ts';
import { placesOf, type Windows } from '../../tensor/windows.ts';
import * as wasm from './assembler.ts';
import { instantiate, scratch } from './memory.ts';
import { insides } from './pixels.ts';

/**
 * One window. Byte addresses of its first pixel, of its element in the pooled image, and of the first pixel of the
 * gradient; how many rows and columns it has; bytes from row to row and from column to column; vectors of four channels.
 */
type OneWindow = (
  x: number,
  pooled: number,
  dx: number,
  rows: number,
  columns: number,
  rowStep: number,
  columnStep: number,
  vectors: number,
) => void;

const PARAMETERS = 8;
const [X, POOLED, DX, ROWS, COLUMNS, ROW_STEP, COLUMN_STEP, VECTORS] = Array.from({ length: PARAMETERS }, (_, i) => i);
const [X_ROW, DX_ROW, X_AT, DX_AT, ROW_COUNT, COLUMN_COUNT] = [0, 1, 2, 3, 4, 5].map((i) => PARAMETERS + i);
const [MAXIMUM, PIXEL, HIT, FOUND, V] = [6, 7, 8, 9, 10].map((i) => PARAMETERS + i);

const copy = (from: number, to: number): wasm.Code => [...wasm.get(from), ...wasm.set(to)];

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

const assembleWindow = (body: wasm.Code): Uint8Array<ArrayBuffer> =>
  wasm.assemble({
    parameters: new Array<number>(PARAMETERS).fill(wasm.I32),
    locals: [...new Array<number>(6).fill(wasm.I32), ...new Array<number>(5).fill(wasm.V128)],
    body: wasm.repeat(VECTORS, [
      ...body,
      ...[X, POOLED, DX].flatMap((address) => wasm.increase(address, wasm.i32(16))),
    ]),
  });

let takeWindow: OneWindow | undefined;
let putWindow: OneWindow | undefined;

/** y = the maximum of each window of x. */
export function takeMaximaInto(y: Float32Array, x: Float32Array, image: Shape, windows: Windows): void {
  takeWindow ??= instantiate<OneWindow>(assembleWindow(take));
  eachImage(takeWindow, image, windows, x, y);
}

/** y += v at the first maximum of each window of x; y is zeroed. */
export function putMaximaInto(y: Float32Array, x: Float32Array, v: Float32Array, image: Shape, windows: Windows): void {
  putWindow ??= instantiate<OneWindow>(assembleWindow(put));
  eachImage(putWindow, image, windows, x, v, y);
}

/** Copies one image after the other in, runs the window over it, and copies the result out: dx, or without it `pooled`. */
function eachImage(
  run: OneWindow,
  [count, height, width, channels]: Shape,
  windows: Windows,
  x: Float32Array,
  pooled: Float32Array,
  dx?: Float32Array,
): void {
  const [rows, columns] = placesOf([height, width], windows);
  const vertical = insides(height, rows, windows, 0);
  const horizontal = insides(width, columns, windows, 1);
  // In the memory every pixel has a whole number of vectors.
  const vectors = Math.ceil(channels / 4);
  const wide = 4 * vectors;
  const [pixels, places] = [height * width, rows * columns];
  const [pooledAt, dxAt] = [pixels * wide, (pixels + places) * wide];
  const [rowStep, columnStep] = [4 * wide * width * windows.dilation[0], 4 * wide * windows.dilation[1]];
  const memory = scratch(dxAt + pixels * wide);
  for (let image = 0; image < count; image++) {
    spread(memory, 0, x, image * pixels, pixels, channels);
    if (dx !== undefined) {
      spread(memory, pooledAt, pooled, image * places, places, channels);
      memory.fill(0, dxAt, dxAt + pixels * wide);
    }
    for (let row = 0; row < rows; row++) {
      const down = vertical[row];
      for (let column = 0; column < columns; column++) {
        const across = horizontal[column];
        const pixel = 4 * wide * (down.at * width + across.at);
        const place = 4 * (pooledAt + (row * columns + column) * wide);
        const [k, l] = [down.end - down.first, across.end - across.first];
        run(pixel, place, 4 * dxAt + pixel, k, l, rowStep, columnStep, vectors);
      }
    }
    if (dx === undefined) gather(pooled, image * places, memory, pooledAt, places, channels);
    else gather(dx, image * pixels, memory, dxAt, pixels, channels);
  }
}

/** `pixels` of `channels` floats into the memory, where they lie a whole number of vectors apart. */
function spread(
  to: Float32Array,
  at: number,
  from: Float32Array,
  first: number,
  pixels: number,
  channels: number,
): void {
  const wide = 4 * Math.ceil(channels / 4);
  if (wide === channels) to.set(from.subarray(first * channels, (first + pixels) * channels), at);
  else {
    for (let p = 0; p < pixels; p++) {
      for (let c = 0; c < channels; c++) to[at + p * wide + c] = from[(first + p) * channels + c];
    }
  }
}

/** The way back. */
function gather(
  to: Float32Array,
  first: number,
  from: Float32Array,
  at: number,
  pixels: number,
  channels: number,
): void {
  const wide = 4 * Math.ceil(channels / 4);
  if (wide === channels) to.set(from.subarray(at, at + pixels * wide), first * channels);
  else {
    for (let p = 0; p < pixels; p++) {
      for (let c = 0; c < channels; c++) to[(first + p) * channels + c] = from[at + p * wide + c];
    }
  }
}
