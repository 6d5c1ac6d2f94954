import { expect, test } from 'vitest';
import { layOut } from '../../../kernel/language/lines.ts';

const at = (line: number, column: number, sourceLine: number) => ({ line, column, sourceLine, sourceColumn: 0 });

test('code moves down to the line that it comes from, and up into one line where lines were split', () => {
  const { text } = layOut('a();\nb(\n  c);', [at(0, 0, 2), at(1, 0, 4), at(2, 2, 4)]);
  expect(text).toBe('\n\na(); \n\nb( c);');
});

test('line breaks in template literals and continued strings stay', () => {
  const { text } = layOut('f(`one\n  two`);\ng("x\\\ny");', [at(0, 0, 0), at(2, 0, 3)]);
  expect(text).toBe('f(`one\n  two`); \n\ng("x\\\ny");');
});

test('what was moved up does not push the rest down', () => {
  const { text } = layOut('late();\na();\nb();\nc();', [at(0, 0, 9), at(1, 0, 0), at(2, 0, 1), at(3, 0, 2)]);
  expect(text).toBe('late(); a(); \nb(); \nc();');
});

test('no line break comes between return and its value, or before an arrow', () => {
  expect(layOut('return x;', [at(0, 0, 0), at(0, 7, 2)]).text).toBe('return x;');
  expect(layOut('(a) => a;', [at(0, 0, 0), at(0, 4, 2)]).text).toBe('(a) => a;');
});

test('mappings follow the code', () => {
  const { mappings } = layOut('a();\nb();', [at(0, 0, 1), at(1, 0, 1)]);
  expect(mappings.map(({ line, column }) => [line, column])).toEqual([
    [1, 0],
    [1, 5],
  ]);
});
