/** ResNet for small images: many layers, in blocks that learn what is to be added. */
import { ArgumentError } from '../errors.ts';
import { activation } from '../layers/activations.ts';
import { batchNormalization } from '../layers/batch-normalization.ts';
import { block } from '../layers/block.ts';
import { conv2d } from '../layers/conv2d.ts';
import { dense } from '../layers/dense.ts';
import { globalAveragePool2d } from '../layers/global-average-pool2d.ts';
import type { Layer } from '../layers/layer.ts';
import { residual } from '../layers/residual.ts';
import { Sequential } from '../models/sequential.ts';

/** How deep and how wide a ResNet is. */
export interface ResNetOptions {
  /** Layers with weights on the way through, 6n + 2 for n blocks a stage: 8, 14, 20, …; 20 by default. */
  readonly depth?: number;
  /** Channels of the first stage, twice and four times as many in the others; 16 by default. */
  readonly width?: number;
}

/**
 * The ResNet of the paper's section on CIFAR-10: three stages of n blocks, each half as large and twice as wide as the last.
 *
 *     const model = resNet([32, 32, 3], 10, { depth: 20 });
 *
 * Where a stage begins, the shortcut is a convolution with window 1 (option B of the paper).
 *
 * @param input the shape of one image, [height, width, channels]
 * @param classes how many classes there are
 * @param options `depth`, 20 by default, and `width`, 16 by default
 * @throws ArgumentError for a depth that is not 6n + 2
 * Source: He, Zhang, Ren and Sun, “Deep residual learning for image recognition”, CVPR 2016, section 4.2.
 */
export function resNet<const I extends readonly [number, number, number], const K extends number>(
  input: I,
  classes: K,
  { depth = 20, width = 16 }: ResNetOptions = {},
): Sequential<I, readonly [K]> {
  const blocks = (depth - 2) / 6;
  if (!Number.isInteger(blocks) || blocks < 1) {
    throw new ArgumentError({ what: 'resNet', expected: 'a depth of 6n + 2: 8, 14, 20, …', received: String(depth) });
  }
  const stages = [width, 2 * width, 4 * width].flatMap((filters, stage) =>
    Array.from({ length: blocks }, (_, i) => basicBlock(filters, stage > 0 && i === 0 ? 2 : 1)),
  );
  return new Sequential<I, readonly [K]>(input, [
    block([convolution(width, 3), activation('relu')]),
    ...stages,
    globalAveragePool2d(),
    dense(classes, { activation: 'softmax' }),
  ]);
}

/** relu(x + f(x)) with two convolutions in f; with stride 2 half as large. */
function basicBlock(filters: number, stride: 1 | 2): Layer {
  const parts = [convolution(filters, 3, stride), activation('relu'), convolution(filters, 3)];
  const whole = stride === 1 ? residual(parts) : residual(parts, { shortcut: convolution(filters, 1, stride) });
  return block([whole, activation('relu')]);
}

/** A convolution with normalisation, which has a bias of its own. */
function convolution(filters: number, kernelSize: number, stride = 1): Layer {
  return block([
    conv2d(filters, kernelSize, { stride, padding: 'same', useBias: false, initializer: 'heNormal' }),
    batchNormalization({ momentum: 0.9 }),
  ]);
}
