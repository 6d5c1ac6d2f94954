import { expect, test } from 'vitest';
import { decodeMappings, encodeSourceMap } from '../../../kernel/language/source-map.ts';

test('mappings survive encoding and decoding', () => {
  const mappings = [
    { line: 0, column: 0, sourceLine: 0, sourceColumn: 4 },
    { line: 0, column: 17, sourceLine: 0, sourceColumn: 2 },
    { line: 3, column: 5, sourceLine: 1200, sourceColumn: 0 },
    { line: 4, column: 1, sourceLine: 7, sourceColumn: 999 },
  ];
  const json = encodeSourceMap('cell-1.ts', mappings);
  expect(JSON.parse(json)).toMatchObject({ version: 3, sources: ['cell-1.ts'] });
  expect(decodeMappings(json)).toEqual(mappings);
});

test('what is no source map is refused', () => {
  expect(() => decodeMappings('{}')).toThrow('A source map was expected');
});
