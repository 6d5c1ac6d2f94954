/** A transformer that reads a sequence and says what it is about. */
import { dense } from '../layers/dense.ts';
import { embedding } from '../layers/embedding.ts';
import { globalAveragePool1d } from '../layers/global-average-pool1d.ts';
import { layerNormalization } from '../layers/layer-normalization.ts';
import { sinusoidalEncoding } from '../layers/positions.ts';
import { transformerBlock } from '../layers/transformer-block.ts';
import { Sequential } from '../models/sequential.ts';
import type { GptOptions } from './gpt.ts';

/**
 * An encoder of transformer blocks and a dense layer on the mean of what they give: [length] → [classes] probabilities.
 *
 * @param size how many different tokens there are
 * @param classes how many classes there are
 * @param options `length`, 64 by default, `width`, 64, `heads`, 4, `blocks`, 2, and `dropout`, 0
 * @throws ShapeError when the heads do not divide the width
 * Source: Vaswani et al., “Attention is all you need”, NeurIPS 2017.
 */
export function transformerClassifier<const K extends number, const T extends number = 64>(
  size: number,
  classes: K,
  options?: GptOptions<T>,
): Sequential<readonly [T], readonly [K]>;
export function transformerClassifier(
  size: number,
  classes: number,
  options: GptOptions = {},
): Sequential<readonly [number], readonly [number]> {
  const { length = 64, width = 64, heads = 4, blocks = 2, dropout = 0 } = options;
  return new Sequential<readonly [number], readonly [number]>(
    [length],
    [
      embedding(size, width),
      sinusoidalEncoding(),
      ...Array.from({ length: blocks }, () => transformerBlock(heads, { dropout })),
      layerNormalization(),
      globalAveragePool1d(),
      dense(classes, { activation: 'softmax' }),
    ],
  );
}
