/** Recurrent networks that continue a text, character by character. */
import { checkWholeNumber } from '../checks.ts';
import { lookUp } from '../errors.ts';
import { dense } from '../layers/dense.ts';
import { embedding } from '../layers/embedding.ts';
import { gru } from '../layers/gru.ts';
import type { Layer } from '../layers/layer.ts';
import { lstm } from '../layers/lstm.ts';
import { simpleRnn } from '../layers/simple-rnn.ts';
import { Sequential } from '../models/sequential.ts';

/** What a character network is made of. */
export interface CharacterRnnOptions<T extends number = number> {
  /** Characters that are read at a time, 64 by default. */
  readonly length?: T;
  /** Length of the vector for each character, 32 by default. */
  readonly width?: number;
  /** Units of each recurrent layer, 128 by default. */
  readonly units?: number;
  /** Recurrent layers on top of each other, 1 by default. */
  readonly layers?: number;
  /** Their kind: 'simpleRnn' (default), 'gru' or 'lstm'. */
  readonly cell?: keyof typeof cells;
}

/** Every kind that may be chosen; the one place where a name is listed. */
const cells = { simpleRnn, gru, lstm } satisfies Record<
  string,
  (units: number, options: { returnSequences: true }) => Layer
>;

/**
 * A network that says at every place of a text which character comes next: [length] → [length, size] probabilities.
 *
 *     const { size, windows } = characters(text);
 *     const model = characterRnn(size, { length: 32 });
 *     const compiled = model.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy' });
 *     const { x, y } = windows(32);
 *     await compiled.fit(x, y);
 *
 * @param size how many different characters there are
 * @param options `length`, `width`, `units`, `layers` and the `cell`
 * @throws ArgumentError for a cell there is not
 * Source: Karpathy, “The unreasonable effectiveness of recurrent neural networks”, 2015.
 */
export function characterRnn<const N extends number, const T extends number = 64>(
  size: N,
  options?: CharacterRnnOptions<T>,
): Sequential<readonly [T], readonly [T, N]>;
export function characterRnn(
  size: number,
  options: CharacterRnnOptions = {},
): Sequential<readonly [number], readonly [number, number]> {
  const { length = 64, width = 32, units = 128, layers = 1, cell = 'simpleRnn' } = options;
  const make = lookUp<(units: number, options: { readonly returnSequences: true }) => Layer>(
    cells,
    cell,
    'characterRnn: cell',
  );
  checkWholeNumber('characterRnn', 'layers', layers);
  return new Sequential<readonly [number], readonly [number, number]>(
    [length],
    [
      embedding(size, width),
      ...Array.from({ length: layers }, () => make(units, { returnSequences: true })),
      dense(size, { activation: 'softmax' }),
    ],
  );
}

/**
 * The same with long short-term memory, which keeps what was opened until it is closed.
 *
 * @param size how many different characters there are
 * @param options `length`, `width`, `units` and `layers` as for `characterRnn`
 * Source: Graves, “Generating sequences with recurrent neural networks”, 2013.
 */
export function characterLstm<const N extends number, const T extends number = 64>(
  size: N,
  options: Omit<CharacterRnnOptions<T>, 'cell'> = {},
): Sequential<readonly [T], readonly [T, N]> {
  return characterRnn(size, { ...options, cell: 'lstm' });
}
