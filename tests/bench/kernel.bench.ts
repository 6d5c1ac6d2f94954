/**
 * The kernel beside tslab, Deno and ipykernel, in one run: start, cells, completion, interrupts, output, memory. Deno and
 * ipykernel run cells unchecked. `CELLS=1000 npm run bench -- kernel` measures over a thousand cells.
 */
import { test } from 'vitest';
import { residentMegabytes } from '../kernel/protocol/memory.ts';
import { contestants, Talk, type Contestant } from './kernels.ts';
import { median } from './median.ts';

const rounds = Number(process.env['ROUNDS'] ?? 5);
const cells = Number(process.env['CELLS'] ?? 500);

type Figures = Record<string, string>;

const shown = (milliseconds: number): string => milliseconds.toFixed(milliseconds < 10 ? 1 : 0);

/** The figure, or in a few words why there is none. */
async function figure(measure: () => Promise<string>): Promise<string> {
  try {
    return await measure();
  } catch (error) {
    return messageOf(error).slice(0, 40);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What cells say in the language of a kernel. */
function phrases({ language }: Contestant) {
  const isPython = language === 'python';
  return {
    declaration: (i: number) => (isPython ? `v${i}: int = ${i}` : `const v${i}: number = ${i};`),
    typical: (i: number) =>
      isPython
        ? `class Row${i}:\n    value: int = ${i}\nrows${i} = [Row${i}()]\nsum(r.value for r in rows${i})`
        : `interface Row${i} { readonly value: number }\nconst rows${i}: Row${i}[] = [{ value: ${i} }];\nconst sum${i} = rows${i}.reduce((sum, { value }) => sum + value, 0);\nsum${i}`,
    loop: isPython ? 'while True: pass' : 'while (true) {}',
    busy: isPython
      ? 'import time\nend = time.time() + 2\nwhile time.time() < end: pass'
      : 'const end = Date.now() + 2000; while (Date.now() < end) {}',
    lines: isPython ? 'for i in range(100000): print(i)' : 'for (let i = 0; i < 100_000; i++) console.log(i)',
    completion: 'v1',
  };
}

async function measure(contestant: Contestant): Promise<Figures> {
  const say = phrases(contestant);
  const figures: Figures = {};

  const starts: { info: number; first: number; checked: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    const plain = await Talk.start(contestant);
    const info = performance.now() - start;
    await plain.execute('1 + 1');
    const first = performance.now() - start;
    await plain.kernel.stop();
    const again = performance.now();
    const typed = await Talk.start(contestant);
    await typed.execute(say.declaration(0));
    starts.push({ info, first, checked: performance.now() - again });
    await typed.kernel.stop();
  }
  figures['start → kernel_info, ms'] = shown(median(starts.map(({ info }) => info)));
  figures['start → 1 + 1, ms'] = shown(median(starts.map(({ first }) => first)));
  figures['start → first typed cell, ms'] = shown(median(starts.map(({ checked }) => checked)));

  const talk = await Talk.start(contestant);
  await talk.execute('1 + 1');
  await new Promise((resolve) => setTimeout(resolve, 5000));
  figures['memory idle, MB'] = shown(residentMegabytes(talk.kernel.pid));
  const times = async (count: number, code: (i: number) => string): Promise<number[]> => {
    const all: number[] = [];
    for (let i = 1; i <= count; i += 1) all.push((await talk.execute(code(i))).milliseconds);
    return all;
  };
  figures['1 + 1, ms'] = await figure(async () => shown(median(await times(100, () => '1 + 1'))));
  figures[`declarations 1–10 → ${cells - 19}–${cells}, ms`] = await figure(async () => {
    const all = await times(cells, say.declaration);
    return `${shown(median(all.slice(0, 10)))} → ${shown(median(all.slice(-20)))}`;
  });
  figures[`memory after ${cells} cells, MB`] = shown(residentMegabytes(talk.kernel.pid));
  figures[`completion after ${cells} cells, first / median, ms`] = await figure(async () => {
    const all: number[] = [];
    for (let i = 0; i < 20; i += 1)
      all.push(await talk.ask('complete_request', { code: say.completion, cursor_pos: 2 }));
    return `${shown(all[0] ?? Number.NaN)} / ${shown(median(all))}`;
  });
  figures['typical cell of 4 lines, ms'] = await figure(async () => shown(median(await times(20, say.typical))));
  figures['cell of 1,000 lines, ms'] = await figure(async () => {
    const text = (i: number) =>
      Array.from({ length: 1000 }, (_, line) => say.declaration(100_000 * i + line)).join('\n');
    return shown(median(await times(3, text)));
  });
  figures['100,000 lines, s'] = await figure(async () => {
    const { milliseconds, lines } = await talk.execute(say.lines, 60_000);
    return `${(milliseconds / 1000).toFixed(1)}${lines === 100_000 ? '' : ` (${lines} lines)`}`;
  });
  await talk.kernel.stop();

  const other = await Talk.start(contestant);
  await other.execute('1 + 1');
  await new Promise((resolve) => setTimeout(resolve, 3000)); // what is warmed up after the start is not what is asked here
  figures['control / completion during a loop, ms'] = await figure(async () => {
    const running = other.execute(say.busy);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const control = await figure(async () => shown(await other.ask('kernel_info_request', {}, 'control')));
    const completion = await figure(async () =>
      shown(await other.ask('complete_request', { code: 'v', cursor_pos: 1 })),
    );
    await running;
    return `${control} / ${completion}`;
  });
  figures['interrupt of a loop, ms'] = await figure(async () => {
    const running = other.execute(say.loop, 10_000);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const start = performance.now();
    await other.interrupt();
    await Promise.race([running, other.kernel.ended.then(() => Promise.reject(new Error('the kernel dies')))]);
    return shown(performance.now() - start);
  });
  await other.kernel.stop();
  return figures;
}

test('the kernel beside its peers', async () => {
  const table: Record<string, Figures> = {};
  for (const contestant of await contestants()) {
    const figures = await measure(contestant).catch((error: unknown): Figures => {
      // Ours must start; a peer that does not leaves its column empty but for the reason.
      if (contestant.name === 'tslate') throw error;
      return { 'start → kernel_info, ms': messageOf(error).slice(0, 60) };
    });
    for (const [what, value] of Object.entries(figures)) table[what] = { ...table[what], [contestant.name]: value };
  }
  console.table(table);
});
