/** Outputs, executed cells and a stand-in for the kernel, for tests. */
import { type CellReport, type CodeCell, type Notebook, type Output, type RunOptions, tagsOf } from 'tslate/kernel';
import { resultsMime } from '../../notebooks/tool/notebook/results.ts';
import { type Runner } from '../../notebooks/tool/run/run.ts';

export const stdout = (text: string): Output => ({ output_type: 'stream', name: 'stdout', text });

export const stderr = (text: string): Output => ({ output_type: 'stream', name: 'stderr', text });

export const failure = (ename: string, evalue = 'it failed'): Output => ({
  output_type: 'error',
  ename,
  evalue,
  traceback: [`${ename}: ${evalue}`, '  at cell 1, line 2'],
});

export const shown = (data: CodeCell['metadata'], metadata: CodeCell['metadata'] = {}): Output => ({
  output_type: 'display_data',
  data,
  metadata,
});

export const published = (results: CodeCell['metadata']): Output =>
  shown({ [resultsMime]: results, 'text/plain': JSON.stringify(results) });

/** A figure as it should be: a chart, its static twin, and what is seen. */
export const figure = (more: CodeCell['metadata'] = {}): Output =>
  shown({
    'application/vnd.vegalite.v5+json': { mark: 'line' },
    'image/svg+xml': '<svg/>',
    'text/plain': 'Loss falls from 2.3 to 0.1.',
    ...more,
  });

export const codeCell = (outputs: readonly Output[], source = 'f();', count: number | null = 1): CodeCell => ({
  cell_type: 'code',
  id: 'a',
  metadata: {},
  source,
  execution_count: count,
  outputs,
});

/** The notebook as if it had been run: each code cell gets the outputs that `outputsOf` gives for it. */
export function executed(notebook: Notebook, outputsOf: (id: string) => readonly Output[]): Notebook {
  let count = 0;
  return {
    ...notebook,
    cells: notebook.cells.map((cell) =>
      cell.cell_type === 'code' ? { ...cell, execution_count: ++count, outputs: outputsOf(cell.id ?? '') } : cell,
    ),
  };
}

/** Plays outputs back as the kernel would: a failing cell ends the run unless it is tagged as meant to fail. */
export function playback(outputsOf: (id: string) => readonly Output[], seen: RunOptions[] = []): Runner {
  return async (notebook, options) => {
    seen.push(options);
    const cells: CellReport[] = [];
    const meant = new Set(
      notebook.cells.flatMap((cell) => (tagsOf(cell).includes('raises-exception') ? [cell.id] : [])),
    );
    const result = executed(notebook, (id) => {
      const index = notebook.cells.findIndex((cell) => cell.id === id);
      if (cells.some((cell) => cell.status === 'error')) {
        cells.push({ id, index, status: 'skipped', seconds: 0 });
        return [];
      }
      options.onCell?.({ kind: 'start', index, total: notebook.cells.length });
      const outputs = outputsOf(id);
      const error = outputs.find((output) => output.output_type === 'error');
      const status = error && !meant.has(id) ? 'error' : 'ok';
      cells.push({ id, index, status, seconds: 0.5, ...(error ? { error } : {}) });
      return outputs;
    });
    return { notebook: result, cells, seconds: 1.5 };
  };
}
