import { getEventListeners } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type CodeCell, type Notebook, type TextCell } from '../../../kernel/runner/nbformat.ts';
import { type CellEvent, runNotebook } from '../../../kernel/runner/run.ts';

const directory = mkdtempSync(join(tmpdir(), 'tslate-test-'));

function code(source: string, ...tags: string[]): CodeCell {
  const outputs = [{ output_type: 'stream', name: 'stdout', text: 'old' }] as const;
  return { cell_type: 'code', id: `id-${source.length}`, metadata: { tags }, source, execution_count: 9, outputs };
}

const text: TextCell = { cell_type: 'markdown', id: 'text', metadata: {}, source: '# Title' };

function notebook(...cells: Notebook['cells'][number][]): Notebook {
  return { nbformat: 4, nbformat_minor: 5, metadata: { title: 'T' }, cells };
}

describe('a run', () => {
  test('executes a notebook as nbclient would, in the folder of its imports', async () => {
    writeFileSync(join(directory, 'local.ts'), 'export const seven = 7;');
    const events: CellEvent[] = [];
    const { notebook: done, cells } = await runNotebook(
      notebook(
        text,
        code("import { seven } from './local.ts'\nconsole.log('a'); console.log('b'); process.env['GIVEN']"),
        code("const bar = display({ 'text/plain': '0 %' }); console.error('e');"),
        code("bar.update({ 'text/plain': '100 %' }); seven"),
        code("console.log('gone'); clearOutput(true); console.log('kept')"),
        code("throw new Error('on purpose')", 'raises-exception'),
        code('never.run', 'skip-execution'),
        code('  '),
      ),
      { directory, environment: { GIVEN: 'yes' }, onCell: (event) => events.push(event) },
    );
    expect(cells.map(({ status }) => status)).toEqual([
      ...['skipped', 'ok', 'ok', 'ok', 'ok', 'ok', 'skipped', 'skipped'],
    ]);
    expect(cells[5]?.error).toMatchObject({ ename: 'Error', evalue: 'on purpose' });
    const outputs = done.cells.map((cell) => (cell.cell_type === 'code' ? cell.outputs : undefined));
    expect(outputs.slice(1, 6)).toEqual([
      [
        { output_type: 'stream', name: 'stdout', text: 'a\nb\n' },
        { output_type: 'execute_result', execution_count: 1, data: { 'text/plain': "'yes'" }, metadata: {} },
      ],
      [
        { output_type: 'display_data', data: { 'text/plain': '100 %' }, metadata: {} },
        { output_type: 'stream', name: 'stderr', text: 'e\n' },
      ],
      [{ output_type: 'execute_result', execution_count: 3, data: { 'text/plain': '7' }, metadata: {} }],
      [{ output_type: 'stream', name: 'stdout', text: 'kept\n' }],
      [{ output_type: 'error', ename: 'Error', evalue: 'on purpose', traceback: expect.anything() }],
    ]);
    expect(done.cells[3]).toMatchObject({ execution_count: 3 });
    expect(done.metadata).toMatchObject({ title: 'T', language_info: { name: 'typescript', file_extension: '.ts' } });
    expect(events.filter(({ kind }) => kind === 'end').map(({ index, total }) => [index, total])).toEqual([
      ...[1, 2, 3, 4, 5].map((index) => [index, 8]),
    ]);
  });

  test('stops at a failing cell, or goes on when errors are allowed', async () => {
    const failing = notebook(code('const wrong: string = 5'), code('1'));
    const stopped = await runNotebook(failing, { directory });
    expect(stopped.cells.map(({ status }) => status)).toEqual(['error', 'skipped']);
    expect(stopped.notebook.cells[1]).toMatchObject({ outputs: [], execution_count: null });
    const gone = await runNotebook(failing, { directory, allowErrors: true });
    expect(gone.cells.map(({ status }) => status)).toEqual(['error', 'ok']);
  });

  test('interrupts a cell that takes too long', async () => {
    const { cells } = await runNotebook(notebook(code('while (true) {}')), { directory, timeoutSeconds: 4 });
    expect(cells[0]).toMatchObject({ status: 'error', error: { ename: 'CellTimeoutError' } });
  });

  test('ends when its signal says so', async () => {
    const stop = new AbortController();
    const running = runNotebook(notebook(code('await new Promise(() => {})')), {
      directory,
      signal: stop.signal,
      onCell: ({ kind }) => kind === 'start' && setTimeout(() => stop.abort(new Error('enough')), 500),
    });
    await expect(running).rejects.toThrow('enough');
  });

  test('lets go of its signal, which may serve many notebooks', async () => {
    const { signal } = new AbortController();
    await runNotebook(notebook(code('1')), { directory, signal });
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });

  test('reports the death of the kernel itself', async () => {
    const { cells } = await runNotebook(
      notebook(code('process.kill(process.ppid, "SIGKILL"); await new Promise(() => {})')),
      {
        directory,
      },
    );
    expect(cells[0]).toMatchObject({ status: 'error', error: { ename: 'DeadKernelError' } });
  });
});
