/** Settings in a configuration: what each may be, and the sentence where it is something else. */
import { ArgumentError, lookUp, written } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Pair } from '../tensor/window-types.ts';

/** One setting: how it is read from plain data. */
export interface Field<T> {
  /** What it may be, for error sentences: `a whole number ≥ 1`. */
  readonly expected: string;
  /** The setting, or undefined where the value is none. */
  read(value: Json, place: string): T | undefined;
}

/** A setting that may be left out. */
export interface Optional<T> extends Field<T> {
  readonly optional: true;
}

/** The settings of a kind of layer by name. */
export type Fields = Readonly<Record<string, Field<unknown>>>;

type TypeOf<F> = F extends Field<infer T> ? T : never;
type OptionalNames<F extends Fields> = { [K in keyof F]: F[K] extends Optional<unknown> ? K : never }[keyof F];

/** The settings that fields describe, as `make` receives them. */
export type Settings<F extends Fields> = { readonly [K in Exclude<keyof F, OptionalNames<F>>]: TypeOf<F[K]> } & {
  readonly [K in OptionalNames<F>]?: TypeOf<F[K]>;
};

/** A setting that may be left out. */
export function optional<T>(field: Field<T>): Optional<T> {
  return { expected: field.expected, read: (value, place) => field.read(value, place), optional: true };
}

/** A whole number from `least` on. */
export function wholeNumber(least: number): Field<number> {
  return {
    expected: `a whole number ≥ ${least}`,
    read: (value) => (typeof value === 'number' && Number.isInteger(value) && value >= least ? value : undefined),
  };
}

/** A finite number from `least` to `largest`; both ends unless said otherwise by the layer itself. */
export function numberIn(least = -Infinity, largest = Infinity): Field<number> {
  const ends = [least === -Infinity ? '' : ` ≥ ${least}`, largest === Infinity ? '' : ` ≤ ${largest}`];
  return {
    expected: `a number${ends.filter((end) => end !== '').join(' and')}`,
    read: (value) =>
      typeof value === 'number' && Number.isFinite(value) && value >= least && value <= largest ? value : undefined,
  };
}

/** True or false. */
export const flag: Field<boolean> = {
  expected: 'true or false',
  read: (value) => (typeof value === 'boolean' ? value : undefined),
};

/** Any text. */
export const text: Field<string> = {
  expected: 'a text',
  read: (value) => (typeof value === 'string' ? value : undefined),
};

/** One of the names given; an unknown one is answered with the nearest. */
export function oneOf<const T extends string>(names: readonly T[]): Field<T> {
  const table: Readonly<Record<string, T>> = Object.fromEntries(names.map((name) => [name, name]));
  return {
    expected: `one of ${names.map((name) => `'${name}'`).join(', ')}`,
    read: (value, place) => (typeof value === 'string' ? lookUp(table, value, place) : undefined),
  };
}

/** A whole number ≥ 1 for height and width, or two of them. */
export const pair: Field<Pair> = {
  expected: 'a whole number ≥ 1, or two of them, [height, width]',
  read(value) {
    if (isSize(value)) return value;
    return Array.isArray(value) && value.length === 2 && value.every(isSize) ? [value[0], value[1]] : undefined;
  },
};

/** Lengths of axes, whole numbers ≥ `least`. */
export function lengths(least = 0): Field<readonly number[]> {
  return {
    expected: `a list of whole numbers ≥ ${least}`,
    read: (value) => (isWholeNumbers(value) && value.every((length) => length >= least) ? value : undefined),
  };
}

function isSize(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1;
}

function isWholeNumbers(value: Json): value is readonly number[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'number' && Number.isInteger(item));
}

/**
 * The settings that `fields` describe, from plain data.
 * @param place where they stand, for messages: `layers[1] (dense)`
 * @throws ArgumentError that names the place and the field: missing, unknown, or not what it may be
 */
export function readFields<F extends Fields>(fields: F, values: JsonObject, place: string): Settings<F> {
  for (const name of Object.keys(values)) lookUp(fields, name, `${place}: field`);
  const read = Object.entries(fields).flatMap(([name, field]) => {
    if (!Object.hasOwn(values, name)) {
      if ('optional' in field) return [];
      throw new ArgumentError({ what: place, expected: `${name}: ${field.expected}`, received: 'no such field' });
    }
    const value = field.read(values[name], `${place}.${name}`);
    if (value !== undefined) return [[name, value] as const];
    throw new ArgumentError({ what: `${place}.${name}`, expected: field.expected, received: written(values[name]) });
  });
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: each field was read by its own reader, and none but optional ones is missing
  return Object.fromEntries(read) as Settings<F>;
}
