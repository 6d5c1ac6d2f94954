import { afterAll, beforeAll, expect, test } from 'vitest';
import { sleep } from '../executor/harness.ts';
import { errorOf, resultOf } from '../protocol/answers.ts';
import { startTestKernel, type TestKernel } from '../protocol/kernel.ts';

let kernel: TestKernel;
beforeAll(async () => {
  kernel = await startTestKernel();
  await kernel.execute(
    'const sleep = (ms: number) => new Promise<void>((done) => setTimeout(done, ms)); let kept = 3; let cleaned = false;',
  );
});
afterAll(() => kernel.stop());

test.each([
  ['an endless loop', 'while (true) {}'],
  ['a promise that never settles', 'await new Promise(() => {})'],
  ['a loop over timers', 'while (true) await sleep(0)'],
  ['a loop over settled promises', 'while (true) await null'],
  ['a loop behind an await', 'await sleep(1); for (;;) {}'],
  ['a loop in a timer', 'await new Promise(() => setTimeout(() => { for (;;) {} }, 1))'],
  ['a synchronous child process', 'import { execSync } from "node:child_process"; execSync("sleep 60")'],
  [
    'a child process that is awaited',
    'import { promisify } from "node:util"; import { exec } from "node:child_process"; await promisify(exec)("sleep 60")',
  ],
  ['a recursion', 'function fib(n: number): number { return n < 2 ? n : fib(n - 1) + fib(n - 2) } fib(70)'],
  ['an asynchronous recursion', 'async function again(): Promise<void> { await null; return again() } await again()'],
  ['a regular expression that backtracks for ever', '/^(a+)+$/.test("a".repeat(50) + "b")'],
  ['a loop that catches everything', 'while (true) { try { while (true) {} } catch {} }'],
  ['a generator', 'function* all() { for (let i = 0; ; i += 1) yield i } for (const i of all()) void i'],
  ['a callback of sort', '[3, 2, 1].sort(() => { for (;;) {} })'],
  ['printing', 'for (let i = 0; ; i += 1) console.log(i)'],
  ['a wait for another thread', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)'],
  [
    'an event stream',
    'import { setInterval as ticks } from "node:timers/promises"; for await (const tick of ticks(1, 0)) void tick',
  ],
])('an interrupt stops %s, keeps the variables, and aborts what waits', async (_, code) => {
  const running = kernel.execute(code);
  const waiting = kernel.execute('kept = 4');
  await sleep(600);
  await kernel.client.request('interrupt_request', {}, 'control').reply;
  const answer = await running;
  expect(errorOf(answer)).toMatchObject({ ename: 'KeyboardInterrupt' });
  expect(answer.reply.content['status']).toBe('error');
  expect((await waiting).reply.content['status']).toBe('aborted');
  expect(resultOf(await kernel.execute('kept'))).toBe('3');
});

test('an interrupted loop is shown with its place', async () => {
  const running = kernel.execute('let turns = 0;\nwhile (true) turns += 1');
  await sleep(300);
  await kernel.client.request('interrupt_request', {}, 'control').reply;
  expect(errorOf(await running).traceback).toMatch(/line 2:\n.*\n.*> .*2 \| while \(true\) turns \+= 1/);
});

test('finally blocks run', async () => {
  const running = kernel.execute('try { while (true) await sleep(1) } finally { cleaned = true }');
  await sleep(300);
  await kernel.client.request('interrupt_request', {}, 'control').reply;
  await running;
  await sleep(50);
  expect(resultOf(await kernel.execute('cleaned'))).toBe('true');
});

test('interrupts in quick succession, also while nothing runs, do no harm', async () => {
  const interrupts = Array.from({ length: 5 }, () => kernel.client.request('interrupt_request', {}, 'control').reply);
  const running = kernel.execute('for (;;) {}');
  await sleep(200);
  interrupts.push(kernel.client.request('interrupt_request', {}, 'control').reply);
  await Promise.all(interrupts);
  expect(errorOf(await running).ename).toBe('KeyboardInterrupt');
  expect(resultOf(await kernel.execute('kept'))).toBe('3');
});
