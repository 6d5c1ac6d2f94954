/** Unfolding and folding as WebAssembly vectors, for images whose channels fill vectors of four. */
import type { Shape } from '../../tensor/shape-types.ts';
import { placesOf, type Windows } from '../../tensor/windows.ts';
import * as wasm from './assembler.ts';
import { instantiate, scratch } from './memory.ts';
import { insides } from './pixels.ts';

/** One window: byte addresses of its first pixel and its first element, its rows, bytes from row to row, vectors of a row. */
type OneWindow = (
  pixel: number,
  tap: number,
  rows: number,
  pixelStep: number,
  tapStep: number,
  vectors: number,
) => void;

const PARAMETERS = 6;
const [PIXEL, TAP, ROWS, PIXEL_STEP, TAP_STEP, VECTORS] = Array.from({ length: PARAMETERS }, (_, i) => i);
const [PIXEL_AT, TAP_AT, COUNT] = [0, 1, 2].map((i) => PARAMETERS + i);

const assembleWindow = (move: wasm.Code): Uint8Array<ArrayBuffer> =>
  wasm.assemble({
    parameters: new Array<number>(PARAMETERS).fill(wasm.I32),
    locals: [wasm.I32, wasm.I32, wasm.I32],
    body: wasm.repeat(ROWS, [
      ...[...wasm.get(PIXEL), ...wasm.set(PIXEL_AT), ...wasm.get(TAP), ...wasm.set(TAP_AT)],
      ...[...wasm.get(VECTORS), ...wasm.set(COUNT)],
      ...wasm.repeat(COUNT, [
        ...move,
        ...wasm.increase(PIXEL_AT, wasm.i32(16)),
        ...wasm.increase(TAP_AT, wasm.i32(16)),
      ]),
      ...wasm.increase(PIXEL, wasm.get(PIXEL_STEP)),
      ...wasm.increase(TAP, wasm.get(TAP_STEP)),
    ]),
  });

/** tap = pixel */
const copy = assembleWindow([...wasm.get(TAP_AT), ...wasm.get(PIXEL_AT), ...wasm.v128Load(0), ...wasm.v128Store(0)]);
/** pixel += tap */
const add = assembleWindow([
  ...[...wasm.get(PIXEL_AT), ...wasm.get(PIXEL_AT), ...wasm.v128Load(0), ...wasm.get(TAP_AT), ...wasm.v128Load(0)],
  ...[...wasm.F32X4_ADD, ...wasm.v128Store(0)],
]);
let copyWindow: OneWindow | undefined;
let addWindow: OneWindow | undefined;

/** y = the windows of x, or false where the channels do not fill vectors or the window's pixels do not lie side by side. */
export function unfoldVectors(y: Float32Array, x: Float32Array, image: Shape, windows: Windows): boolean {
  if (!fills(image, windows)) return false;
  copyWindow ??= instantiate<OneWindow>(copy);
  eachImage(copyWindow, image, windows, x, y, 'unfold');
  return true;
}

/** y = the sum of the windows x on their pixels, or false as above. */
export function foldVectors(y: Float32Array, x: Float32Array, image: Shape, windows: Windows): boolean {
  if (!fills(image, windows)) return false;
  addWindow ??= instantiate<OneWindow>(add);
  eachImage(addWindow, image, windows, y, x, 'fold');
  return true;
}

const fills = ([, , , channels]: Shape, { dilation }: Windows): boolean => channels % 4 === 0 && dilation[1] === 1;

/** Copies one image after the other in, runs the window over it, and copies the result out. */
function eachImage(
  run: OneWindow,
  [count, height, width, channels]: Shape,
  windows: Windows,
  pixels: Float32Array,
  taps: Float32Array,
  direction: 'unfold' | 'fold',
): void {
  const [rows, columns] = placesOf([height, width], windows);
  const vertical = insides(height, rows, windows, 0);
  const horizontal = insides(width, columns, windows, 1);
  const { size, dilation } = windows;
  const image = height * width * channels;
  const rowOfWindow = size[1] * channels;
  const unfolded = rows * columns * size[0] * rowOfWindow;
  const memory = scratch(image + unfolded);
  // Elements outside the image are 0, or are not read: nothing is written there.
  memory.fill(0, 0, image + (direction === 'unfold' ? unfolded : 0));
  for (let i = 0; i < count; i++) {
    if (direction === 'unfold') memory.set(pixels.subarray(i * image, (i + 1) * image));
    else {
      memory.fill(0, 0, image);
      memory.set(taps.subarray(i * unfolded, (i + 1) * unfolded), image);
    }
    let place = image;
    for (const down of vertical) {
      for (const across of horizontal) {
        const pixel = (down.at * width + across.at) * channels;
        const tap = place + down.first * rowOfWindow + across.first * channels;
        const vectors = ((across.end - across.first) * channels) / 4;
        run(4 * pixel, 4 * tap, down.end - down.first, 4 * dilation[0] * width * channels, 4 * rowOfWindow, vectors);
        place += size[0] * rowOfWindow;
      }
    }
    if (direction === 'unfold') taps.set(memory.subarray(image, image + unfolded), i * unfolded);
    else pixels.set(memory.subarray(0, image), i * image);
  }
}
