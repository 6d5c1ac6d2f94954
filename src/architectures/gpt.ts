/** A small GPT: a transformer that sees only what came before, and says what comes next. */
import { dense } from '../layers/dense.ts';
import { dropout } from '../layers/dropout.ts';
import { embedding } from '../layers/embedding.ts';
import { layerNormalization } from '../layers/layer-normalization.ts';
import { positionalEmbedding } from '../layers/positions.ts';
import { transformerBlock } from '../layers/transformer-block.ts';
import { Sequential } from '../models/sequential.ts';

/** How large a GPT is. */
export interface GptOptions<T extends number = number> {
  /** Tokens that are seen at a time, 64 by default. */
  readonly length?: T;
  /** d, the length of the vector for each token, 64 by default. */
  readonly width?: number;
  /** Heads of attention, which divide the width, 4 by default. */
  readonly heads?: number;
  /** Blocks on top of each other, 2 by default. */
  readonly blocks?: number;
  /** Share that is dropped in training after every part, 0 by default. */
  readonly dropout?: number;
}

/**
 * A network that says at every place of a sequence which token comes next: [length] → [length, size] probabilities.
 * It has size·(2d + 1) + length·d + blocks·(12 d² + 13 d) + 2d weights.
 *
 *     const model = gpt(size, { length: 32, width: 64, heads: 4, blocks: 2 });
 *
 * @param size how many different tokens there are
 * @param options `length`, `width`, `heads`, `blocks` and `dropout`
 * @throws ShapeError when the heads do not divide the width
 * Source: Radford et al., “Language models are unsupervised multitask learners”, 2019.
 */
export function gpt<const N extends number, const T extends number = 64>(
  size: N,
  options?: GptOptions<T>,
): Sequential<readonly [T], readonly [T, N]>;
export function gpt(size: number, options: GptOptions = {}): Sequential<readonly [number], readonly [number, number]> {
  const { length = 64, width = 64, heads = 4, blocks = 2, dropout: rate = 0 } = options;
  return new Sequential<readonly [number], readonly [number, number]>(
    [length],
    [
      embedding(size, width),
      positionalEmbedding(length),
      dropout(rate),
      ...Array.from({ length: blocks }, () => transformerBlock(heads, { causal: true, dropout: rate })),
      layerNormalization(),
      dense(size, { activation: 'softmax' }),
    ],
  );
}
