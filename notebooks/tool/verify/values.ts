/** Comparing what a cell said with what it was expected to say: text, numbers, results within a band. */
import { type Contract } from '../contract.ts';
import { type Results } from '../notebook/results.ts';

type Band = Extract<Contract, { kind: 'band' }>;

const number = /[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?|[-+]?Infinity|NaN/gi;

/** The numbers in a text, in order; `NaN` and `Infinity` are numbers too. */
export const numbersIn = (text: string): number[] =>
  (text.match(number) ?? []).map((word) =>
    /^nan$/i.test(word) ? NaN : Number(word.replace(/^([-+]?)infinity$/i, '$1Infinity')),
  );

/** The first difference between two lists of numbers in one clause; undefined where all agree within the tolerance. */
export function numberDifference(
  found: readonly number[],
  expected: readonly number[],
  tolerance: number,
): string | undefined {
  if (found.length !== expected.length) return `${expected.length} numbers were expected and ${found.length} found`;
  const at = found.findIndex((value, index) => !close(value, expected[index] ?? NaN, tolerance));
  return at < 0 ? undefined : `number ${at + 1} is ${found[at]} where ${expected[at]} was expected`;
}

/** The first line in which two texts differ in one clause; undefined where they are equal. */
export function textDifference(found: string, expected: string): string | undefined {
  if (found === expected) return undefined;
  const lines = found.split('\n');
  const wanted = expected.split('\n');
  const at = Math.max(
    0,
    lines.findIndex((line, index) => line !== wanted[index]),
  );
  const line = lines[at] === wanted[at] ? lines.length : at;
  return `line ${line + 1} is ${quote(lines[line])} where ${quote(wanted[line])} was expected`;
}

/** The bands that hold: of those for one result the one with the most conditions, all of them true. */
export function applicableBands(bands: readonly Band[], conditions: ReadonlySet<string>): Band[] {
  const names = [...new Set(bands.map((band) => band.name))];
  return names.flatMap((name) => {
    const fit = bands.filter(
      (band) => band.name === name && band.when.every((word) => conditions.has(word.toLowerCase())),
    );
    return fit.sort((a, b) => b.when.length - a.when.length).slice(0, 1);
  });
}

/** The fault of a result outside its band, or that nobody published; undefined where it lies within. */
export function bandFault(band: Band, results: Results): string | undefined {
  const value = results[band.name];
  const range = `${band.low}..${band.high}`;
  if (typeof value !== 'number') {
    const names = Object.keys(results).join(', ') || 'none';
    return `check:band promises the result "${band.name}" within ${range}, and no cell so far published it; published: ${names}.`;
  }
  if (value >= band.low && value <= band.high) return undefined;
  return `the result "${band.name}" is ${value}, outside its band ${range}; repair the code, or correct the band and the text.`;
}

function close(a: number, b: number, tolerance: number): boolean {
  if (Object.is(a, b) || a === b) return true;
  return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));
}

const quote = (line: string | undefined): string =>
  line === undefined ? 'missing' : `"${line.length > 60 ? `${line.slice(0, 60)}…` : line}"`;
