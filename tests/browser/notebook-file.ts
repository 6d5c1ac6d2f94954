/** Notebook files for tests, from a list of cells. */
import { writeFile } from 'node:fs/promises';

export type TestCell = readonly [kind: 'markdown' | 'code', ...lines: string[]];

/** Write a notebook for our kernel without outputs. */
export async function writeNotebook(file: string, cells: readonly TestCell[]): Promise<void> {
  const notebook = {
    cells: cells.map(([kind, ...lines], index) => ({
      cell_type: kind,
      id: `cell-${index + 1}`,
      metadata: {},
      source: lines.join('\n'),
      ...(kind === 'code' ? { execution_count: null, outputs: [] } : {}),
    })),
    metadata: {
      kernelspec: { name: 'tslate', display_name: 'TypeScript (tslate)', language: 'typescript' },
      language_info: { name: 'typescript' },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  await writeFile(file, `${JSON.stringify(notebook, undefined, 1)}\n`);
}
