/** What the page says of one declaration: its text without its body, and the names of its parameters. */
import ts from 'typescript';
import { type Docstring, docstringOf } from './docstring.ts';

/** Something inside a class, an interface or an object. */
export interface Member {
  readonly name: string;
  readonly signature: string;
  /** As one writes it: `sum(axis, options?)`. */
  readonly call: string;
  readonly doc: Docstring | undefined;
  readonly parameters: readonly string[];
}

/** What stands in braces, where a function or method has it. */
export function bodyOf(node: ts.Node): ts.Node | undefined {
  return ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node) || ts.isAccessor(node) ? node.body : undefined;
}

/** The text of a declaration, without `export` and without what is inside. */
export function signatureOf(node: ts.Node): string {
  const { text } = node.getSourceFile();
  const cut = (from: number, to: number) =>
    text
      .slice(from, to)
      .trim()
      .replace(/^(export|declare|abstract|override|static|readonly) /g, '')
      .replace(/;$/, '');
  const start = node.getStart();
  const body = bodyOf(node);
  if (body !== undefined) return cut(start, body.getStart());
  if (ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node)) {
    return cut(start, node.members.pos)
      .replace(/\s*\{$/, '')
      .replace(/^export /, '');
  }
  if (ts.isVariableDeclaration(node) && node.initializer !== undefined) {
    return `const ${node.name.getText()}${node.type === undefined ? '' : `: ${node.type.getText()}`}`;
  }
  return cut(start, node.end);
}

/** The names that a function and its overloads give to their parameters. */
export function parametersOf(nodes: readonly ts.Node[]): string[] {
  const names = nodes.flatMap((node) => {
    const f = ts.isPropertyAssignment(node) || ts.isPropertyDeclaration(node) ? node.initializer : node;
    return f !== undefined && ts.isFunctionLike(f) ? f.parameters.flatMap(namesIn) : [];
  });
  return [...new Set(names)].filter((name) => name !== 'this');
}

/** One name; of a pattern, the names it takes apart, unless a type of options describes them. */
function namesIn({ name, type }: ts.ParameterDeclaration): string[] {
  if (type !== undefined && /(Options|Source|Rule)\b/.test(type.getText())) return [];
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? element.name.getText() : []));
}

/** What a subclass overrides is described in its base. */
export function isPublic(member: ts.ClassElement | ts.TypeElement): boolean {
  const { name } = member;
  if (name === undefined || ts.isPrivateIdentifier(name) || ts.isComputedPropertyName(name)) return false;
  const modifiers = ts.canHaveModifiers(member) ? (ts.getModifiers(member) ?? []) : [];
  const { PrivateKeyword, ProtectedKeyword, OverrideKeyword } = ts.SyntaxKind;
  return !modifiers.some(
    ({ kind }) => kind === PrivateKeyword || kind === ProtectedKeyword || kind === OverrideKeyword,
  );
}

export function memberOf(node: ts.Node): Member {
  const named = node.getChildren().find((child) => ts.isIdentifier(child) || ts.isStringLiteral(child));
  const name = named?.getText() ?? '';
  const parameters = ts.isMethodSignature(node) ? node.parameters : [];
  const written = parameters
    .filter((parameter) => parameter.name.getText() !== 'this')
    .map(
      (parameter) =>
        `${parameter.dotDotDotToken ? '…' : ''}${parameter.name.getText()}${parameter.questionToken ? '?' : ''}`,
    );
  return {
    name,
    signature: signatureOf(node)
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/\( | \)/g, (bracket) => bracket.trim())
      .replaceAll(',)', ')'),
    call: `${name}(${written.join(', ')})`,
    doc: docstringOf(node),
    parameters: parametersOf([node]),
  };
}
