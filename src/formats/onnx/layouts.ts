/**
 * Orders in which the pixels of images lie.
 *
 * Ours is [batch, height, width, channels], that of ONNX has the channels first. ONNX Runtime computes convolutions fastest on
 * blocks of k channels, which its internal operators take and give; k follows from the width of the processor's vectors.
 */
import type { Length, Value } from '../../graph/graph.ts';
import type { OnnxNodes } from './nodes.ts';

/**
 *     last      [batch, height, width, channels]
 *     first     [batch, channels, height, width]
 *     blocks    [batch, channels / k, height, width, k channels]
 *     filters   [channels / k, batch / k, height, width, k images, k channels]: filters whose channels are the images
 */
export type Layout = 'last' | 'first' | 'blocks' | 'filters';

/** The name of an operator on blocks of channels. */
export function onBlocks(operator: string): string {
  return `com.microsoft.nchwc.${operator}`;
}

const CHANNELS_FIRST = [0, 3, 1, 2];
const CHANNELS_LAST = [0, 2, 3, 1];

/**
 * The same images, which lie in the order `from` under that name, in another order.
 * @param k of blocks
 */
export function reordered(
  to: OnnxNodes,
  { shape }: Value<Length>,
  name: string,
  [from, into]: readonly [Layout, Layout],
  k: number,
): string {
  if (into === 'filters') return asFilters(to, shape, k, from === 'blocks' ? name : inBlocks(to, name, from));
  if (into === 'blocks') return inBlocks(to, name, from);
  if (from === 'blocks') {
    return to.node(onBlocks('ReorderOutput'), [name], { channels: Number(shape[3]), channels_last: into === 'last' ? 1 : 0 }); // prettier-ignore
  }
  return to.node('Transpose', [name], { perm: into === 'last' ? CHANNELS_LAST : CHANNELS_FIRST });
}

/** Whether images fit into blocks, as images or as filters. */
export function fits(k: number | undefined, { shape, dtype }: Value<Length>, as: 'blocks' | 'filters'): boolean {
  if (k === undefined || dtype !== 'float32' || shape.length !== 4) return false;
  const full = (length: Length): boolean => typeof length === 'number' && length > 0 && length % k === 0;
  return shape.every((length) => typeof length === 'number') && full(shape[3]) && (as === 'blocks' || full(shape[0]));
}

/** How far apart in a layout two images, channels, rows and columns are, as functions of their numbers. */
export interface Strides {
  image(image: number): number;
  channel(channel: number): number;
  readonly row: number;
  readonly column: number;
}

/** @param k of blocks */
export function stridesOf(layout: Layout, [count, height, width, channels]: readonly number[], k: number): Strides {
  const pixels = height * width;
  const block = (i: number): number => Math.floor(i / k);
  switch (layout) {
    case 'last':
      return { image: (i) => i * pixels * channels, channel: (c) => c, row: width * channels, column: channels };
    case 'first':
      return { image: (i) => i * pixels * channels, channel: (c) => c * pixels, row: width, column: 1 };
    case 'blocks':
      return {
        ...{ image: (i) => i * pixels * channels, row: width * k, column: k },
        channel: (c) => block(c) * pixels * k + (c % k),
      };
    case 'filters':
      return {
        ...{ image: (i) => block(i) * pixels * k * k + (i % k) * k, row: width * k * k, column: k * k },
        channel: (c) => block(c) * pixels * k * count + (c % k),
      };
  }
}

function inBlocks(to: OnnxNodes, name: string, from: Layout): string {
  return to.node(onBlocks('ReorderInput'), [name], { channels_last: from === 'last' ? 1 : 0 });
}

/** A part of the axes of images in blocks changes places. */
function asFilters(to: OnnxNodes, shape: readonly Length[], k: number, blocks: string): string {
  const [count, height, width, channels] = shape.map(Number);
  return apart(to, blocks, [count / k, k, channels / k, height * width, k], [2, 0, 3, 1, 4]);
}

/** The value with its axes taken apart, and the parts in another order. */
export function apart(to: OnnxNodes, name: string, shape: readonly number[], order: readonly number[]): string {
  return to.node('Transpose', [to.node('Reshape', [name, to.wholes(shape)])], { perm: order });
}
