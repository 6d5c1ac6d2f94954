/**
 * Convolutions and their gradients on blocks of channels, by ONNX Runtime's own operators: a third faster than Conv and
 * ConvTranspose, which for weights that change lay windows side by side and multiply matrices.
 *
 * All three are convolutions:
 *
 *     y        = x ∗ W
 *     ∂L/∂x    = ∂L/∂y, with as many zeros around it as windows reach over it, ∗ W with its windows turned by 180°
 *     ∂L/∂W    = x ∗ ∂L/∂y, with images for channels and channels for images; stride and dilation change places
 */
import type { Length, Step, Value } from '../../graph/graph.ts';
import { sameShape } from '../../tensor/shape.ts';
import { placesOf, spanOf, type Two, type Windows, windowsIn } from '../../tensor/windows.ts';
import { apart, fits, onBlocks } from './layouts.ts';
import { numberIn } from './lowering.ts';
import { windowAttributes } from './pooling.ts';
import type { OnnxWriter } from './writer.ts';

/** Fewer filters leave the processor's registers empty while gradients of filters are added up. */
const FILTERS = 32;

/** y = x ∗ W + bias, where it fits into blocks; says whether it did. Few channels are taken as they are, all at once. */
export function convolveInBlocks(step: Step<Length>, to: OnnxWriter, bias: Value<Length> | undefined): boolean {
  const { inputs: [x, W], attributes } = step; // prettier-ignore
  const { block: k } = to;
  const channels = Number(x.shape[3]);
  const few = k !== undefined && channels < k && x.dtype === 'float32';
  if (k === undefined || numberIn(attributes, 'groups') !== 1 || !fits(k, step, 'blocks')) return false;
  if (!few && !fits(k, x, 'blocks')) return false;
  const [height, width, , filters] = W.shape.map(Number);
  const matrix = few
    ? apart(to, to.of(W), [height * width, channels, filters / k, k], [2, 1, 0, 3])
    : apart(to, to.of(W), [height * width, channels / k, k, filters / k, k], [3, 1, 0, 2, 4]);
  const operands = [
    few ? to.channelsFirst(x) : to.in('blocks', x),
    to.node('Reshape', [matrix, to.wholes([filters, channels, height, width])]),
    ...(bias === undefined ? [] : [to.of(bias)]),
  ];
  to.set(step, convolution(to, operands, windowsIn(attributes)), 'blocks');
  return true;
}

/** ∂L/∂x of a convolution with stride 1, where it fits into blocks; says whether it did. */
export function inputGradientInBlocks(step: Step<Length>, to: OnnxWriter): boolean {
  const { inputs: [dy, W], attributes } = step; // prettier-ignore
  const { block: k } = to;
  const windows = windowsIn(attributes);
  const { size, stride } = windows;
  const [channels, filters] = [step, dy].map(({ shape }) => Number(shape[3]));
  const span = spanOf(windows);
  const around = ([top, left]: Two): Two => [span[0] - 1 - top, span[1] - 1 - left];
  const [before, after] = [around(windows.before), around(windows.after)];
  const plain = stride.every((n) => n === 1) && [...before, ...after].every((zeros) => zeros >= 0);
  if (k === undefined || !plain || !fits(k, step, 'blocks') || !fits(k, dy, 'blocks')) return false;
  const taps = size[0] * size[1];
  const rows = to.node('Reshape', [to.of(W), to.wholes([taps, channels * filters])]);
  const turned = to.node('Gather', [rows, to.wholes(Array.from({ length: taps }, (_, i) => taps - 1 - i))]);
  const matrix = apart(to, turned, [taps, channels / k, k, filters / k, k], [1, 3, 0, 4, 2]);
  const operands = [to.in('blocks', dy), to.node('Reshape', [matrix, to.wholes([channels, filters, ...size])])];
  to.set(step, convolution(to, operands, { ...windows, before, after }), 'blocks');
  return true;
}

/** ∂L/∂W, where the images fit into blocks; nothing where they do not. */
export function filterGradientInBlocks(step: Step<Length>, to: OnnxWriter): string | undefined {
  const { inputs: [x, dy], shape, attributes } = step; // prettier-ignore
  const { block: k } = to;
  const windows = windowsIn(attributes);
  const [height, width, channels, filters] = shape.map(Number);
  if (k === undefined || !fits(k, dy, 'filters') || filters < FILTERS || height * width === 1) return undefined;
  const [count, ...pixels] = x.shape.slice(0, 3).map(Number);
  const [rows, columns] = dy.shape.slice(1, 3).map(Number);
  const across = { ...windows, size: [rows, columns], stride: windows.dilation, dilation: windows.stride } as const;
  // Further places that a convolution would find are no part of the window.
  if (!sameShape(placesOf(pixels, across), [height, width])) return undefined;
  const operands = [
    imagesAsChannels(to, x),
    to.node('Reshape', [to.in('filters', dy), to.wholes([filters, count, rows, columns])]),
  ];
  const gradient = convolution(to, operands, across);
  const inOrder = apart(to, gradient, [channels, filters / k, height * width, k], [2, 0, 1, 3]);
  return to.node('Reshape', [inOrder, to.target(shape)]);
}

/** x as [channels, images / k, height, width, k images]. */
function imagesAsChannels(to: OnnxWriter, x: Value<Length>): string {
  const [count, height, width, channels] = x.shape.map(Number);
  const columns = apart(to, to.channelsFirst(x), [count, channels * height * width], [1, 0]);
  const pixels = to.node('Reshape', [columns, to.wholes([channels, height, width, count])]);
  return to.node(onBlocks('ReorderInput'), [pixels], { channels_last: 1 });
}

function convolution(to: OnnxWriter, operands: readonly string[], windows: Windows): string {
  return to.node(onBlocks('Conv'), operands, { ...windowAttributes(windows), group: 1 });
}
