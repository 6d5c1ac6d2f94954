import { mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sleep, until } from '../executor/harness.ts';
import { errorOf, resultOf } from '../protocol/answers.ts';
import { type Answer, startTestKernel, type TestKernel } from '../protocol/kernel.ts';

let kernel: TestKernel;
const directory = realpathSync(mkdtempSync(join(tmpdir(), 'tslate-test-')));
beforeAll(async () => {
  kernel = await startTestKernel(directory);
});
afterAll(() => kernel.stop());

const interrupt = (): Promise<unknown> => kernel.client.request('interrupt_request', {}, 'control').reply;

describe('cells', () => {
  test('see what earlier cells declared, and may declare it again', async () => {
    await kernel.execute('let count = 0; const next = (): number => ++count');
    await kernel.execute('count = 10');
    expect(resultOf(await kernel.execute('next()'))).toBe('11');
    await kernel.execute('const count = "text"');
    expect(resultOf(await kernel.execute('count.length'))).toBe('4');
  });

  test('with a type error do not run, and say where and what', async () => {
    const answer = await kernel.execute('globalThis.ran = true\nconst wrong: string = 5');
    const { ename, traceback } = errorOf(answer);
    expect(answer.reply.content['status']).toBe('error');
    expect(ename).toBe('TypeScriptError');
    expect(traceback).toMatch(
      /cell \[\d+\], line 2, column 7: Type 'number' is not assignable to type 'string'\. \(TS2322\)/,
    );
    expect(traceback).toContain('> 2 | const wrong: string = 5\n    |       ^^^^^');
    expect(resultOf(await kernel.execute('"ran" in globalThis'))).toBe('false');
  });

  test('with top-level await, imports and local TypeScript run', async () => {
    writeFileSync(join(directory, 'helper.ts'), 'export const twice = (x: number): number => 2 * x;');
    expect(
      resultOf(
        await kernel.execute("import { twice } from './helper.ts'\nimport { sep } from 'node:path'\n[twice(4), sep]"),
      ),
    ).toBe("[ 8, '/' ]");
    expect(resultOf(await kernel.execute('await Promise.resolve(twice(5))'))).toBe('10');
  });

  test('that are silent show no input or result, and are not counted', async () => {
    const before = await kernel.execute('1');
    const silent = await kernel.execute('var hidden = 7; hidden', { silent: true });
    expect(silent.broadcasts.map(({ name }) => name)).toEqual(['status', 'status']);
    const after = await kernel.execute('hidden');
    expect(resultOf(after)).toBe('7');
    expect(after.reply.content['execution_count']).toBe(Number(before.reply.content['execution_count']) + 1);
  });

  test('evaluate user expressions, good and bad', async () => {
    const { reply } = await kernel.execute('let base = 20', {
      user_expressions: { good: 'base + 1', bad: 'nothing.at.all' },
    });
    expect(reply.content['user_expressions']).toMatchObject({
      good: { status: 'ok', data: { 'text/plain': '21' } },
      bad: { status: 'error', ename: 'ReferenceError' },
    });
  });

  test('behind a failed one are aborted, unless the client does not want it', async () => {
    const send = (code: string, stop = true): Promise<Answer> => kernel.execute(code, { stop_on_error: stop });
    const answers = await Promise.all([send("throw new Error('x')"), send('1'), send('2')]);
    expect(answers.map(({ reply }) => reply.content['status'])).toEqual(['error', 'aborted', 'aborted']);
    const others = await Promise.all([send("throw new Error('x')", false), send('1')]);
    expect(others.map(({ reply }) => reply.content['status'])).toEqual(['error', 'ok']);
    expect((await send('3')).reply.content['status']).toBe('ok');
  });

  test('keep their late output and late errors', async () => {
    const { id, reply } = kernel.client.request('execute_request', {
      code: "setTimeout(() => { console.log('late'); throw new Error('later') }, 60);",
    });
    await reply;
    await until(() => kernel.about(id).some(({ header }) => header.msg_type === 'error'));
    const late = kernel.about(id).flatMap(({ content }) => content['text'] ?? content['evalue'] ?? []);
    expect(late).toEqual(['late\n', 'later']);
  });

  test('update displays in place', async () => {
    const { broadcasts } = await kernel.execute(
      "const shown = display({ 'text/plain': 'a' }, { id: 'here' }); shown.update({ 'text/plain': 'b' });",
    );
    expect(broadcasts.filter(({ name }) => name.includes('display'))).toMatchObject([
      { name: 'display_data', content: { data: { 'text/plain': 'a' }, transient: { display_id: 'here' } } },
      { name: 'update_display_data', content: { data: { 'text/plain': 'b' }, transient: { display_id: 'here' } } },
    ]);
  });

  test('show help in the pager', async () => {
    const { reply } = await kernel.execute('help()');
    expect(reply.content['payload']).toMatchObject([
      { source: 'page', data: { 'text/plain': expect.stringContaining('display(') } },
    ]);
  });
});

describe('interrupts', () => {
  test.each([
    ['a loop', 'while (true) {}'],
    ['a promise that never settles', 'await new Promise(() => {})'],
    ['a loop over timers', 'while (true) await new Promise<void>((r) => setTimeout(r, 0))'],
    ['a loop behind an await', 'await null; while (true) {}'],
  ])('stop %s, keep the variables, and abort what waits', async (_, code) => {
    await kernel.execute('var kept = 3');
    const running = kernel.execute(code);
    const waiting = kernel.execute('1');
    await sleep(400);
    await interrupt();
    expect(errorOf(await running).ename).toBe('KeyboardInterrupt');
    expect((await waiting).reply.content['status']).toBe('aborted');
    expect(resultOf(await kernel.execute('kept'))).toBe('3');
  });

  test('by SIGINT to the kernel do the same', async () => {
    const running = kernel.execute('while (true) {}');
    await sleep(300);
    process.kill(kernel.pid, 'SIGINT');
    expect(errorOf(await running).ename).toBe('KeyboardInterrupt');
    process.kill(kernel.pid, 'SIGINT');
    await sleep(200);
    expect(resultOf(await kernel.execute('kept'))).toBe('3');
  });
});

describe('questions', () => {
  const ask = async (name: 'complete_request' | 'inspect_request', code: string, cursor_pos: number) =>
    (await kernel.client.request(name, { code, cursor_pos, detail_level: 0 }).reply).content;

  test('count the cursor in code points', async () => {
    const content = await ask('complete_request', '"😀😀"; [1].fla', 13);
    expect(content).toMatchObject({ cursor_start: 10, cursor_end: 13, matches: ['flat', 'flatMap'] });
    expect(content['metadata']).toMatchObject({
      _jupyter_types_experimental: [{ start: 10, end: 13, text: 'flat' }, {}],
    });
  });

  test('about a variable tell its type', async () => {
    await kernel.execute('const table = new Map<string, number>()');
    expect(await ask('inspect_request', 'table', 2)).toMatchObject({
      found: true,
      data: {
        'text/plain': expect.stringContaining('Map<string, number>'),
        'text/markdown': expect.stringContaining('```typescript'),
      },
    });
  });

  test('about a function tell its documentation, for terminals without Markdown', async () => {
    await kernel.execute(
      '/** Doubles `x`.\n * @param x a number\n * @example double(2) // 4\n */\nfunction double(x: number) { return 2 * x }',
    );
    const { data } = await ask('inspect_request', 'double', 3);
    expect(data).toMatchObject({ 'text/markdown': expect.stringContaining('- *@param* `x` — a number') });
    expect(data).toMatchObject({
      'text/plain': 'function double(x: number): number\n\nDoubles x.\n\n@param x — a number\n@example\ndouble(2) // 4',
    });
  });

  test('about completeness are answered', async () => {
    const status = async (code: string) =>
      (await kernel.client.request('is_complete_request', { code }).reply).content['status'];
    expect(await status('1 + 1')).toBe('complete');
    expect(await status('if (true) {')).toBe('incomplete');
    expect(await status('let = = 3')).toBe('invalid');
  });

  test('about history come after the cells that were sent before', async () => {
    void kernel.execute('"remember me"');
    const { content } = await kernel.client.request('history_request', {
      hist_access_type: 'tail',
      n: 1,
      output: true,
      raw: true,
    }).reply;
    expect(content['history']).toEqual([[1, expect.any(Number), ['"remember me"', "'remember me'"]]]);
  });
});

describe('the end of the executor', () => {
  test('is an error of the cell; then types and values are forgotten, and the next cell runs', async () => {
    await kernel.execute('let before = 1');
    const error = errorOf(await kernel.execute('process.abort()'));
    expect(error.ename).toBe('ExecutorDied');
    expect(error.evalue).toContain('all variables are gone');
    expect(errorOf(await kernel.execute('before')).evalue).toContain("Cannot find name 'before'");
    expect(resultOf(await kernel.execute('6 * 7'))).toBe('42');
  });
});

describe('the kernel', () => {
  test('tells what it uses of the machine, also while a cell runs', async () => {
    const running = kernel.execute('const till = Date.now() + 600; while (Date.now() < till) {}');
    await sleep(300);
    const { content } = await kernel.client.request('usage_request', {}, 'control').reply;
    expect(content).toMatchObject({ status: 'ok', pid: kernel.pid, cpu_count: expect.any(Number) });
    // Two processes, each with V8 in it; and one core is busy.
    expect(content['kernel_memory']).toBeGreaterThan(50_000_000);
    expect(content['kernel_cpu']).toBeGreaterThan(5);
    expect(content['host_virtual_memory']).toMatchObject({ total: expect.any(Number) });
    await running;
  });
});
