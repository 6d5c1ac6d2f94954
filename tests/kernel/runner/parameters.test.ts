import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import { type Json } from '../../../kernel/protocol/json.ts';
import { type Cell, type CodeCell, type Notebook } from '../../../kernel/runner/nbformat.ts';
import { withParameters } from '../../../kernel/runner/parameters.ts';
import { runNotebook } from '../../../kernel/runner/run.ts';

function code(source: string, ...tags: string[]): CodeCell {
  const id = tags[0] ?? `id-${source.length}`;
  return { cell_type: 'code', id, metadata: { tags }, source, execution_count: null, outputs: [] };
}

function notebook(...cells: readonly Cell[]): Notebook {
  return { nbformat: 4, nbformat_minor: 5, metadata: {}, cells };
}

const declaring = code(
  [
    "const kind: 'sgd' | 'adam' = 'sgd';",
    'let rate = 0.1, epochs = 3; // %time',
    'const { sizes } = { sizes: [1] };',
    'const text: string = "";',
  ].join('\n'),
  'parameters',
);

const given = new Map<string, Json>(Object.entries({ kind: 'adam', rate: 0.5, sizes: [3, 4], text: 'a "b"\n' }));

describe('parameters', () => {
  test('stand in a cell of their own behind the one that declares them, once', () => {
    const before = code('1');
    const once = withParameters(notebook(before, declaring, code('rate')), given);
    expect(once.cells.map(({ id }) => id)).toEqual(['id-1', 'parameters', 'injected-parameters', 'id-4']);
    expect(once.cells[2]?.source).toBe(
      [
        '// Parameters',
        `const kind: 'sgd' | 'adam' = "adam";`,
        'rate = 0.5;',
        'const sizes = [3,4];',
        'const text: string = "a \\"b\\"\\n";',
      ].join('\n'),
    );
    const again = withParameters(once, new Map([['epochs', 5]]));
    expect(again.cells).toHaveLength(4);
    expect(again.cells[2]).toMatchObject({ source: '// Parameters\nepochs = 5;', cell_type: 'code' });
  });

  test('of a name that the notebook does not declare are an error before anything runs', () => {
    const of = (name: string): (() => Notebook) => {
      return () => withParameters(notebook(declaring), new Map([[name, 1]]));
    };
    expect(of('epoch')).toThrow('The notebook has no parameter "epoch". Did you mean epochs?');
    expect(of('momentum')).toThrow('It has: kind, rate, epochs, sizes, text.');
    expect(() => withParameters(notebook(code('let rate = 1')), given)).toThrow('none of its code cells has the tag');
  });

  test('are what the cells behind compute with, and TypeScript checks them', async () => {
    const given = notebook(declaring, code('[kind, rate, epochs, sizes, text]'));
    const run = (values: Record<string, Json>): ReturnType<typeof runNotebook> =>
      runNotebook(withParameters(given, new Map(Object.entries(values))), { directory: tmpdir() });
    const done = await run({ kind: 'adam', rate: 0.5, sizes: [3, 4] });
    expect(done.notebook.cells[2]).toMatchObject({
      outputs: [{ data: { 'text/plain': "[ 'adam', 0.5, 3, [ 3, 4 ], '' ]" } }],
    });
    const wrongKind = await run({ kind: 'adams' });
    expect(wrongKind.cells[1]?.error?.evalue).toContain(`Type '"adams"' is not assignable`);
    const wrongRate = await run({ rate: 'fast' });
    expect(wrongRate.cells[1]?.error?.evalue).toContain("Type 'string' is not assignable to type 'number'");
  });
});
