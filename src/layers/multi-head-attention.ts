/** Attention: every step of a sequence looks at others, and takes over what they have to say. */
import { checkWholeNumber } from '../checks.ts';
import { flag, numberIn, optional, wholeNumber } from '../config/field.ts';
import { ShapeError } from '../errors.ts';
import { initializer } from '../initializers/initializers.ts';
import { matrixProduct } from '../ops/matmul.ts';
import { range, zeros } from '../tensor/create.ts';
import type { Parameter } from '../tensor/parameter.ts';
import { showShape } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { AnyTensor, Tensor } from '../tensor/tensor.ts';
import { activation } from './activations.ts';
import { dropout } from './dropout.ts';
import { applyLayer, layer, type Layer } from './layer.ts';
import { layerKind } from './layer-kind.ts';
import { checkSequence, type SequenceShape } from './sequence.ts';
import { plus } from './weights.ts';

/** What attention sees, and how large a head is. */
export interface MultiHeadAttentionOptions {
  /** k, the length of queries, keys and values of one head; features / heads by default. */
  readonly keySize?: number;
  /** Whether a step sees only itself and earlier ones, false by default. */
  readonly causal?: boolean;
  /** Share of the attention weights that are dropped in training, 0 by default. */
  readonly dropout?: number;
  /** Whether biases are added, true by default. */
  readonly useBias?: boolean;
}

type Matrix = 'Wq' | 'Wk' | 'Wv' | 'Wo';
type Bias = 'bq' | 'bk' | 'bv' | 'bo';
type AttentionWeights = { readonly [M in Matrix]: Parameter } & { readonly [B in Bias]?: Parameter };

/**
 * Each step asks a question (query), each step offers an answer (value) under a heading (key), and every one takes a mean of
 * the answers, weighted by how well question and heading agree. Several heads do so side by side:
 *
 *     Q = x·Wq + bq    K = m·Wk + bk    V = m·Wv + bv          each cut into heads of k columns
 *     A = softmax(Q·Kᵀ / √k)                                   attention weights: each row adds up to 1
 *     y = (A·V of all heads, side by side)·Wo + bo
 *
 *     x, y: [batch, time, features]   A: [batch, heads, time, steps of m]
 *     Wq: [features, heads·k]   Wk, Wv: [features of m, heads·k]   Wo: [heads·k, features]
 *
 * m is x itself (self-attention), or the memory that is given as a further input (cross-attention): [batch, steps, features of m].
 * The weights A are the output of the inner layer `attention`: featureMaps(model, x, 'multiHeadAttention1/attention').
 *
 * @param heads how many heads
 * @throws ShapeError when a sample is no sequence of vectors, or the heads do not divide its features and no keySize is given
 * Source: Vaswani et al., “Attention is all you need”, NeurIPS 2017.
 */
export function multiHeadAttention(
  heads: number,
  options: MultiHeadAttentionOptions = {},
): Layer<SequenceShape<'multiHeadAttention'>> {
  const { keySize, causal = false, dropout: rate = 0, useBias = true } = options;
  checkWholeNumber('multiHeadAttention', 'heads', heads);
  if (keySize !== undefined) checkWholeNumber('multiHeadAttention', 'keySize', keySize);
  const attention = activation('softmax');
  const drop = dropout(rate);
  const draw = initializer('glorotUniform');
  return layer<SequenceShape<'multiHeadAttention'>, AttentionWeights>({
    kind: 'multiHeadAttention',
    config: { heads, causal, dropout: rate, useBias, ...(keySize === undefined ? {} : { keySize }) },
    inner: { attention, dropout: drop },
    shape(input, build, others) {
      checkSequence('multiHeadAttention', input);
      const [time, features] = input;
      const [steps] = memoryOf(input, others, causal);
      if (keySize === undefined && features % heads !== 0) {
        throw new ShapeError({
          what: 'multiHeadAttention',
          expected: `features that ${heads} heads divide`,
          received: `${features} in ${showShape(input)}`,
          hint: 'give a keySize, or other heads',
        });
      }
      build('dropout', build('attention', [heads, time, steps]));
      return input;
    },
    parameters(input, rng, others) {
      const features = input[1];
      const columns = heads * (keySize ?? features / heads);
      const from = memoryOf(input, others, causal)[1];
      const matrices = {
        ...{ Wq: draw([features, columns], rng), Wk: draw([from, columns], rng) },
        ...{ Wv: draw([from, columns], rng), Wo: draw([columns, features], rng) },
      };
      const b = zeros([columns]);
      return { ...matrices, ...(useBias ? { bq: b, bk: b, bv: b, bo: zeros([features]) } : {}) };
    },
    call(x, { Wq, bq, Wk, bk, Wv, bv, Wo, bo }, context, [memory = x]) {
      const queries = inHeads(plus(matrixProduct(x, Wq), bq), heads);
      const keys = inHeads(plus(matrixProduct(memory, Wk), bk), heads);
      const values = inHeads(plus(matrixProduct(memory, Wv), bv), heads);
      const scores = matrixProduct(queries, keys.transpose([0, 1, 3, 2])).mul(1 / Math.sqrt(queries.shape[3]));
      const seen = causal ? past(x.shape[1]).where(scores, -Infinity) : scores;
      const weights = applyLayer(drop, applyLayer(attention, seen, context), context);
      return plus(matrixProduct(sideBySide(matrixProduct(weights, values)), Wo), bo);
    },
  });
}

/** The shape of one sample of the memory. */
function memoryOf(input: Shape, others: readonly Shape[], causal: boolean): Shape {
  if (others.length === 0) return input;
  const [memory] = others;
  if (others.length === 1 && memory.length === 2 && !causal) return memory;
  throw new ShapeError({
    what: 'multiHeadAttention',
    expected: causal ? 'no memory, as causal attention is to x itself' : 'one memory of shape steps×features',
    received: others.map(showShape).join(' and '),
  });
}

/** [batch, time, heads·k] → [batch, heads, time, k] */
function inHeads(x: AnyTensor, heads: number): AnyTensor {
  const [batch, time, columns] = x.shape;
  return x.reshape([batch, time, heads, columns / heads]).transpose([0, 2, 1, 3]);
}

/** [batch, heads, time, k] → [batch, time, heads·k] */
function sideBySide(x: AnyTensor): AnyTensor {
  const [batch, heads, time, k] = x.shape;
  return x.transpose([0, 2, 1, 3]).reshape([batch, time, heads * k]);
}

/** Whether step j is no later than step i, for every i (row) and j (column). */
function past(time: number): Tensor<readonly [number, number], 'bool'> {
  return range(time).lessEqual(range(time).reshape([time, 1]));
}

layerKind(
  'multiHeadAttention',
  {
    ...{ heads: wholeNumber(1), keySize: optional(wholeNumber(1)), causal: optional(flag) },
    ...{ dropout: optional(numberIn(0, 1)), useBias: optional(flag) },
  },
  ({ heads, ...options }) => multiHeadAttention(heads, options),
);
