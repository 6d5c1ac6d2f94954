/**
 * Parameters of a notebook, as papermill has them: the cell tagged `parameters` declares them with their usual values, and
 * a cell tagged `injected-parameters` behind it gives them those of this run.
 */
import ts from '#typescript';
import { parse } from '../language/syntax.ts';
import { readMagics } from '../language/magic-lines.ts';
import { boundIdentifiers } from '../language/names.ts';
import { nearest } from '../nearest.ts';
import { type Json } from '../protocol/json.ts';
import { type Cell, type CodeCell, joinLines, type Notebook, tagsOf } from './nbformat.ts';

/** The notebook with these values; throws a sentence when it declares no parameter of such a name. */
export function withParameters(notebook: Notebook, values: ReadonlyMap<string, Json>): Notebook {
  const earlier = notebook.cells.find(isInjected);
  const cells = notebook.cells.filter((cell) => !isInjected(cell));
  const at = cells.findIndex((cell) => cell.cell_type === 'code' && tagsOf(cell).includes('parameters'));
  const declaring = cells[at];
  if (declaring === undefined) {
    throw new Error('The notebook takes no parameters: none of its code cells has the tag `parameters`.');
  }
  const declared = declaredParameters(joinLines(declaring.source));
  const lines = [...values].map(([name, value]) => {
    const declaration = declared.get(name);
    if (declaration === undefined) throw new Error(unknownParameter(name, [...declared.keys()]));
    return `${declaration} = ${JSON.stringify(value)};`;
  });
  const injected: CodeCell = {
    cell_type: 'code',
    ...(declaring.id === undefined ? {} : { id: earlier?.id ?? 'injected-parameters' }),
    metadata: { ...earlier?.metadata, tags: ['injected-parameters'] },
    source: ['// Parameters', ...lines].join('\n'),
    execution_count: null,
    outputs: [],
  };
  return { ...notebook, cells: [...cells.slice(0, at + 1), injected, ...cells.slice(at + 1)] };
}

function isInjected(cell: Cell): boolean {
  return tagsOf(cell).includes('injected-parameters');
}

/**
 * The variables of a cell, each with what stands before the `=` that gives it another value: a `let` is assigned, so that
 * TypeScript holds the value against the type; a `const` is declared again, with the type that its author wrote.
 */
function declaredParameters(code: string): Map<string, string> {
  const found = new Map<string, string>();
  const file = parse(readMagics(code).code, 'ts');
  for (const statement of file.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    const { flags, declarations } = statement.declarationList;
    for (const { name, type } of declarations) {
      const annotation = ts.isIdentifier(name) && type !== undefined ? `: ${type.getText(file)}` : '';
      for (const { text } of boundIdentifiers(name)) {
        found.set(text, (flags & ts.NodeFlags.Const) !== 0 ? `const ${text}${annotation}` : text);
      }
    }
  }
  return found;
}

function unknownParameter(name: string, declared: readonly string[]): string {
  const similar = nearest(name, declared);
  const hint = similar === undefined ? `It has: ${declared.join(', ') || 'none'}.` : `Did you mean ${similar}?`;
  return `The notebook has no parameter ${JSON.stringify(name)}. ${hint}`;
}
