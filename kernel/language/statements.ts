/** What is asked of the statements of a cell before they are rewritten. */
import ts from '#typescript';
import { awaitedModule } from './imports.ts';
import { isCellFile } from './resolution.ts';

const { factory } = ts;

/** The last statement of the cell, if it is an expression without a semicolon. */
export function resultStatement(file: ts.SourceFile): ts.Statement | undefined {
  const last = file.statements.findLast((statement) => !isOwnExport(statement));
  if (last === undefined || !ts.isExpressionStatement(last)) return undefined;
  return file.text.slice(last.pos, last.end).endsWith(';') ? undefined : last;
}

/** Where the author wrote a statement; undefined for what the compiler added. */
export function startOf(statement: ts.Statement): number | undefined {
  const written = ts.getParseTreeNode(ts.getOriginalNode(statement));
  return written?.getStart();
}

/** The list of exports that stands behind every cell. */
function isOwnExport(statement: ts.Statement): boolean {
  return ts.isExportDeclaration(statement) && statement.moduleSpecifier === undefined;
}

/** Drops what only modules have: exports, and imports from other cells, whose names are global. */
export function withoutModuleSyntax(statements: readonly ts.Statement[]): ts.Statement[] {
  return statements.flatMap((statement): ts.Statement[] => {
    if (ts.isImportDeclaration(statement)) {
      const { moduleSpecifier } = statement;
      return ts.isStringLiteral(moduleSpecifier) && isCellFile(moduleSpecifier.text) ? [] : [statement];
    }
    if (ts.isExportAssignment(statement)) {
      return [ts.setTextRange(factory.createExpressionStatement(statement.expression), statement)];
    }
    if (!ts.isExportDeclaration(statement)) return [statement];
    if (statement.moduleSpecifier === undefined) return [];
    const loaded = awaitedModule(statement.moduleSpecifier, statement.attributes);
    return [ts.setTextRange(factory.createExpressionStatement(loaded), statement)];
  });
}

/** `await` outside of functions, also `for await`. */
export function hasAwait(node: ts.Node): boolean {
  if (ts.isAwaitExpression(node)) return true;
  if (ts.isForOfStatement(node) && node.awaitModifier !== undefined) return true;
  if (ts.isFunctionLike(node))
    return node.name !== undefined && ts.isComputedPropertyName(node.name) && hasAwait(node.name);
  if (ts.isClassStaticBlockDeclaration(node)) return false;
  return ts.forEachChild(node, hasAwait) === true;
}

/** `declare global { … }` and `declare module 'x' { … }` reach beyond their cell, and so may what is imported without a name. */
export function augmentsOthers(file: ts.SourceFile): boolean {
  return file.statements.some(
    (statement) =>
      (ts.isImportDeclaration(statement) && statement.importClause === undefined) ||
      (ts.isModuleDeclaration(statement) && (ts.isStringLiteral(statement.name) || statement.name.text === 'global')),
  );
}
