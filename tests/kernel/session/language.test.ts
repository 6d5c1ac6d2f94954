/** Cells are TypeScript modules with a memory: every line of that promise, over a real kernel. */
import { mkdirSync, mkdtempSync, realpathSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readObject } from '../../../kernel/protocol/json.ts';
import { errorOf, resultOf } from '../protocol/answers.ts';
import { startTestKernel, type TestKernel } from '../protocol/kernel.ts';

let kernel: TestKernel;
const directory = realpathSync(mkdtempSync(join(tmpdir(), 'tslate-test-')));
let written = 0;

/** Writes a file with a time of its own, so that an edit within the same millisecond counts as one. */
function write(name: string, text: string): void {
  const file = join(directory, name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  written += 1;
  utimesSync(file, 1_700_000_000 + written, 1_700_000_000 + written);
}

beforeAll(async () => {
  const esm = (name: string, extra: object) => JSON.stringify({ name, version: '1.0.0', type: 'module', ...extra });
  write('node_modules/only-esm/package.json', esm('only-esm', { exports: { import: './index.js' } }));
  write('node_modules/only-esm/index.js', 'export const kind = await Promise.resolve("esm");\nexport default 5;');
  write(
    'node_modules/only-esm/index.d.ts',
    'export declare const kind: string;\ndeclare const _default: number;\nexport default _default;',
  );
  write('node_modules/common/package.json', '{ "name": "common", "version": "1.0.0", "main": "main.js" }');
  write('node_modules/common/main.js', 'module.exports = { twice: (x) => 2 * x };');
  write('node_modules/common/main.d.ts', 'export declare function twice(x: number): number;');
  write('data.json', '{ "list": [1, 2], "name": "n" }');
  write('local.ts', 'export const version: number = 1;\nexport enum Level { low, high }');
  kernel = await startTestKernel(directory);
});
afterAll(() => kernel.stop());

/** Runs cells one after another; the text of the last one's result, or its error. */
async function last(...cells: readonly string[]): Promise<unknown> {
  let shown: unknown;
  for (const code of cells) {
    const answer = await kernel.execute(code);
    shown = answer.reply.content['status'] === 'ok' ? resultOf(answer) : errorOf(answer).evalue;
  }
  return shown;
}

describe('a cell may have', () => {
  test.each([
    ['await at its top', ['const waited = await Promise.resolve(3)', 'waited'], '3'],
    ['for await', ['let all = ""; for await (const part of ["a", "b"]) all += part', 'all'], "'ab'"],
    ['an import of an ESM-only package', ["import five, { kind } from 'only-esm'", '[five, kind]'], "[ 5, 'esm' ]"],
    ['a dynamic import of it', ["(await import('only-esm')).default"], '5'],
    ['an import of a CommonJS package', ["import { twice } from 'common'\ntwice(4)"], '8'],
    ['require', ["const common: { twice(x: number): number } = require('common'); common.twice(2)"], '4'],
    ['an import of JSON', ["import data from './data.json'\ndata.list.length + data.name"], "'2n'"],
    ['a dynamic import of JSON', ["(await import('./data.json')).default.name"], "'n'"],
    [
      'an import of types only',
      ["import type { Level } from './local'\nlet level: Level | undefined; level"],
      undefined,
    ],
    ['import.meta', ['import.meta.dirname === process.cwd()'], 'true'],
    ['__dirname', ['__dirname === process.cwd()'], 'true'],
    [
      'JSX with its own factory',
      [
        'declare global { namespace JSX { interface IntrinsicElements { b: { id: string } } } }',
        '/** @jsxRuntime classic */\n/** @jsx h */\nconst h = (tag: string, props: { id: string } | null): string => `${tag}#${props?.id}`;\n<b id="x" />',
      ],
      "'b#x'",
    ],
    [
      'enums, and const enums',
      ['enum Colour { red = 1, green }\nconst enum Flag { a = 8 }', 'Colour[2] + Colour.red + Flag.a'],
      "'green18'",
    ],
    [
      'namespaces',
      [
        'namespace Geometry { export const pi = 3; export interface P { x: number } }',
        'const p: Geometry.P = { x: Geometry.pi }; p.x',
      ],
      '3',
    ],
    ['satisfies', ['const sized = { a: 1 } satisfies Record<string, number>; sized.a'], '1'],
    [
      'decorators',
      [
        'const seen: string[] = [];\nfunction log<T>(target: T, context: ClassMethodDecoratorContext): T { seen.push(String(context.name)); return target }\nclass Logged { @log method() {} }',
        'seen',
      ],
      "[ 'method' ]",
    ],
    [
      'using',
      [
        'const closed: string[] = [];\n{ using door = { [Symbol.dispose]() { closed.push("closed") } }; closed.push("in") }\nclosed',
      ],
      "[ 'in', 'closed' ]",
    ],
    [
      'generators, labels and private fields',
      [
        'class Count { #n = 0; *[Symbol.iterator]() { outer: for (;;) { while (true) { if (this.#n > 2) break outer; yield this.#n++ } } } }',
        '[...new Count()]',
      ],
      '[ 0, 1, 2 ]',
    ],
    [
      'accessors and static blocks',
      ['class Box { static made = 0; static { Box.made = 7 } accessor value = 1 }', 'Box.made + new Box().value'],
      '8',
    ],
    ['an export, which it does not need', ['export const exported = 1; export default exported', 'exported'], '1'],
    ['a trailing semicolon, which hides the result', ['5;'], undefined],
    ['a comment behind its result', ['5 // five'], '5'],
    ['an object literal as its result', ['{ a: 1 }'], '{ a: 1 }'],
    ['an assertion that something is', ['const unknown: unknown = "s"; (unknown as string).length'], '1'],
    [
      'a non-null assertion, optional chaining and ??',
      ['const maybe: { a?: { b: number } } = {}; maybe.a?.b ?? 9'],
      '9',
    ],
    ['template literal types', ['type Key = `on${Capitalize<"click">}`; const key: Key = "onClick"; key'], "'onClick'"],
  ])('%s', async (_, cells, shown) => expect(await last(...cells)).toBe(shown));
});

describe('later cells', () => {
  test.each([
    [
      'may declare a name with another type',
      ['let x = 1', 'const x = "text"', 'function x(): boolean { return true }', 'class x { a = 1 }', 'new x().a'],
      '1',
    ],
    ['see what closures changed', ['let n = 0; const up = () => ++n', 'up(); up()', 'n = 10; up()', 'n'], '11'],
    [
      'see classes, and extend them',
      [
        'class Base<T> { constructor(readonly value: T) {} }',
        'class Derived extends Base<number> { get twice() { return this.value * 2 } }',
        'new Derived(4).twice',
      ],
      '8',
    ],
    [
      'see interfaces and type aliases',
      [
        'interface Shape { size: number }\ntype Maybe<T> = T | undefined',
        'const shape: Maybe<Shape> = { size: 3 }; shape.size',
      ],
      '3',
    ],
    [
      'see generics and overloads',
      [
        'function pick(a: string): string;\nfunction pick(a: number): number;\nfunction pick<T>(a: T): T { return a }',
        'const s: string = pick("a"); const m: number = pick(2); s + m',
      ],
      "'a2'",
    ],
    [
      'see interfaces merged in one cell',
      ['interface Wide { a: 1 }\ninterface Wide { b: 2 }', 'const wide: Wide = { a: 1, b: 2 }; wide.b'],
      '2',
    ],
    ['see imported names', ["import { sep } from 'node:path'", 'sep'], "'/'"],
    [
      'see types narrowed anew',
      ['let either: string | number = 5', 'typeof either === "string" ? "s" : either.toFixed(1)'],
      "'5.0'",
    ],
  ])('%s', async (_, cells, shown) => expect(await last(...cells)).toBe(shown));

  test('are told what no longer fits when a type changed', async () => {
    await last('const size = 5', 'const half = (): number => size / 2', 'const size = "large"');
    expect(await last('size / 2')).toContain('The left-hand side of an arithmetic operation');
    expect(await last('size.length')).toBe('5');
  });

  test('keep what a failed cell declared before it failed, and what it did not reach', async () => {
    await last('let reached = "old"; let missed = "old"');
    expect(await last('let reached = 1; throw new Error("stop"); let missed = 2')).toBe('stop');
    expect(await last('[reached, missed]')).toBe("[ 1, 'old' ]");
    await last('let again = "old"', 'const first = 1; await Promise.reject(new Error("later")); let again = 2');
    expect(await last('[first, again]')).toBe("[ 1, 'old' ]");
  });

  test('are not changed by a cell that does not compile', async () => {
    await last('let steady = 1', 'let steady: string = 2');
    expect(await last('steady + 1')).toBe('2');
  });

  test('load a local file anew when it was edited, with its new types', async () => {
    expect(await last("import { version } from './local'\nversion")).toBe('1');
    write('local.ts', 'export const version: string = "two";');
    expect(await last("import { version } from './local'\nversion.toUpperCase()")).toBe("'TWO'");
    expect(await last('version')).toBe("'two'");
  });
});

describe('questions know', () => {
  const ask = async (name: 'complete_request' | 'inspect_request', code: string) =>
    (await kernel.client.request(name, { code, cursor_pos: code.length, detail_level: 0 }).reply).content;

  test('what earlier cells declared, also when its type changed', async () => {
    await last('let subject = { alpha: 1, beta: 2 }');
    expect(await ask('complete_request', 'subject.')).toMatchObject({ matches: ['alpha', 'beta'] });
    await last('let subject = { gamma: 1 }');
    expect(await ask('complete_request', 'subject.')).toMatchObject({ matches: ['gamma'] });
    const { data } = await ask('inspect_request', 'subject');
    expect(readObject({ data }, 'data')['text/plain']).toContain('gamma: number');
  });

  test('the types of callbacks, imports and keys', async () => {
    await last(
      'interface Options { verbose?: boolean; depth?: number }\nfunction run(options: Options, done: (code: number) => void): void {}',
    );
    expect((await ask('complete_request', 'run({ ver'))['matches']).toContain('verbose');
    expect((await ask('complete_request', 'run({}, (code) => code.toF'))['matches']).toContain('toFixed');
    expect((await ask('complete_request', "import { tw } from 'common'".slice(0, 11)))['status']).toBe('ok');
    expect((await ask('complete_request', "import './loc"))['matches']).toContainEqual(
      expect.stringContaining('local'),
    );
  });
});
