/** Cells without anything to check: arithmetic of numbers, and texts put together. They need not wait for the checker. */
import ts from '#typescript';
import { syntaxErrors } from './syntax.ts';

/** Whether a cell holds literals and arithmetic only, which no type could find fault with. */
export function isPlain(file: ts.SourceFile): boolean {
  const found = { isPlain: true, hasText: false, hasArithmetic: false };
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) found.hasText = true;
    else if (ts.isBinaryExpression(node)) {
      if (node.operatorToken.kind !== ts.SyntaxKind.PlusToken) found.hasArithmetic = true;
      found.isPlain &&= arithmetic.has(node.operatorToken.kind);
      visit(node.left);
      visit(node.right);
    } else if (ts.isPrefixUnaryExpression(node)) {
      found.hasArithmetic = true;
      found.isPlain &&= node.operator === ts.SyntaxKind.MinusToken || node.operator === ts.SyntaxKind.PlusToken;
      visit(node.operand);
    } else if (ts.isParenthesizedExpression(node)) visit(node.expression);
    else if (!ts.isNumericLiteral(node)) found.isPlain = false;
  };
  for (const statement of file.statements) {
    if (ts.isExpressionStatement(statement)) visit(statement.expression);
    else return false;
  }
  if (!found.isPlain || (found.hasText && found.hasArithmetic)) return false;
  return syntaxErrors(file.text, 'ts').length === 0;
}

const arithmetic = new Set([
  ts.SyntaxKind.PlusToken,
  ts.SyntaxKind.MinusToken,
  ts.SyntaxKind.AsteriskToken,
  ts.SyntaxKind.AsteriskAsteriskToken,
  ts.SyntaxKind.SlashToken,
  ts.SyntaxKind.PercentToken,
]);
