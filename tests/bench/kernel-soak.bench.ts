/** A long day of a kernel: 5,000 mixed cells with interrupts and deaths of the executor, and what is left of them at the end. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type JsonObject } from '../../kernel/protocol/json.ts';
import { startKernel } from '../../kernel/runner/start.ts';
import { residentMegabytes } from '../kernel/protocol/memory.ts';

const cells = Number(process.env['TSLATE_SOAK_CELLS'] ?? 5000);

/** What a notebook does, in turns; `n` is the number of the cell. */
const ordinary: readonly ((n: number) => string)[] = [
  (n) => `const value${n % 40} = ${n}; interface Point { x: number; y${n % 7}?: string }`,
  (n) => `value${(n - 1) % 40} + 1`,
  (n) =>
    `class Shape { constructor(readonly size = ${n}) {} grow(by: number): Shape { return new Shape(this.size + by) } }`,
  () => 'new Shape().grow(2).size',
  (n) => `function step(x: number): number { return x + ${n} }\n[1, 2, 3].map(step)`,
  () => 'await new Promise<void>((done) => setTimeout(done, 2)); "later"',
  () => 'for (let i = 0; i < 300; i++) console.log("line", i)',
  () =>
    'const shown = display({ "text/plain": "0 %" }); for (let i = 0; i < 20; i++) shown.update({ "text/plain": `${5 * i} %` });',
  () => 'html`<b>bold</b>`',
  () => 'clearOutput(true); display({ "image/svg+xml": "<svg xmlns=\'http://www.w3.org/2000/svg\'/>" });',
  (n) => `throw new RangeError('on purpose ${n}')`,
  () => 'const wrong: string = 5;',
  () =>
    "import { readFileSync } from 'node:fs';\nimport { twice } from './helper.ts';\ntwice(readFileSync('./helper.ts').length) > 0",
  () => 'const big = new Float64Array(100_000); big.fill(1).reduce((a, b) => a + b)',
  () =>
    "import { comms, interact, slider } from 'tslate/widgets';\nconst comm = comms.open('soak'); comm.send({ a: 1 }, { buffers: [new Uint8Array(1000)] }); comm.close();",
  () =>
    'const together = interact({ a: slider(0, 10) }, ({ a }) => { console.log(a); return html`<i>${a}</i>`; });\ntogether.close();',
  () => 'setTimeout(() => console.log("late"), 1);',
];

const endless = [
  'while (true) {}',
  'await new Promise(() => {})',
  'while (true) await null',
  'prompt("nobody answers")',
];

test(`${cells} mixed cells leave no process, handle or display behind, and memory flat`, async () => {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'tslate-soak-')));
  writeFileSync(join(directory, 'helper.ts'), 'export const twice = (x: number): number => 2 * x;');
  const kernel = await startKernel({ directory });
  const { client } = kernel;
  const idle = new Map<string, () => void>();
  const statuses: Record<string, number> = {};
  client.listen(({ parent, content }) => {
    if (content['execution_state'] === 'idle') idle.get(parent?.msg_id ?? '')?.();
  });

  const execute = async (code: string, options: JsonObject = {}): Promise<string> => {
    const { id, reply } = client.request('execute_request', { code, allow_stdin: false, ...options });
    const ended = new Promise<void>((resolve) => idle.set(id, resolve));
    const [{ content }] = await Promise.all([reply, ended]);
    idle.delete(id);
    const status = String(content['ename'] ?? content['status']);
    statuses[status] = (statuses[status] ?? 0) + 1;
    return status;
  };

  /** A cell that would never end, stopped. */
  const interrupted = async (code: string): Promise<void> => {
    const running = execute(code, { allow_stdin: true });
    await new Promise((resolve) => setTimeout(resolve, 150));
    await client.request('interrupt_request', {}, 'control').reply;
    expect(await running, code).toBe('KeyboardInterrupt');
  };

  const rows: Record<string, number>[] = [];
  const measure = async (done: number, seconds: number): Promise<void> => {
    const { content } = await client.request('usage_request', {}, 'control').reply;
    rows.push({
      cells: done,
      'cells a second': Math.round(500 / seconds),
      'resident MB': Math.round(residentMegabytes(kernel.pid)),
      'kernel says MB': Math.round(Number(content['kernel_memory']) / 1e6),
      processes: family(kernel.pid).length,
      'handles of the front': handles(kernel.pid),
    });
  };

  await execute('1');
  await measure(0, 500);
  let since = performance.now();
  for (let n = 1; n <= cells; n++) {
    if (n % 1000 === 999) {
      // What it leaves running must go with it.
      await execute("import { spawn } from 'node:child_process';\nspawn('sleep', ['4321']);");
      expect(await execute('process.abort()')).toBe('ExecutorDied');
    } else if (n % 50 === 0) await interrupted(endless[(n / 50) % endless.length] ?? '');
    else await execute(ordinary[n % ordinary.length]?.(n) ?? '');
    if (n % 10 === 0) {
      const question = { code: 'conso', cursor_pos: 5, detail_level: 0 };
      await Promise.all([
        client.request('complete_request', question).reply,
        client.request('inspect_request', question).reply,
      ]);
    }
    if (n % 500 !== 0) continue;
    await measure(n, (performance.now() - since) / 1000);
    since = performance.now();
  }
  const open = (await client.request('comm_info_request', {}).reply).content['comms'];
  const left = spawnSync('ps', ['-eo', 'args='], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter((line) => line === 'sleep 4321');
  console.table(rows);
  console.log(statuses);
  await kernel.stop();

  expect(open).toEqual({});
  expect(left).toEqual([]);
  expect(family(kernel.pid)).toEqual([]);
  const [first, , second] = rows;
  const last = rows.at(-1);
  expect(last?.['processes']).toBe(first?.['processes']);
  expect(last?.['handles of the front']).toBeLessThan((first?.['handles of the front'] ?? 0) + 10);
  expect(last?.['resident MB']).toBeLessThan(1.3 * (second?.['resident MB'] ?? 0));
});

/** A process and its descendants that live. */
function family(pid: number): number[] {
  const { stdout } = spawnSync('ps', ['-eo', 'pid=,ppid=,stat='], { encoding: 'utf8' });
  const all = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , state]) => !state?.startsWith('Z'));
  const found = new Set(all.some(([own]) => Number(own) === pid) ? [pid] : []);
  for (let size = -1; size < found.size;) {
    size = found.size;
    for (const [own, parent] of all) if (found.has(Number(parent))) found.add(Number(own));
  }
  return [...found];
}

function handles(pid: number): number {
  return process.platform === 'linux' ? readdirSync(`/proc/${pid}/fd`).length : 0;
}
