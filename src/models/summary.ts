/** A model as a table of text. */
import type { AnyParameter } from '../tensor/parameter.ts';
import { showShape, sizeOf } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { NamedLayer } from '../layers/named-layer.ts';

/** Layers with their output shapes and numbers of parameters, and the sum; in a graph also what each is computed from. */
export function summarize(
  layers: readonly NamedLayer[],
  inputs: readonly Shape[] | undefined,
  parameters: readonly AnyParameter[],
): string {
  const isGraph = layers.some(({ from }) => from !== undefined);
  const rows: Row[] = [
    { name: 'layer', kind: 'kind', output: 'output', from: 'from', parameters: 'parameters' },
    ...(inputs ?? []).map((shape, i, { length }) => ({
      ...{ name: length === 1 ? 'input' : `input${i + 1}`, kind: '', output: showShape(shape) },
      ...{ from: '', parameters: '' },
    })),
    ...layers.flatMap(rowsOf),
  ];
  const fixed = parameters.filter(({ trainable }) => !trainable);
  const total = count(parameters) - count(fixed);
  const note = inputs === undefined && total === 0 ? ' (none yet: they are made when the first batch comes)' : '';
  const beside =
    fixed.length === 0 ? '' : `, and ${count(fixed).toLocaleString('en')} numbers that training does not change`;
  const lines = rows.map(({ name, kind, output, from, parameters: numbers }) =>
    isGraph ? [name, kind, output, from, numbers] : [name, kind, output, numbers],
  );
  return `${table(lines)}\n${total.toLocaleString('en')} parameters${beside}${note}`;
}

interface Row {
  readonly name: string;
  readonly kind: string;
  readonly output: string;
  readonly from: string;
  readonly parameters: string;
}

/** A row for the layer, and one for each layer inside it, further to the right. */
function rowsOf({ name, layer, output = layer.outputShape, from = [] }: NamedLayer): readonly Row[] {
  const inner = Object.entries(layer.inner).flatMap(([key, part]) => rowsOf({ name: key, layer: part }));
  return [
    {
      ...{ name, kind: layer.kind, output: output === undefined ? '?' : showShape(output), from: from.join(', ') },
      parameters: count(Object.values(layer.parameters)).toLocaleString('en'),
    },
    ...inner.map((row) => ({ ...row, name: `  ${row.name}` })),
  ];
}

function count(parameters: readonly AnyParameter[]): number {
  return parameters.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

/** Columns aligned: words to the left, the last column to the right, a rule under the head. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell.padStart(widths[column]) : cell.padEnd(widths[column])))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  const [head, ...body] = rows;
  return [line(head), rule, ...body.map(line), rule].join('\n');
}
