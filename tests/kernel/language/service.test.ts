import { afterAll, describe, expect, test } from 'vitest';
import { Notebook, messages } from './harness.ts';

const notebook = new Notebook(import.meta.dirname, 'declare function display(value: unknown): void;\n');
afterAll(() => notebook.language.close());

describe('declarations across cells', () => {
  test('a closure sees a later assignment', async () => {
    await notebook.value('let count = 0; const inc = () => ++count');
    expect(await notebook.value('count = 10; inc()')).toBe(11);
    expect(await notebook.value('count')).toBe(11);
  });

  test('an earlier variable can stand as a shorthand property', async () => {
    await notebook.value('const shorthand = 1');
    expect(await notebook.value('({ shorthand })')).toEqual({ shorthand: 1 });
  });

  test('a name can be declared again with another type, also as another kind of declaration', async () => {
    await notebook.value('const again: number = 1');
    await notebook.value('const again: string = "one"');
    expect(await notebook.value('again.toUpperCase()')).toBe('ONE');
    await notebook.value('function again(): boolean { return true }');
    expect(await notebook.value('again()')).toBe(true);
    await notebook.value('class again { kind = "class" }');
    expect(await notebook.value('new again().kind')).toBe('class');
    await notebook.value('let again');
    expect(await notebook.value('again')).toBe(undefined);
  });

  test('instances of a class that was defined again keep their old type', async () => {
    await notebook.value('class P { old = 1 }\nconst p = new P()');
    await notebook.value('class P { young = 2 }\nconst q = new P()');
    expect(await notebook.value('p.old + q.young')).toBe(3);
    expect(messages(await notebook.run('p.young'))).toEqual([
      "TS2339 1:3 Property 'young' does not exist on type 'P'.",
    ]);
    const [message] = messages(await notebook.run('const wrong: P = p'));
    expect(message).toMatch(/type 'P \(of cell-\d+\.ts\)' but required in type 'P \(of cell-\d+\.ts\)'/);
  });

  test('generics, overloads, interfaces, type aliases, enums and namespaces carry over', async () => {
    await notebook.value(`interface Box<T> { value: T }
type Pair<A, B = A> = readonly [A, B];
function box<T>(value: T): Box<T> { return { value } }
function size(x: string): number;
function size(x: number[]): string;
function size(x: string | number[]): number | string { return typeof x === 'string' ? x.length : String(x.length) }
enum Color { Red, Green = 5 }
const enum Flag { On = 1 }
namespace Geometry { export const tau = 6; export interface Point { x: number } }`);
    expect(await notebook.value('const b: Box<number> = box(3); b.value.toFixed(1)')).toBe('3.0');
    expect(await notebook.value('const s: number = size("four"); s')).toBe(4);
    expect(await notebook.value('const t: string = size([1]); t')).toBe('1');
    expect(await notebook.value('const pair: Pair<Color> = [Color.Red, Color.Green]; pair')).toEqual([0, 5]);
    expect(await notebook.value('const point: Geometry.Point = { x: Geometry.tau + Flag.On }; point.x')).toBe(7);
    const [message] = messages(await notebook.run('size(3)'));
    expect(message).toMatch(/^TS2769 1:6 No overload matches/);
  });

  test('an enum that is declared again has only its new members', async () => {
    await notebook.value('enum Level { Low, High }');
    await notebook.value('enum Level { Only = 7 }');
    expect(await notebook.value('Object.keys(Level)')).toEqual(['7', 'Only']);
  });

  test('a type and a value of one name may come from two cells', async () => {
    await notebook.value('const User = { parse: (name: string) => ({ name }) }');
    await notebook.value('type User = ReturnType<typeof User.parse>');
    expect(await notebook.value('const user: User = User.parse("Ada"); user.name')).toBe('Ada');
    await notebook.value('const User = { parse: (name: string) => ({ name: name + "!" }) }');
    expect(await notebook.value('const user2: User = User.parse("Ada"); user2.name')).toBe('Ada!');
  });

  test('constants cannot be assigned to, variables can', async () => {
    await notebook.value('const fixed = 1; let free: string | undefined');
    expect(await notebook.value('free = "x"; free.length')).toBe(1);
    expect(messages(await notebook.run('fixed = 2'))).toEqual([
      "TS2588 1:1 Cannot assign to 'fixed' because it is a constant.",
    ]);
  });

  test('declare global reaches all later cells', async () => {
    await notebook.value(
      'declare global { interface Array<T> { second(): T | undefined } }\nArray.prototype.second = function () { return this[1] };',
    );
    expect(await notebook.value('[1, 2].second()')).toBe(2);
  });

  test('a private-looking or anonymous class does not stop the cells that use its instances', async () => {
    await notebook.value(
      'const Anonymous = class { #secret = 1; private hidden = 2; show() { return this.#secret + this.hidden } }',
    );
    expect(await notebook.value('const made = new Anonymous(); made.show()')).toBe(3);
    expect(await notebook.value('made.show() + 1')).toBe(4);
  });
});

describe('failing cells', () => {
  test('a failed cell keeps what it declared before it failed, and leaves the rest as it was', async () => {
    await notebook.value('const kept = "before"; const late = "old"');
    const failed = await notebook.run('const kept = 1;\nthrow new Error("stop");\nconst late = 2;');
    expect(failed.error).toBeInstanceOf(Error);
    expect(await notebook.value('kept + 1')).toBe(2);
    expect(await notebook.value('late.toUpperCase()')).toBe('OLD');
  });

  test('the same in a cell with await', async () => {
    await notebook.run('const first = await 1;\nfunction hoisted() { return first }\nthrow 1;\nconst unreached = 2;');
    expect(await notebook.value('hoisted() + first')).toBe(2);
    expect(messages(await notebook.run('unreached'))).toEqual(["TS2304 1:1 Cannot find name 'unreached'."]);
  });

  test('a cell that is not committed leaves no trace', async () => {
    await notebook.language.compile('const ghost = 1', { name: 'ghost.ts', check: 'error' });
    expect(messages(await notebook.run('ghost'))).toEqual(["TS2304 1:1 Cannot find name 'ghost'."]);
  });

  test('a name that was never compiled cannot be committed', async () => {
    await expect(notebook.language.commit('nowhere.ts', [])).rejects.toThrow('Cannot commit nowhere.ts');
  });
});

test('three hundred cells leave nothing behind in answers', async () => {
  const before = (await notebook.language.compile('1 + 1', { name: 'small', check: 'error' })).javascript;
  await notebook.value('const grown0 = 0');
  for (let n = 1; n <= 300; n += 1) await notebook.value(`const grown${n} = grown${n - 1} + 1`);
  expect(await notebook.value('grown300')).toBe(300);
  const cell = await notebook.language.compile('1 + 1', { name: 'small', check: 'error' });
  expect(cell.javascript).toBe(before);
  expect(cell.diagnostics).toEqual([]);
});

test('after a reset earlier names are unknown', async () => {
  await notebook.value('const forgotten = 1');
  await notebook.language.reset();
  expect(messages(await notebook.run('forgotten'))).toEqual(["TS2304 1:1 Cannot find name 'forgotten'."]);
});
