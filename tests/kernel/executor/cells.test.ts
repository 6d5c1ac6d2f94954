import { afterAll, describe, expect, test } from 'vitest';
import { type Thrown } from '../../../kernel/executor/contract.ts';
import { isRunning, type Ran, sleep, startHarness, until } from './harness.ts';

const harness = startHarness();
afterAll(() => harness.executor.close());

function errorOf({ outcome }: Ran): Thrown {
  if (outcome.status !== 'error') throw new Error(`expected an error, received ${JSON.stringify(outcome)}`);
  return outcome.error;
}

describe('values', () => {
  test.each([
    ['"text"', "'text'"],
    ['[1, 2, 3].map((n) => n * n)', '[ 1, 4, 9 ]'],
    ['10n', '10n'],
    ['NaN', 'NaN'],
    ['null', 'null'],
    ['new Map([[1, { a: 2 }]])', 'Map(1) { 1 => { a: 2 } }'],
  ])('%s shows %s', async (code, shown) => expect(await harness.value(code)).toBe(shown));

  test('undefined shows nothing', async () => {
    expect((await harness.run('undefined')).outcome).toEqual({ status: 'ok' });
  });

  test('with a display method show what it returns, also later', async () => {
    const code = (result: string): string => `({ [Symbol.for('Jupyter.display')]: ${result} })`;
    const now = await harness.run(code("() => ({ 'text/html': '<b>1</b>' })"));
    expect(now.outcome).toMatchObject({ result: { data: { 'text/html': '<b>1</b>' } } });
    const later = await harness.run(code("async () => ({ 'image/png': new Uint8Array([1, 2, 3]) })"));
    expect(later.outcome).toMatchObject({ result: { data: { 'image/png': 'AQID' } } });
  });

  test('may bring metadata, and say that they were shown already', async () => {
    const bundle = "{ 'text/html': 'x' }";
    const code = `({ [Symbol.for('Jupyter.display')]: () => (${bundle}), [Symbol.for('Jupyter.metadata')]: { 'text/html': { a: 1 } } })`;
    expect((await harness.run(code)).outcome).toMatchObject({ result: { metadata: { 'text/html': { a: 1 } } } });
    expect((await harness.run("({ [Symbol.for('tslate.shown')]: true })")).outcome).toEqual({ status: 'ok' });
  });

  test('with a display method that returns nonsense fail with a sentence', async () => {
    const { evalue } = errorOf(await harness.run("({ [Symbol.for('Jupyter.display')]: () => 5 })"));
    expect(evalue).toContain('an object whose keys are MIME types');
  });
});

describe('errors', () => {
  test('name the place in the cell and not the kernel', async () => {
    const error = errorOf(await harness.run("function f() {\n  throw new RangeError('boom');\n}\nf()"));
    expect(error).toMatchObject({ ename: 'RangeError', evalue: 'boom' });
    expect(error.frames.map(({ name, file, line }) => `${name}@${file.replace(/\d+/, 'N')}:${line}`)).toEqual([
      ...['f@cell-N.ts:2', '@cell-N.ts:4'],
    ]);
    expect(error.frames[0]?.column).toBe(9);
  });

  test('tell their causes', async () => {
    const error = errorOf(await harness.run("throw new Error('outer', { cause: new TypeError('inner') })"));
    expect(error.causes).toMatchObject([{ ename: 'TypeError', evalue: 'inner' }]);
  });

  test('tell each cause once, however they point at one another', async () => {
    const { outcome } = await harness.run(
      "var e = new Error('a', { cause: new Error('b') }); e.cause.cause = e; throw e",
    );
    expect(outcome).toMatchObject({ error: { evalue: 'a', causes: [{ evalue: 'b', causes: [] }] } });
  });

  test('have the name of their class, unless they have one of their own', async () => {
    const nameOf = async (code: string): Promise<string> => errorOf(await harness.run(code)).ename;
    expect(await nameOf("class ValidationError extends RangeError {} throw new ValidationError('x')")).toBe(
      'ValidationError',
    );
    expect(await nameOf("class A extends Error { name = 'Mine' } throw new (class B extends A {})('x')")).toBe('Mine');
    expect(await nameOf("throw Object.assign(new Error('x'), { name: 'Given' })")).toBe('Given');
    expect(await nameOf("throw new (class extends TypeError {})('x')")).toBe('TypeError');
    expect(await nameOf('AbortSignal.abort().throwIfAborted()')).toBe('AbortError');
    expect(await nameOf("require('node:assert').equal(1, 2)")).toBe('AssertionError');
  });

  test('tell their own fields, and no others', async () => {
    const fieldsOf = async (code: string): Promise<string | undefined> => errorOf(await harness.run(code)).fields;
    expect(await fieldsOf("throw Object.assign(new Error('x'), { name: 'N', code: 'E1', at: [1, 2] })")).toBe(
      "{ code: 'E1', at: [ 1, 2 ] }",
    );
    expect(
      await fieldsOf("throw Object.defineProperty(new Error('x'), 'f', { enumerable: true, get() { throw 1 } })"),
    ).toBe('{ f: [Getter] }');
    expect(await fieldsOf("throw new Error('x', { cause: 1 })")).toBeUndefined();
    const long = await fieldsOf("throw Object.assign(new Error('x'), { text: 'x'.repeat(1e6), list: Array(1e5) })");
    expect(long?.length).toBeLessThan(2100);
  });

  test('may be any value', async () => {
    expect(errorOf(await harness.run('throw { code: 5 }'))).toMatchObject({ evalue: '{ code: 5 }' });
    expect(errorOf(await harness.run('throw null'))).toMatchObject({ evalue: 'null' });
  });

  test('keep what the cell declared before', async () => {
    const { outcome } = await harness.run("var a = 1; __tslate.reached = 1; throw new Error('x'); var b = 2", {
      declares: ['a', 'b'],
    });
    expect(outcome).toMatchObject({ status: 'error', declared: ['a'] });
    expect(await harness.value('a')).toBe('1');
  });

  test('of timers and of forgotten promises are shown', async () => {
    await harness.run(
      "setTimeout(() => { throw new Error('late throw') }, 5); Promise.reject(new Error('forgotten')); 0",
    );
    const late = (): string[] =>
      harness.seen.flatMap((event) => (event.kind === 'late-error' ? [event.error.evalue] : []));
    await until(() => late().length === 2);
    expect(late().sort()).toEqual(['forgotten', 'late throw']);
    expect(await harness.value('2 + 2')).toBe('4');
  });
});

describe('every cell ends, also one', () => {
  test('that declares what the kernel itself needs', async () => {
    const other = startHarness();
    expect((await other.run('var globalThis = 5', { declares: ['globalThis'] })).outcome.status).toBe('ok');
    expect((await other.run('var q = [1]', { declares: ['q'] })).outcome.status).toBe('ok');
    expect(await other.value('[globalThis, q]')).toBe('[ 5, [ 1 ] ]');
    await other.executor.close();
  });

  test('that declares a name which throws when it is read', async () => {
    await harness.run(
      "Object.defineProperty(globalThis, 'trap', { configurable: true, get() { throw Error('shut') } })",
    );
    expect(errorOf(await harness.run('var trap = 1', { declares: ['trap'] })).evalue).toBe('shut');
  });

  test.each([
    ['in every way', 'new Proxy(new Error("x"), new Proxy({}, { get() { throw Object.create(null) } }))'],
    ['in its own way', '({ [Symbol.for("nodejs.util.inspect.custom")]() { throw Object.create(null) } })'],
  ])('that throws what resists being shown %s', async (_, thrown) => {
    expect(errorOf(await harness.run(`throw ${thrown}`)).evalue).toContain('the thrown value cannot be shown');
    const { outcome } = await harness.run(`Promise.reject(${thrown})`, { isAsync: true });
    expect(outcome.status).toBe('error');
  });

  test('whose end cannot be written as JSON', async () => {
    const other = startHarness();
    const broken = 'Object.prototype.toJSON = () => { throw new Error("never") }; "x"';
    expect(errorOf(await other.run(broken)).evalue).toContain('the end of the cell cannot be told');
    expect(errorOf(await other.run('throw new Error("y")')).evalue).toContain('the end of the cell cannot be told');
    await other.executor.close();
  });
});

describe('displays', () => {
  test('are updated through their handle, and the handle is no result', async () => {
    const { events, outcome } = await harness.run(
      "var shown = display({ 'text/plain': 'one' }, { id: 'd1' }); shown.update({ 'text/plain': 'two' }); shown",
    );
    expect(events).toMatchObject([
      { kind: 'display', id: 'd1', update: false, data: { 'text/plain': 'one' } },
      { kind: 'display', id: 'd1', update: true, data: { 'text/plain': 'two' } },
    ]);
    expect(outcome).toEqual({ status: 'ok' });
  });

  test('are open to libraries through the hook on the global object', async () => {
    const { events } = await harness.run("globalThis[Symbol.for('tslate.display')]({ 'text/html': '<i>x</i>' }); 0");
    expect(events).toMatchObject([{ kind: 'display', data: { 'text/html': '<i>x</i>' } }]);
  });

  test('of html, markdown and pictures carry their types', async () => {
    const { events } = await harness.run(
      'display(html`<b>${1 + 1}</b>`); display(markdown("# x")); display(image(new Uint8Array([0x89, 0x50, 0x4e, 0x47]))); clearOutput(true); 0',
    );
    expect(events).toMatchObject([
      { data: { 'text/html': '<b>2</b>' } },
      { data: { 'text/markdown': '# x' } },
      { data: { 'image/png': 'iVBORw==' } },
      { kind: 'clear', wait: true },
    ]);
  });
});

describe('the end of the process', () => {
  test('by process.exit ends the cell only', async () => {
    await harness.run('var kept = 5');
    expect(errorOf(await harness.run('process.exit(1)')).evalue).toContain('process.exit(1) was called');
    expect(await harness.value('kept')).toBe('5');
  });

  test('by a crash is told with its reason, and a new one runs the next cell', async () => {
    await harness.run('var gone = 5');
    const { outcome, stderr } = await harness.run('process.abort()');
    expect(outcome).toMatchObject({ status: 'died', reason: expect.stringContaining('SIGABRT') });
    expect(stderr).toBe('');
    expect(await harness.value('typeof gone')).toBe("'undefined'");
  });

  test('is noticed, and its child processes end, also when they hold its pipes', async () => {
    const { stdout } = await harness.run(
      "console.log(require('node:child_process').spawn('sleep', ['60'], { stdio: 'inherit' }).pid)",
    );
    expect((await harness.run('process.abort()')).outcome.status).toBe('died');
    await until(() => !isRunning(Number(stdout)));
  });

  test('while no cell runs is told too', async () => {
    await harness.run('setTimeout(() => process.abort(), 20); 0');
    await until(() => harness.seen.some(({ kind }) => kind === 'died'));
    expect(await harness.value('1 + 1')).toBe('2');
  });

  test('for want of memory is told as that', async () => {
    const before = process.env['NODE_OPTIONS'];
    process.env['NODE_OPTIONS'] = '--max-old-space-size=64';
    const small = startHarness();
    process.env['NODE_OPTIONS'] = before ?? '';
    await sleep(0);
    const { outcome } = await small.run('var all = []; for (;;) all.push(new Array(1000).fill({}))');
    expect(outcome).toMatchObject({ status: 'died', reason: expect.stringContaining('out of memory') });
    await small.executor.close();
  });
});
