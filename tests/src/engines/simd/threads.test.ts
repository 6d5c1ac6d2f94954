/** Threads share the work and change nothing: not a bit of the results, and not when a program ends. */
import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { use } from 'tslate';
import { get, I32 } from '../../../../src/engines/simd/assembler.ts';
import { Kernel } from '../../../../src/engines/simd/kernel.ts';
import { scratch } from '../../../../src/engines/simd/memory.ts';
import { own, tapeOf } from '../../../../src/engines/simd/tape.ts';
import { allowThreads, COMMON, OWN, run } from '../../../../src/engines/simd/threads.ts';
import { RandomTensors } from '../../values.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  use('simd');
});

const I32_STORE = [0x36, 2, 0];
/** Writes a number to an address. */
const note = new Kernel(() => ({ parameters: [I32, I32], locals: [], body: [...get(0), ...get(1), ...I32_STORE] }));

describe('threads', () => {
  it('take tasks beside the main one, each with its own memory, and every task is done once', async () => {
    const count = 10_000;
    // So many that they do not fit on the shared tape at once. Each leaves the address of its thread's memory.
    const tasks = Array.from({ length: count }, (_, i) => [note.with(COMMON + 4 * i, own(4))]);
    const tape = tapeOf(tasks, 1e9);
    const seen = new Set<number>();
    allowThreads(2);
    scratch(COMMON / 4 + count);
    for (let round = 0; round < 500 && seen.size < 2; round++) {
      const memory = scratch(0);
      const notes = new Int32Array(memory.buffer, COMMON, count).fill(0);
      run(tape);
      for (const address of notes) seen.add(address);
      await sleep(10);
    }
    expect([...seen].sort((a, b) => a - b)).toEqual([4, OWN + 4]);
  });

  it('give the results of one thread, to the last bit', () => {
    const random = new RandomTensors(61);
    const [a, b] = [random.tensor([300, 500], 'float32'), random.tensor([500, 260], 'float32')];
    const images = random.tensor([8, 40, 40, 12], 'float32');
    const results = [1, 2, 2].map((threads) => {
      use('simd', { threads });
      const product = a.matmul(b);
      return [product, b.transpose().matmul(a.transpose()), images.sum(1)].map(({ data }) => Float32Array.from(data));
    });
    expect(results[1]).toEqual(results[0]);
    expect(results[2]).toEqual(results[0]);
  });

  it('are not there where memory cannot be shared', async () => {
    vi.resetModules();
    vi.stubGlobal('SharedArrayBuffer', undefined);
    const { tensor, use: choose } = await import('tslate');
    const { shared } = await import('../../../../src/engines/simd/memory.ts');
    expect(shared).toBe(false);
    choose('simd', { threads: 2 });
    const x = tensor(new Float32Array(512 * 512).fill(1), [512, 512]);
    expect(x.matmul(x).data[0]).toBe(512);
  });

  it('do not keep a program alive', async () => {
    const core = fileURLToPath(new URL('../../../../dist/src/index.js', import.meta.url));
    const code = `
      const { ones, use } = await import(${JSON.stringify(core)});
      use('simd', { threads: 2 });
      const x = ones([600, 600]);
      x.matmul(x);
      await new Promise((done) => setTimeout(done, 300));
      console.log(x.matmul(x).data[0]);`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], {
      timeout: 30_000,
    });
    expect(stdout.trim()).toBe('600');
  });
});
