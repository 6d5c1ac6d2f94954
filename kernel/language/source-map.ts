/** Source maps, version 3: the mappings of one source, decoded and encoded. */

/** A place of the generated text and the place that it comes from; all count from 0. */
export interface Mapping {
  readonly line: number;
  readonly column: number;
  readonly sourceLine: number;
  readonly sourceColumn: number;
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Map([...digits].map((digit, value) => [digit, value]));

/** Reads the mappings of a source map (JSON); places without a source are left out. */
export function decodeMappings(json: string): Mapping[] {
  const map: unknown = JSON.parse(json);
  if (typeof map !== 'object' || map === null || !('mappings' in map) || typeof map.mappings !== 'string') {
    throw new Error('A source map was expected to be an object with a string `mappings`.');
  }
  const found: Mapping[] = [];
  let [sourceLine, sourceColumn] = [0, 0];
  map.mappings.split(';').forEach((group, line) => {
    let column = 0;
    for (const segment of group === '' ? [] : group.split(',')) {
      const [columns, source, lines, sourceColumns] = decode(segment);
      column += columns ?? 0;
      if (source === undefined) continue;
      sourceLine += lines ?? 0;
      sourceColumn += sourceColumns ?? 0;
      found.push({ line, column, sourceLine, sourceColumn });
    }
  });
  return found;
}

/** Writes a source map of one source. `mappings` must be in the order of the generated text. */
export function encodeSourceMap(file: string, mappings: readonly Mapping[]): string {
  let text = '';
  let [line, column, sourceLine, sourceColumn] = [0, 0, 0, 0];
  let isFirst = true;
  for (const mapping of mappings) {
    while (line < mapping.line) {
      text += ';';
      line += 1;
      column = 0;
      isFirst = true;
    }
    const deltas = [mapping.column - column, 0, mapping.sourceLine - sourceLine, mapping.sourceColumn - sourceColumn];
    text += (isFirst ? '' : ',') + deltas.map(encode).join('');
    ({ column, sourceLine, sourceColumn } = mapping);
    isFirst = false;
  }
  return JSON.stringify({ version: 3, sources: [file], names: [], mappings: text });
}

function decode(segment: string): number[] {
  const numbers: number[] = [];
  let [value, shift] = [0, 0];
  for (const digit of segment) {
    const bits = values.get(digit) ?? 0;
    value |= (bits & 31) << shift;
    shift += 5;
    if ((bits & 32) !== 0) continue;
    numbers.push((value & 1) === 1 ? -(value >> 1) : value >> 1);
    [value, shift] = [0, 0];
  }
  return numbers;
}

function encode(number: number): string {
  let rest = number < 0 ? (-number << 1) | 1 : number << 1;
  let text = '';
  do {
    const bits = rest & 31;
    rest >>= 5;
    text += digits.charAt(rest > 0 ? bits | 32 : bits);
  } while (rest > 0);
  return text;
}
