/** Embedding: a vector to learn for each of many things. */
import { checkWholeNumber } from '../checks.ts';
import { wholeNumber } from '../config/field.ts';
import { ArgumentError, ShapeError } from '../errors.ts';
import type { Parameter } from '../tensor/parameter.ts';
import { showShape } from '../tensor/shape.ts';
import type { Show } from '../tensor/shape-types.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { whenKnown } from '../tensor/tracing.ts';
import { layer, type Layer } from './layer.ts';
import { layerKind } from './layer-kind.ts';
import type { ShapeFunction } from './layer-types.ts';

/** […indices] → […indices, W]. */
export interface EmbeddingShape<W extends number> extends ShapeFunction {
  readonly out: this['in'] extends readonly []
    ? readonly [W]
    : this['in'] extends readonly [infer T extends number]
      ? readonly [T, W]
      : this['in'] extends readonly number[]
        ? number extends this['in']['length']
          ? readonly number[]
          : `embedding: expects a whole number, or a sequence of them, per sample, got ${Show<this['in']>}; vectors need no embedding`
        : never;
}

/**
 * Row k of a table for every whole number k: words, characters or pixels become vectors, whose places training finds.
 *
 *     y[t] = E[x[t]]        x: [batch, time], whole numbers from 0 to size − 1, as int32 or float32
 *
 *     E: [size, width], starts uniformly in ±0.05 as in Keras   y: [batch, time, width]
 *
 * @param size how many things there are
 * @param width length of each vector
 * @throws ShapeError when a sample has more than one axis; ArgumentError for a number that is not in the table
 * Source: Bengio et al., “A neural probabilistic language model”, JMLR 3 (2003).
 */
export function embedding<const W extends number>(size: number, width: W): Layer<EmbeddingShape<W>> {
  checkWholeNumber('embedding', 'size', size);
  checkWholeNumber('embedding', 'width', width);
  return layer<EmbeddingShape<W>, { E: Parameter }>({
    kind: 'embedding',
    config: { size, width },
    shape(input) {
      if (input.length <= 1) return [...input, width];
      throw new ShapeError(
        `embedding: expects a whole number, or a sequence of them, per sample, got ${showShape(input)}; vectors need no embedding.`,
      );
    },
    parameters: (_, rng) => ({ E: rng.uniform([size, width], { low: -0.05, high: 0.05 }) }),
    call(x, { E }) {
      whenKnown(x, (indices) => checkIndices(indices, size));
      return E.take(x.cast('int32'));
    },
  });
}

function checkIndices(x: AnyTensor, size: number): void {
  const wrong = x.data.findIndex((k) => !(Number.isInteger(k) && k >= 0 && k < size));
  if (wrong === -1) return;
  throw new ArgumentError({
    what: 'embedding',
    expected: `whole numbers from 0 to ${size - 1}, as its table has ${size} rows`,
    received: String(x.data[wrong]),
    hint: 'check the data, or make the table larger',
  });
}

layerKind('embedding', { size: wholeNumber(1), width: wholeNumber(1) }, ({ size, width }) => embedding(size, width));
