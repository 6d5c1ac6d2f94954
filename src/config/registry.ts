/** Things that a configuration can name, each with its settings: layers, optimisers, learning rates. */
import { ArgumentError, lookUp, ShapeError, written } from '../errors.ts';
import { isRecord, type Json, type JsonObject } from '../json.ts';
import { type Fields, readFields, type Settings } from './field.ts';

type Build<T> = (settings: JsonObject, place: string) => T;

export class Registry<T> {
  readonly #kinds: Record<string, Build<T>> = {};
  readonly #what: string;
  readonly #example: string;

  /**
   * @param what one of them, for messages: `layer`
   * @param example how one is written
   */
  constructor(what: string, example: string) {
    this.#what = what;
    this.#example = example;
  }

  /** @throws ArgumentError when there is such a kind already */
  add<const F extends Fields>(kind: string, fields: F, make: (settings: Settings<F>) => T): void {
    if (Object.hasOwn(this.#kinds, kind)) {
      const expected = 'a name that is not taken';
      throw new ArgumentError({ what: `kind of ${this.#what}`, expected, received: `'${kind}'` });
    }
    this.#kinds[kind] = (settings, place) => at(place, () => make(readFields(fields, settings, place)));
  }

  names(): readonly string[] {
    return Object.keys(this.#kinds);
  }

  /**
   * What plain data describe: `{ kind, …settings }`, or the kind alone for the usual settings.
   * @param place where they stand, for messages: `layers[1]`
   * @throws ArgumentError that names the place and the field
   */
  read(config: Json, place: string): T {
    const whole = typeof config === 'string' ? { kind: config } : config;
    if (!isRecord(whole) || typeof whole['kind'] !== 'string') {
      const expected = `a kind of ${this.#what} with its settings, for example ${this.#example}`;
      throw new ArgumentError({ what: place, expected, received: written(config) });
    }
    const { kind, ...settings } = whole;
    return lookUp(this.#kinds, kind, `${place}: kind of ${this.#what}`)(settings, `${place} (${kind})`);
  }
}

/** What is said of the settings where they are used, with the place in the configuration in front. */
function at<T>(place: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof ArgumentError && !error.message.startsWith(place)) {
      throw new ArgumentError(`${place}: ${error.message}`);
    }
    if (error instanceof ShapeError) throw new ShapeError(`${place}: ${error.message}`);
    throw error;
  }
}
