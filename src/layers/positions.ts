/** Where in a sequence a vector stands, added to the vector: attention by itself does not know. */
import { checkWholeNumber } from '../checks.ts';
import { wholeNumber } from '../config/field.ts';
import { ShapeError } from '../errors.ts';
import type { Parameter } from '../tensor/parameter.ts';
import { Tensor } from '../tensor/tensor.ts';
import { layer, type Layer } from './layer.ts';
import { layerKind } from './layer-kind.ts';
import { checkSequence, type SequenceShape } from './sequence.ts';

/**
 * A vector to learn for every place: y[t] = x[t] + P[t].
 *
 *     x, y: [batch, time, width]   P: [length, width], starts uniformly in ±0.05 as in Keras
 *
 * @param length the largest number of places; shorter sequences use the first ones
 * @throws ShapeError when a sample is no sequence of vectors, or is longer
 * Source: Gehring et al., “Convolutional sequence to sequence learning”, ICML 2017.
 */
export function positionalEmbedding(length: number): Layer<SequenceShape<'positionalEmbedding'>> {
  checkWholeNumber('positionalEmbedding', 'length', length);
  return layer<SequenceShape<'positionalEmbedding'>, { P: Parameter }>({
    kind: 'positionalEmbedding',
    config: { length },
    shape(input) {
      checkSequence('positionalEmbedding', input);
      if (input[0] <= length) return input;
      throw new ShapeError({
        what: 'positionalEmbedding',
        expected: `sequences of at most ${length} steps`,
        received: String(input[0]),
        hint: 'make its length larger, or the sequences shorter',
      });
    },
    parameters: ([, width], rng) => ({ P: rng.uniform([length, width], { low: -0.05, high: 0.05 }) }),
    call: (x, { P }) => x.add(P.slice([0], [x.shape[1]])),
  });
}

/**
 * Waves of growing length, from which a place can be read off: y[t] = x[t] + p[t], nothing to learn.
 *
 *     p[t, 2i] = sin(t / 10000^(2i/width))        p[t, 2i + 1] = cos(t / 10000^(2i/width))
 *
 *     x, y: [batch, time, width]
 *
 * @throws ShapeError when a sample is no sequence of vectors
 * Source: Vaswani et al., “Attention is all you need”, NeurIPS 2017, section 3.5.
 */
export function sinusoidalEncoding(): Layer<SequenceShape<'sinusoidalEncoding'>> {
  return layer<SequenceShape<'sinusoidalEncoding'>>({
    kind: 'sinusoidalEncoding',
    config: {},
    shape(input) {
      checkSequence('sinusoidalEncoding', input);
      return input;
    },
    call: (x) => x.add(waves(x.shape[1], x.shape[2])),
  });
}

function waves(length: number, width: number): Tensor<readonly [number, number]> {
  const data = new Float32Array(length * width);
  for (let t = 0; t < length; t++) {
    for (let j = 0; j < width; j++) {
      const angle = t / 10000 ** ((j - (j % 2)) / width);
      data[t * width + j] = j % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
    }
  }
  return new Tensor(data, [length, width], 'float32');
}

layerKind('positionalEmbedding', { length: wholeNumber(1) }, ({ length }) => positionalEmbedding(length));
layerKind('sinusoidalEncoding', {}, sinusoidalEncoding);
