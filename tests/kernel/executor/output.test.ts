import { afterAll, describe, expect, test } from 'vitest';
import { sleep, startHarness, textOf, until } from './harness.ts';

const harness = startHarness();
afterAll(() => harness.executor.close());

describe('output', () => {
  test('of 100,000 lines arrives complete, in order, before the end of its cell', async () => {
    const { stdout } = await harness.run('for (let i = 0; i < 100000; i++) console.log(i)');
    const lines = stdout.split('\n');
    expect(lines.length).toBe(100_001);
    expect(lines.every((line, index) => index === 100_000 || line === String(index))).toBe(true);
  });

  test('appears while a synchronous loop still runs', async () => {
    const running = harness.run("console.log('before'); const end = Date.now() + 400; while (Date.now() < end) {}");
    await sleep(250);
    expect(textOf(harness.seen, 'stdout')).toContain('before');
    await running;
  });

  test('of console, process.stdout and process.stderr keeps its order and its stream', async () => {
    const { events } = await harness.run(
      "console.log('a'); process.stdout.write('b\\n'); console.error('c'); process.stdout.write(Buffer.from('d\\n')); 0",
    );
    expect(events.map((event) => (event.kind === 'stream' ? `${event.name}:${event.text}` : event.kind))).toEqual([
      ...['stdout:a\n', 'stdout:b\n', 'stderr:c\n', 'stdout:d\n'],
    ]);
  });

  test('of child processes and of raw descriptors arrives before the end of the cell that waited for them', async () => {
    const { stdout, stderr } = await harness.run(
      "require('node:child_process').execSync('echo child; echo problem >&2', { stdio: 'inherit' });" +
        "require('node:fs').writeSync(1, 'raw\\n'); console.log('last')",
    );
    expect(stdout).toBe('child\nraw\nlast\n');
    expect(stderr).toBe('problem\n');
  });

  test('of a worker thread arrives', async () => {
    const code = `new Promise((done) => new (require('node:worker_threads').Worker)("console.log('from a worker')", { eval: true }).on('exit', () => setTimeout(done, 20)))`;
    const { stdout } = await harness.run(code, { isAsync: true });
    expect(stdout).toBe('from a worker\n');
  });

  test('keeps characters whole that are written in pieces', async () => {
    const { stdout } = await harness.run(
      "const bytes = Buffer.from('π😀\\n'); for (const byte of bytes) process.stdout.write(Buffer.of(byte)); 0",
    );
    expect(stdout).toBe('π😀\n');
  });

  test('has no warnings about what the kernel itself uses, but those about user code', async () => {
    const { stderr } = await harness.run(
      "process.emitWarning('mind this'); __tslate.import('node:path').then(() => new Promise((r) => setTimeout(r, 50)))",
      { isAsync: true },
    );
    expect(stderr).toMatch(/^\(node:\d+\) Warning: mind this\n/);
    expect(stderr).not.toContain('Experimental');
  });

  test('that comes after the end of a cell is not lost', async () => {
    await harness.run("setTimeout(() => console.log('late'), 50); 0");
    await until(() => textOf(harness.seen, 'stdout').includes('late'));
  });

  test('survives a cell that replaces the console and process', async () => {
    await harness.run('var console = undefined; var process = undefined; var Buffer = undefined; var JSON = {}; 0', {
      declares: ['console', 'process', 'Buffer', 'JSON'],
    });
    const { outcome } = await harness.run('({ still: "works" })');
    expect(outcome).toMatchObject({ status: 'ok', result: { data: { 'text/plain': "{ still: 'works' }" } } });
  });
});

describe('held-up output', () => {
  test('holds up the code that writes, and is complete when it goes on', async () => {
    const other = startHarness();
    await other.run('1');
    other.executor.pause();
    let isDone = false;
    const running = other.run("const line = 'x'.repeat(999); for (let i = 0; i < 5000; i++) console.log(line)");
    void running.then(() => (isDone = true));
    await sleep(300);
    expect(isDone).toBe(false);
    other.executor.resume();
    expect((await running).stdout.length).toBe(5_000_000);
    await other.executor.close();
  });
});
