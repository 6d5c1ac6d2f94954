/** Continues a sequence with a model that says what comes next. */
import { checkWholeNumber } from '../checks.ts';
import { ArgumentError } from '../errors.ts';
import type { Model } from '../models/model.ts';
import { withoutGradients } from '../ops/apply.ts';
import { type Rng, sharedRng } from '../random/rng.ts';
import { tensor } from '../tensor/create.ts';
import { sample, type SampleOptions } from './sample.ts';

/** How a sequence is continued. */
export interface GenerateOptions extends SampleOptions {
  /** How many tokens follow, 100 by default. */
  readonly count?: number;
  /** Where chance comes from, the shared generator by default. */
  readonly rng?: Rng;
}

/**
 * The tokens that follow `start`, drawn one after the other, each by what the model says of all before it.
 *
 *     const { encode, decode } = characters(text);
 *     decode(generate(model, encode('Once'), { count: 200, temperature: 0.8, topK: 10 }))
 *
 * The model sees its last `length` tokens at a time.
 *
 * @param model from tokens [length] to probabilities [length, size], such as `gpt` and `characterRnn`, in which no place sees a later one
 * @param start the tokens so far, at least one
 * @param options `count`, 100 by default, `temperature`, 1 by default, `topK`, all by default, and `rng`
 * @returns the new tokens alone
 * @throws ArgumentError for no start, a negative count, a temperature < 0 or a topK < 1
 */
export function generate(
  model: Model<readonly [number], readonly [number, number]>,
  start: ArrayLike<number>,
  { count = 100, rng = sharedRng(), ...options }: GenerateOptions = {},
): number[] {
  const length = model.inputShapes?.[0][0];
  if (length === undefined || start.length === 0) {
    const received = length === undefined ? 'a model whose input has no fixed length' : 'no start';
    throw new ArgumentError({
      what: 'generate',
      expected: 'a model of a fixed length, and a token to start with',
      received,
    });
  }
  checkWholeNumber('generate', 'count', count, 0);
  const tokens = Array.from(start);
  for (let i = 0; i < count; i++) {
    const seen = tokens.slice(-length);
    // What stands behind the last token is not seen by it.
    const padded = Float32Array.from({ length }, (_, t) => seen[t] ?? 0);
    const p = withoutGradients(() => model.call(tensor(padded, [1, length])));
    const size = p.shape[2];
    const last = p.data.subarray((seen.length - 1) * size, seen.length * size);
    tokens.push(sample(last, rng, options));
  }
  return tokens.slice(start.length);
}
