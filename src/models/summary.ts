/** A model as a table of text. */
import type { AnyParameter } from '../tensor/parameter.ts';
import { showShape, sizeOf } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { NamedLayer } from './trainable.ts';

/** Layers with their output shapes and numbers of parameters, and the sum. */
export function summarize(
  layers: readonly NamedLayer[],
  input: Shape | undefined,
  parameters: readonly AnyParameter[],
): string {
  const rows: string[][] = [['layer', 'kind', 'output', 'parameters']];
  let shape = input;
  if (shape !== undefined) rows.push(['input', '', showShape(shape), '']);
  for (const { name, layer } of layers) {
    shape = shape === undefined ? undefined : layer.build(shape);
    const output = shape ?? layer.outputShape;
    const own = Object.values(layer.parameters);
    const count = own.reduce((sum, p) => sum + sizeOf(p.shape), 0);
    rows.push([name, layer.kind, output === undefined ? '?' : showShape(output), count.toLocaleString('en')]);
  }
  const total = parameters.reduce((sum, p) => sum + sizeOf(p.shape), 0);
  const note = input === undefined && total === 0 ? ' (none yet: they are made when the first batch comes)' : '';
  return `${table(rows)}\n${total.toLocaleString('en')} parameters${note}`;
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
