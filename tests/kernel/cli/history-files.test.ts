import { execFile } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { historyFolder, HistoryFiles } from '../../../kernel/cli/history-files.ts';
import { builtFile } from '../../../kernel/root.ts';
import { startTestKernel } from '../protocol/kernel.ts';

const newFolder = (): string => join(mkdtempSync(join(tmpdir(), 'tslate-test-')), 'deep', 'history');

function store(folder: string, said: string[] = []): HistoryFiles {
  return new HistoryFiles(folder, (line) => said.push(line));
}

describe('the place of the history', () => {
  test('is the user’s state folder, as each platform has it, or where the user wants it', () => {
    expect(historyFolder({}, 'linux', '/home/ada')).toBe('/home/ada/.local/state/tslate/history');
    expect(historyFolder({ XDG_STATE_HOME: '/state' }, 'linux', '/home/ada')).toBe('/state/tslate/history');
    expect(historyFolder({ XDG_STATE_HOME: 'relative' }, 'linux', '/home/ada')).toBe(
      '/home/ada/.local/state/tslate/history',
    );
    expect(historyFolder({}, 'darwin', '/Users/ada')).toBe('/Users/ada/Library/Application Support/tslate/history');
    expect(historyFolder({ LOCALAPPDATA: '/local' }, 'win32', '/c')).toBe(join('/local', 'tslate', 'history'));
    expect(historyFolder({ TSLATE_HISTORY: '/mine' }, 'linux', '/home/ada')).toBe('/mine');
    expect(historyFolder({ TSLATE_HISTORY: 'off' }, 'linux', '/home/ada')).toBeUndefined();
  });

  test('is nowhere for a user without a home, unless one is named', () => {
    expect(historyFolder({}, 'linux', '')).toBeUndefined();
    expect(historyFolder({ XDG_STATE_HOME: '/state' }, 'linux', '')).toBe('/state/tslate/history');
    expect(historyFolder({}, 'win32', '')).toBeUndefined();
  });
});

describe('kept inputs', () => {
  test('are found by later sessions, newest session first, readable by nobody else', () => {
    const folder = newFolder();
    const first = store(folder);
    expect(first.session).toBe(1);
    first.add(1, 'let a = 1');
    first.add(2, 'two\nlines 二');
    store(folder).add(1, 'b');
    const third = store(folder);
    expect(third.session).toBe(3);
    expect([...third.others()]).toEqual([
      { session: 2, inputs: [{ line: 1, input: 'b' }] },
      {
        session: 1,
        inputs: [
          { line: 1, input: 'let a = 1' },
          { line: 2, input: 'two\nlines 二' },
        ],
      },
    ]);
    if (process.platform !== 'win32') expect(statSync(join(folder, '1.jsonl')).mode & 0o077).toBe(0);
  });

  test('leave nothing behind when nothing was run', () => {
    const folder = newFolder();
    expect([store(folder).session, store(folder).read(4), [...store(folder).others()]]).toEqual([1, [], []]);
    expect(() => readdirSync(folder)).toThrow('ENOENT');
  });

  test('survive torn lines and foreign files', () => {
    const folder = newFolder();
    mkdirSync(folder, { recursive: true });
    for (const name of ['notes.txt', '3.jsonl.tmp']) writeFileSync(join(folder, name), 'x');
    writeFileSync(join(folder, '5.jsonl'), '[1,"whole"]\n{"no":1}\n[2]\n\n[3,"to');
    const next = store(folder);
    expect([...next.others()]).toEqual([{ session: 5, inputs: [{ line: 1, input: 'whole' }] }]);
    expect(next.session).toBe(6);
  });

  test('are not kept, with one word about it, where nothing can be written', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'tslate-test-')), 'file');
    writeFileSync(file, '');
    const said: string[] = [];
    const hopeless = store(join(file, 'history'), said);
    hopeless.add(1, 'a');
    hopeless.add(2, 'b');
    expect(said).toEqual([expect.stringContaining('inputs are not kept for later sessions')]);
    expect([...hopeless.others()]).toEqual([]);
  });

  test.runIf(process.platform === 'linux')('are not kept where making a folder never ends (/proc)', () => {
    const said: string[] = [];
    store('/proc/tslate/history', said).add(1, 'a');
    expect(said).toEqual([expect.stringContaining('inputs are not kept for later sessions')]);
  });

  test.runIf(process.platform === 'linux')(
    'are missing in a kernel without a usable home, which says so and runs',
    async () => {
      for (const HOME of ['/proc', '']) {
        const environment = { HOME, TSLATE_HISTORY: '', XDG_STATE_HOME: '', XDG_CACHE_HOME: '' };
        const kernel = await startTestKernel(tmpdir(), environment);
        expect((await kernel.execute('const two: number = 1 + 1; two')).reply.content).toMatchObject({ status: 'ok' });
        expect(kernel.lastWords()).toContain('inputs are not kept for later sessions');
        await kernel.stop();
      }
    },
  );

  test('are bounded: in number, in size, and each', () => {
    const folder = newFolder();
    mkdirSync(folder, { recursive: true });
    for (let session = 1; session <= 600; session++) appendFileSync(join(folder, `${session}.jsonl`), '[1,"x"]\n');
    for (const session of [590, 591, 592]) writeFileSync(join(folder, `${session}.jsonl`), 'x'.repeat(3_000_000));
    const next = store(folder);
    next.add(1, 'y'.repeat(200_000));
    expect(readdirSync(folder)).toHaveLength(600);
    next.add(2, 'short');
    // 9 MB is over the bound at session 590: it and all before it go.
    const left = readdirSync(folder).map((name) => Number.parseInt(name, 10));
    expect(Math.min(...left)).toBe(591);
    expect(left).toContain(601);
    for (let line = 0; line < 30; line++) next.add(line, 'z'.repeat(90_000));
    expect(statSync(join(folder, '601.jsonl')).size).toBeLessThan(1_200_000);
  });

  test('of kernels that run at the same time stay apart and whole', async () => {
    const folder = newFolder();
    const script = `
      import { HistoryFiles } from ${JSON.stringify(builtFile('kernel/cli/history-files'))};
      const store = new HistoryFiles(process.argv[1], (line) => { throw new Error(line) });
      for (let line = 1; line <= 200; line++) store.add(line, process.pid + ' ' + 'x'.repeat(line));`;
    const run = promisify(execFile);
    await Promise.all(
      Array.from({ length: 6 }, () => run(process.execPath, ['--input-type=module', '-e', script, folder])),
    );
    const sessions = [...store(folder).others()];
    expect(sessions.map(({ session }) => session)).toEqual([6, 5, 4, 3, 2, 1]);
    for (const { inputs } of sessions) {
      expect(inputs).toHaveLength(200);
      expect(new Set(inputs.map(({ input }) => input.split(' ')[0])).size).toBe(1);
    }
  });

  test('come back in the next kernel', async () => {
    const folder = newFolder();
    for (const code of ['"first kernel"', '"second kernel"']) {
      const kernel = await startTestKernel(tmpdir(), { TSLATE_HISTORY: folder });
      await kernel.execute(code);
      const request = { hist_access_type: 'tail', n: 5, output: true, raw: true };
      const { content } = await kernel.client.request('history_request', request).reply;
      await kernel.stop();
      if (code.includes('second')) {
        expect(content['history']).toEqual([
          [1, 1, ['"first kernel"', null]],
          [2, 1, ['"second kernel"', "'second kernel'"]],
        ]);
      }
    }
  });
});
