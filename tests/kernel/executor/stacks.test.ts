import { afterAll, expect, test } from 'vitest';
import { startHarness } from './harness.ts';

const harness = startHarness();
afterAll(() => harness.executor.close());

test('a stack that a cell prints ends with the cell', async () => {
  const { stdout } = await harness.run('const inner = () => { console.log(new Error("seen").stack); };\ninner()');
  const [first, ...frames] = stdout.trimEnd().split('\n');
  expect(first).toBe('Error: seen');
  expect(frames).toHaveLength(2);
  expect(frames[0]).toContain('at inner (');
  expect(frames[1]).toContain(`${harness.directory}/cell-1.ts:2:1`);
});

test('also after an await, in a timer and in console.trace', async () => {
  const code = '(async () => { await null; console.log(new Error("later").stack); })()';
  const { stdout } = await harness.run(code, { isAsync: true });
  expect(stdout).not.toContain('executor');
  const traced = await harness.run('console.trace("here")');
  expect(traced.stderr).toContain('Trace: here\n    at ');
  expect(traced.stderr).not.toContain('executor');
});

test("the codes of Node's errors stay in the first line", async () => {
  const { stdout } = await harness.run('try { Buffer.alloc("x") } catch (error) { console.log(error.stack); }');
  expect(stdout).toMatch(/^TypeError \[ERR_INVALID_ARG_TYPE\]: The "size" argument/);
});

test('a message that cannot be read, and an endless recursion, still have a stack', async () => {
  const code = 'Object.defineProperty(new Error("q"), "message", { get() { throw 1 } }).stack.includes("cell-")';
  expect(await harness.value(code)).toBe('true');
  const endless = 'const again = () => again() + 1; try { again() } catch (error) { error.stack.split("\\n")[0] }';
  expect(await harness.value(endless)).toBe("'RangeError: Maximum call stack size exceeded'");
});
