import { afterAll, describe, expect, test } from 'vitest';
import { sleep, startHarness } from './harness.ts';

const harness = startHarness();
afterAll(() => harness.executor.close());

/** The guard that the language puts into the loops of cells. */
const guard = 'if (__tslate.flag[0] !== 0) __tslate.interrupt();';

interface Case {
  readonly name: string;
  readonly code: string;
  readonly isAsync?: boolean;
}

const cases: readonly Case[] = [
  { name: 'a synchronous loop with a guard', code: `while (true) { ${guard} }` },
  { name: 'a synchronous loop without a guard', code: 'while (true) {}' },
  {
    name: 'a loop that catches everything inside',
    code: `while (true) { ${guard} try { while (true) { ${guard} } } catch {} }`,
  },
  { name: 'a library’s loop that catches everything', code: 'while (true) { try { while (true) {} } catch {} }' },
  { name: 'a promise that never settles', code: 'new Promise(() => {})', isAsync: true },
  { name: 'a loop behind an await', code: '(async () => { await null; while (true) {} })()', isAsync: true },
  { name: 'a loop over await null', code: '(async () => { while (true) await null; })()', isAsync: true },
  {
    name: 'a loop over timers',
    code: `(async () => { while (true) { ${guard} await new Promise((r) => setTimeout(r, 0)); } })()`,
    isAsync: true,
  },
  { name: 'a loop in a timer', code: 'new Promise(() => setTimeout(() => { while (true) {} }, 0))', isAsync: true },
  { name: 'a loop in nextTick', code: 'new Promise(() => process.nextTick(() => { while (true) {} }))', isAsync: true },
  { name: 'a loop in a sort callback', code: '[3, 1, 2].sort(() => { while (true) {} })' },
  { name: 'backtracking in a regular expression', code: '/^(a+)+$/.test("a".repeat(40) + "b")' },
  { name: 'a loop in toJSON', code: 'JSON.stringify({ toJSON() { while (true) {} } })' },
  { name: 'Atomics.wait', code: 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)' },
  { name: 'a loop that prints', code: 'while (true) { console.log("x"); }' },
];

describe('an interrupt', () => {
  test('while nothing runs does no harm', async () => {
    await harness.executor.interrupt();
    expect(await harness.value('1 + 1')).toBe('2');
  });

  test.each(cases)('stops $name and keeps the variables', async ({ code, isAsync = false }) => {
    await harness.run('var kept = (globalThis.kept ?? 0) + 1');
    const before = await harness.value('kept');
    const running = harness.run(code, { isAsync });
    await sleep(60);
    await harness.executor.interrupt();
    const { outcome } = await running;
    expect(outcome).toMatchObject({ status: 'error', error: { ename: 'KeyboardInterrupt' } });
    expect(await harness.value('kept')).toBe(before);
  });

  test('ends the child process that a cell waits for', async () => {
    const running = harness.run("require('node:child_process').execSync('sleep 30', { stdio: 'inherit' })");
    await sleep(150);
    await harness.executor.interrupt();
    expect((await running).outcome.status).toBe('error');
    expect(await harness.value('1 + 1')).toBe('2');
  });

  test('never ends the next cell with a signal that came as the first one ended by itself', async () => {
    for (let round = 0; round < 12; round++) {
      const running = harness.run("require('node:child_process').execSync('sleep 30', { stdio: 'inherit' })");
      await sleep(60);
      await harness.executor.interrupt();
      await running;
      expect(await harness.value('1 + 1')).toBe('2');
    }
  });

  test('runs the finally blocks of code with guards', async () => {
    const running = harness.run(`var cleaned = 0; try { while (true) { ${guard} } } finally { cleaned = 1; }`);
    await sleep(40);
    await harness.executor.interrupt();
    await running;
    expect(await harness.value('cleaned')).toBe('1');
  });

  test('stops the code behind an awaiting cell when it wakes up later, and nobody else', async () => {
    await harness.run('var turns = 0');
    const zombie = `(async () => { while (true) { ${guard} turns++; try { await new Promise((r) => setTimeout(r, 30)); } catch {} } })()`;
    const running = harness.run(zombie, { isAsync: true });
    await sleep(50);
    await harness.executor.interrupt();
    await running;
    // Another cell with guarded loops goes on while the first still sleeps.
    const { outcome } = await harness.run(`var sum = 0; for (let i = 0; i < 1e6; i++) { ${guard} sum += 1; } sum`);
    expect(outcome).toMatchObject({ status: 'ok', result: { data: { 'text/plain': '1000000' } } });
    await sleep(100);
    const turns = await harness.value('turns');
    await sleep(100);
    expect(await harness.value('turns')).toBe(turns);
  });

  test('stops a loop in a timer that no cell waits for', async () => {
    await harness.run('setTimeout(() => { while (true) {} }, 0); 0');
    await sleep(50);
    await harness.executor.interrupt();
    expect(await harness.value('1 + 1')).toBe('2');
  });

  test('does not end the process where the listener is gone: Node drops it with a script that is terminated', async () => {
    await harness.run("setTimeout(() => process.removeAllListeners('SIGINT'), 0)");
    await sleep(50);
    await harness.run("var listening = 0; setTimeout(() => (listening = process.listenerCount('SIGINT')), 0)");
    await sleep(50);
    expect(await harness.value('listening')).toBe('1');
  });

  test('reaches libraries that ask through the hook on the global object', async () => {
    const running = harness.run("for (;;) globalThis[Symbol.for('tslate.interrupted')]()");
    await sleep(40);
    await harness.executor.interrupt();
    expect((await running).outcome).toMatchObject({ status: 'error', error: { ename: 'KeyboardInterrupt' } });
  });
});
