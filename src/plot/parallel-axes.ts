/** The axes of parallel coordinates: linear, logarithmic or a list of words, each from 0 to 1 with its ticks. */
import { brief } from '../display/names.ts';

/** One axis. */
export interface ParallelAxis {
  readonly name: string;
  readonly kind: 'linear' | 'logarithmic' | 'words';
  /** Where a value stands, from 0 to 1; undefined for one that has no place. */
  place(value: unknown): number | undefined;
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
}

/** An axis for these values: of numbers logarithmic where they span two decades or more, or where it is wanted; of words in their order. */
export function parallelAxis(name: string, values: readonly unknown[], log = false): ParallelAxis {
  const numbers = values.filter((value): value is number => typeof value === 'number' && Number.isFinite(value));
  if (numbers.length === 0 || values.some((value) => typeof value !== 'number')) return wordAxis(name, values);
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const logarithmic = low > 0 && (log || high / low >= 100);
  const scale = logarithmic ? Math.log10 : (x: number) => x;
  const [from, to] = [scale(low), scale(high)];
  const at = (value: number) => (to > from ? (scale(value) - from) / (to - from) : 0.5);
  const distinct = [...new Set(numbers)].toSorted((a, b) => a - b);
  const marks = distinct.length <= 5 ? distinct : logarithmic ? decades(low, high) : round(low, high);
  return {
    name,
    kind: logarithmic ? 'logarithmic' : 'linear',
    place: (value) => (typeof value === 'number' && Number.isFinite(value) ? at(value) : undefined),
    ticks: marks.map((value) => ({ at: at(value), label: brief(value) })),
  };
}

function wordAxis(name: string, values: readonly unknown[]): ParallelAxis {
  const words = [...new Set(values.map(wordOf))];
  const at = (word: string) => (words.length > 1 ? words.indexOf(word) / (words.length - 1) : 0.5);
  return {
    name,
    kind: 'words',
    place: (value) => (words.includes(wordOf(value)) ? at(wordOf(value)) : undefined),
    ticks: words.map((word) => ({ at: at(word), label: word })),
  };
}

/** A setting in words: lists and objects as JSON, functions by name. */
export function wordOf(value: unknown): string {
  if (typeof value === 'number') return brief(value);
  if (typeof value === 'object' && value !== null) return JSON.stringify(value);
  return typeof value === 'function' ? value.name : String(value);
}

/** The powers of ten between the ends; where they are less than two decades apart, also twice and five times these. */
function decades(low: number, high: number): number[] {
  const [from, to] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const factors = high / low < 100 ? [1, 2, 5] : [1];
  const all = Array.from({ length: to - from + 1 }, (_, i) => factors.map((factor) => Number(`${factor}e${from + i}`)));
  return all.flat().filter((tick) => tick > low * (1 - 1e-9) && tick < high * (1 + 1e-9));
}

/** Multiples of 1, 2 or 5 · 10ᵏ between the ends, about five. */
function round(low: number, high: number): number[] {
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}
