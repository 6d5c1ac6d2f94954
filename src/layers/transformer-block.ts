/** The block that transformers repeat: steps look at each other, then each is worked on by itself. */
import { flag, numberIn, oneOf, optional, wholeNumber } from '../config/field.ts';
import { lookUp } from '../errors.ts';
import { activationName } from './activations.ts';
import { composed } from './block.ts';
import { dropout } from './dropout.ts';
import { feedForward, feedForwardFields, type FeedForwardOptions } from './feed-forward.ts';
import type { Layer } from './layer.ts';
import { layerKind } from './layer-kind.ts';
import { layerNormalization } from './layer-normalization.ts';
import { multiHeadAttention } from './multi-head-attention.ts';
import { residual } from './residual.ts';
import type { SequenceShape } from './sequence.ts';

/** What the steps see, and what the parts of the block are. */
export interface TransformerBlockOptions extends FeedForwardOptions {
  /** Share of what attention and feed-forward layer give that is dropped in training, 0 by default. */
  readonly dropout?: number;
  /** Whether a step sees only itself and earlier ones, false by default. */
  readonly causal?: boolean;
  /**
   * 'before' (default): x + f(norm x), which trains without care, as in GPT-2. 'after': norm(x + f(x)), as in the first paper.
   */
  readonly normalize?: 'before' | 'after';
}

/** Where the normalisation stands; the one place where a name is listed. */
const orders = {
  before: (f: Layer, drop: number) => [residual([layerNormalization(), f, dropout(drop)])],
  after: (f: Layer, drop: number) => [residual([f, dropout(drop)]), layerNormalization()],
} satisfies Record<string, (f: Layer, drop: number) => readonly Layer[]>;

/**
 * Self-attention and a feed-forward layer, each with a connection past it:
 *
 *     h = x + attention(norm x)        y = h + feedForward(norm h)        x, y: [batch, time, width]
 *
 * @param heads heads of the attention, which divide the width
 * @throws ShapeError when a sample is no sequence of vectors, or the heads do not divide their width
 * Source: Vaswani et al., “Attention is all you need”, NeurIPS 2017; with the normalisation in front: Radford et al.,
 * “Language models are unsupervised multitask learners”, 2019.
 */
export function transformerBlock(
  heads: number,
  options: TransformerBlockOptions = {},
): Layer<SequenceShape<'transformerBlock'>> {
  const { dropout: rate = 0, causal = false, normalize = 'before', activation = 'gelu' } = options;
  const inOrder = lookUp<(typeof orders)[keyof typeof orders]>(orders, normalize, 'transformerBlock: normalize');
  return composed(
    'transformerBlock',
    {
      ...{ heads, activation: activationName(activation), dropout: rate, causal, normalize },
      ...(options.hidden === undefined ? {} : { hidden: options.hidden }),
    },
    [...inOrder(multiHeadAttention(heads, { causal }), rate), ...inOrder(feedForward(options), rate)],
  );
}

layerKind(
  'transformerBlock',
  {
    ...{ heads: wholeNumber(1), dropout: optional(numberIn(0, 1)), causal: optional(flag) },
    ...{ normalize: optional(oneOf(['before', 'after'])), ...feedForwardFields },
  },
  ({ heads, ...options }) => transformerBlock(heads, options),
);
