import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startKernel } from '../../../kernel/runner/start.ts';
import { isRunning, until } from '../executor/harness.ts';
import { errorOf, resultOf, streamOf } from '../protocol/answers.ts';
import { type Answer, startTestKernel, type TestKernel } from '../protocol/kernel.ts';
import { residentMegabytes } from '../protocol/memory.ts';

let kernel: TestKernel;
beforeAll(async () => {
  kernel = await startTestKernel();
});
afterAll(() => kernel.stop());

/** Runs a cell after one that declares a variable; tells what the next cell sees of that variable. */
async function surviving(code: string): Promise<{ readonly answer: Answer; readonly kept: boolean }> {
  await kernel.execute('var witness = 1');
  const answer = await kernel.execute(code);
  const next = await kernel.execute('"witness" in globalThis', { stop_on_error: false });
  expect(next.reply.content['status']).toBe('ok');
  return { answer, kept: resultOf(next) === 'true' };
}

/** Errors that were broadcast about a request after its end. */
async function lateErrorOf({ reply }: Answer): Promise<string> {
  const id = reply.parent?.msg_id ?? '';
  const errors = () => kernel.about(id).filter(({ header }) => header.msg_type === 'error');
  await until(() => errors().length > 0);
  return errors()
    .map(({ content }) => `${String(content['ename'])}: ${String(content['evalue'])}`)
    .join('\n');
}

describe('the kernel keeps its variables after', () => {
  test.each([
    ['process.exit', 'process.exit(3)', 'ExitError', 'In a notebook it ends the cell only'],
    [
      'endless recursion',
      'function deeper(n: number): number { return deeper(n + 1) + 1 }\ndeeper(0)',
      'RangeError',
      'Maximum call stack size exceeded',
    ],
    [
      'endless recursion in JSON',
      'const self: Record<string, unknown> = {}; self["toJSON"] = () => [self]; JSON.stringify(self)',
      'RangeError',
      'Maximum call stack',
    ],
    ['an array that is too large', 'new Array(-1)', 'RangeError', 'Invalid array length'],
    ['a string that is too long', '"x".repeat(2 ** 30)', 'RangeError', 'Invalid string length'],
    ['a typed array that no machine holds', 'new Float64Array(2 ** 46)', 'RangeError', 'rray'],
    ['a rejected promise that it awaits', 'await Promise.reject(new TypeError("no"))', 'TypeError', 'no'],
    ['a thrown object that cannot be shown', 'throw { get x() { throw new Error("getter") } }', 'Thrown value', 'x:'],
  ])('%s', async (_, code, ename, words) => {
    const { answer, kept } = await surviving(code);
    expect(kept).toBe(true);
    expect(errorOf(answer)).toMatchObject({ ename, evalue: expect.stringContaining(words) });
  });

  test('a throw in a timer, which is shown at its cell', async () => {
    const { answer, kept } = await surviving('setTimeout(() => { throw new Error("in a timer") }, 20);');
    expect(kept).toBe(true);
    expect(await lateErrorOf(answer)).toBe('Error: in a timer');
  });

  test('a rejection that nobody handles, which is shown at its cell', async () => {
    const { answer, kept } = await surviving('void Promise.reject(new Error("forgotten"));');
    expect(kept).toBe(true);
    expect(await lateErrorOf(answer)).toBe('Error: forgotten');
  });

  test('a throw in an event listener and one in a microtask', async () => {
    const { answer, kept } = await surviving(
      'import { EventEmitter } from "node:events"; const emitter = new EventEmitter(); emitter.on("x", () => { throw new Error("listener") }); setTimeout(() => emitter.emit("x"), 1); queueMicrotask(() => { throw new Error("microtask") });',
    );
    expect(kept).toBe(true);
    expect(await lateErrorOf(answer)).toContain('Error: microtask');
  });

  test('a worker that is left running, whose output still comes', async () => {
    const { answer, kept } = await surviving(
      'import { Worker } from "node:worker_threads"; const left = new Worker("setInterval(() => console.log(\'from the worker\'), 20)", { eval: true });',
    );
    expect(answer.reply.content['status']).toBe('ok');
    expect(kept).toBe(true);
    await until(() => kernel.heard.some(({ content }) => String(content['text']).includes('from the worker')));
    expect(resultOf(await kernel.execute('await left.terminate()'))).toBe('1');
  });

  test('a worker that dies of a mistake', async () => {
    const { answer } = await surviving(
      'const dying = new Worker("throw new Error(\'in the worker\')", { eval: true });',
    );
    expect(answer.reply.content['status']).toBe('ok');
    await until(() => kernel.heard.some(({ content }) => content['evalue'] === 'in the worker'));
  });

  test('a server that is left open, which still answers', async () => {
    await surviving(
      'import { createServer } from "node:http"; import { type AddressInfo } from "node:net"; const server = createServer((_, response) => response.end("served")); await new Promise<void>((done) => server.listen(0, done));',
    );
    const asked = await kernel.execute(
      'await (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)).text()',
    );
    expect(resultOf(asked)).toBe("'served'");
    await kernel.execute('server.close();');
  });

  test('a port that is taken', async () => {
    const { answer, kept } = await surviving(
      'const first = createServer(); await new Promise<void>((done) => first.listen(0, done)); createServer().listen((first.address() as AddressInfo).port);',
    );
    expect(kept).toBe(true);
    expect(await lateErrorOf(answer)).toContain('EADDRINUSE');
    await kernel.execute('first.close();');
  });

  test('a child process that writes to its own stdout and stderr', async () => {
    const { answer, kept } = await surviving(
      'import { spawn, spawnSync } from "node:child_process"; spawnSync("sh", ["-c", "echo out; echo err >&2"], { stdio: "inherit" }); console.log("cell");',
    );
    expect(kept).toBe(true);
    expect(answer.stdout).toBe('out\ncell\n');
    expect(streamOf(answer, 'stderr')).toBe('err\n');
    const later = await kernel.execute(
      'const child = spawn("sh", ["-c", "sleep 0.1; echo later"], { stdio: "inherit" }); await new Promise((done) => child.on("exit", done));',
    );
    expect(later.stdout).toBe('later\n');
  });

  test('a cell that closes the standard streams', async () => {
    const { kept } = await surviving('import { closeSync } from "node:fs"; closeSync(1); closeSync(2);');
    expect(kept).toBe(true);
    expect((await kernel.execute('console.log("still")')).stdout).toBe('still\n');
  });
});

describe('output is complete', () => {
  test('of 100,000 short lines', async () => {
    const { stdout } = await kernel.execute('for (let i = 0; i < 100_000; i += 1) console.log(i)');
    const lines = stdout.split('\n');
    expect(lines.length).toBe(100_001);
    expect(lines.every((line, index) => index === 100_000 || line === String(index))).toBe(true);
  });

  test('of 200 MB, which are not kept in memory', async () => {
    const flooded = await startKernel({ directory: tmpdir() });
    let [characters, messages] = [0, 0];
    const idle = new Promise<void>((resolve) => {
      flooded.client.listen(({ header, content }) => {
        if (content['execution_state'] === 'idle' && characters > 0) resolve();
        if (header.msg_type !== 'stream') return;
        characters += String(content['text']).length;
        messages += 1;
      });
    });
    const code = 'const line = "x".repeat(999); for (let i = 0; i < 200_000; i += 1) console.log(line)';
    const { content } = await flooded.client.request('execute_request', { code }).reply;
    await idle;
    expect([content['status'], characters]).toEqual(['ok', 200_000_000]);
    expect(messages).toBeLessThan(20_000);
    expect(residentMegabytes(flooded.pid)).toBeLessThan(900);
    await flooded.stop();
  });

  test('of one line of 50 MB', async () => {
    const { stdout } = await kernel.execute('console.log("y".repeat(50_000_000))');
    expect(stdout.length).toBe(50_000_001);
  });
});

describe('the process that runs cells is replaced after', () => {
  test.each([
    ['a crash', 'process.abort()', 'it gave up by itself'],
    ['a signal', 'process.kill(process.pid, "SIGKILL"); await new Promise(() => {})', 'SIGKILL'],
    ['a real exit', 'process.reallyExit(7)', 'exit code 7'],
  ])('%s, which is told with its reason', async (_, code, reason) => {
    const { answer, kept } = await surviving(`// @ts-nocheck\n${code}`);
    expect(kept).toBe(false);
    const { ename, evalue } = errorOf(answer);
    expect(ename).toBe('ExecutorDied');
    expect(evalue).toContain(reason);
    expect(evalue).toContain('all variables are gone');
  });

  test('and what had been printed before is not lost', async () => {
    const { stdout } = await kernel.execute('console.log("last words"); process.abort()');
    expect(stdout).toBe('last words\n');
  });
});

test('want of memory is told as that', async () => {
  const small = await startTestKernel(tmpdir(), { NODE_OPTIONS: '--max-old-space-size=100' });
  const { evalue } = errorOf(await small.execute('const all = []; for (;;) all.push(new Array(1000).fill({ a: 1 }));'));
  expect(evalue).toContain('it ran out of memory (the limit of the JavaScript heap is 100 MB)');
  expect(resultOf(await small.execute('1 + 1'))).toBe('2');
  await small.stop();
});

test('a cell may break what programs lean on', async () => {
  const { kept } = await surviving(
    '// @ts-nocheck\nObject.keys = undefined; JSON.stringify = undefined; globalThis.setTimeout = undefined; delete globalThis.Buffer; process.stdout.write = undefined;',
  );
  expect(kept).toBe(true);
});

test('nothing is left running when the kernel has ended', async () => {
  const other = await startTestKernel();
  const { stdout } = await other.execute(
    'import { spawn } from "node:child_process"; const child = spawn("sleep", ["300"]); console.log(process.pid, child.pid)',
  );
  await other.stop();
  for (const pid of stdout.trim().split(' ')) await until(() => !isRunning(Number(pid)));
});
