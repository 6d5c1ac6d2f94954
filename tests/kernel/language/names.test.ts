import { expect, test } from 'vitest';
import { mentionedNames, topLevelNames } from '../../../kernel/language/names.ts';
import { parse } from '../../../kernel/language/syntax.ts';

const namesOf = (code: string) => [...topLevelNames(parse(code, 'ts')).keys()];

test('every kind of declaration is found, also in patterns and, for var, in blocks', () => {
  expect(
    namesOf('const { a, b: [c = 1, ...d] } = x; let e; var f; function g() { var no } class H {} enum I {}'),
  ).toEqual(['a', 'c', 'd', 'e', 'f', 'g', 'H', 'I']);
  expect(namesOf('interface A {} type B = 1; namespace C {} declare global {} declare module "x" {}')).toEqual([
    'A',
    'B',
    'C',
  ]);
  expect(namesOf("import d, { a as b, type T } from 'x'; import * as n from 'y'; import 'z'")).toEqual([
    'd',
    'b',
    'T',
    'n',
  ]);
  expect(namesOf('for (var i = 0;;) { let no; if (1) { var { j } = k } } try {} catch (no) { var l }')).toEqual([
    'i',
    'j',
    'l',
  ]);
});

test('how a later cell gets a name depends on its declaration', () => {
  const names = topLevelNames(
    parse('const a = 1; let b; export class C {} type D<T> = T; interface E {} export { a };', 'ts'),
  );
  expect(names.get('a')).toMatchObject({ value: 'const', isType: false, isExported: true });
  expect(names.get('b')).toMatchObject({ value: 'let', isExported: false });
  expect(names.get('C')).toMatchObject({ value: 'import', isType: true, isExported: true });
  expect(names.get('D')).toMatchObject({ value: undefined, isType: true, isPlainType: false });
  expect(names.get('E')).toMatchObject({ value: undefined, isPlainType: true, kind: 'interface' });
});

test('mentioned names are those that may refer to something, not members', () => {
  const mentioned = mentionedNames(parse('a.b(c, { d: e, f }) as G.H<typeof i>; x?.y[z]', 'ts'));
  expect([...mentioned].sort()).toEqual(['G', 'a', 'c', 'e', 'f', 'i', 'x', 'z']);
});
