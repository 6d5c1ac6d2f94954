/** A model as a table of text. */
import type { AnyParameter } from '../tensor/parameter.ts';
import { showShape, sizeOf } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { Layer } from '../layers/layer.ts';
import type { NamedLayer } from '../layers/named-layer.ts';

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
    rows.push(...rowsOf(name, layer, shape ?? layer.outputShape));
  }
  const fixed = parameters.filter(({ trainable }) => !trainable);
  const total = count(parameters) - count(fixed);
  const note = input === undefined && total === 0 ? ' (none yet: they are made when the first batch comes)' : '';
  const beside =
    fixed.length === 0 ? '' : `, and ${count(fixed).toLocaleString('en')} numbers that training does not change`;
  return `${table(rows)}\n${total.toLocaleString('en')} parameters${beside}${note}`;
}

/** A row for the layer, and one for each layer inside it, further to the right. */
function rowsOf(name: string, layer: Layer, output: Shape | undefined, indent = ''): string[][] {
  const numbers = count(Object.values(layer.parameters)).toLocaleString('en');
  return [
    [`${indent}${name}`, layer.kind, output === undefined ? '?' : showShape(output), numbers],
    ...Object.entries(layer.inner).flatMap(([key, part]) => rowsOf(key, part, part.outputShape, `${indent}  `)),
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
