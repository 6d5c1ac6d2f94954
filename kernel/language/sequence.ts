/** Puts the rewritten statements of a cell in order: names first, an asynchronous function around what awaits. */
import ts from '#typescript';
import { runtimeMember } from './guards.ts';

const { factory } = ts;

/** One top-level statement, rewritten. */
export interface Piece {
  readonly statements: readonly ts.Statement[];
  /** Identifiers that have their value once the piece has run. */
  readonly declares: readonly ts.Identifier[];
  /** Those that need a `var` at the start of the script. */
  readonly hoisted: readonly ts.Identifier[];
  /** A function declaration stays where it is, outside of the asynchronous function: JavaScript hoists it. */
  readonly isFunction?: true;
}

export interface Sequence {
  readonly output: readonly ts.Statement[];
  readonly declares: string[];
}

/** The statements of the script. `names` are the author's; the compiler's helpers are not counted as declared. */
export function sequence(pieces: readonly Piece[], names: ReadonlySet<string>, isAsync: boolean): Sequence {
  const declares = new Set<string>();
  const declare = (piece: Piece): boolean => {
    const before = declares.size;
    for (const { text } of piece.declares) if (names.has(text)) declares.add(text);
    return declares.size > before;
  };
  for (const piece of pieces) if (piece.isFunction === true) declare(piece);
  const groups: { statements: ts.Statement[]; isFunction: boolean }[] = [];
  const add = (statements: readonly ts.Statement[], isFunction: boolean): void => {
    const last = groups.at(-1);
    if (last?.isFunction === isFunction) last.statements.push(...statements);
    else if (statements.length > 0) groups.push({ statements: [...statements], isFunction });
  };
  const start = reached(declares.size);
  for (const piece of pieces) {
    add(piece.statements, piece.isFunction === true);
    if (piece.isFunction !== true && declare(piece)) add([reached(declares.size)], false);
  }
  const hoisted = isAsync ? hoist(pieces) : [];
  const body = isAsync ? asynchronous(groups) : groups.flatMap(({ statements }) => statements);
  return { output: [...hoisted, ...(declares.size > 0 ? [start] : []), ...body], declares: [...declares] };
}

/** `__tslate.reached = n;`: so many of the declared names have their value. */
function reached(count: number): ts.Statement {
  const value = factory.createAssignment(runtimeMember('reached'), factory.createNumericLiteral(count));
  return factory.createExpressionStatement(value);
}

function hoist(pieces: readonly Piece[]): ts.Statement[] {
  const seen = new Map<string | ts.Identifier, ts.Identifier>();
  const functions = new Set(pieces.flatMap((piece) => (piece.isFunction === true ? piece.declares : [])).map(keyOf));
  for (const identifier of pieces.flatMap(({ hoisted }) => hoisted)) {
    if (!functions.has(keyOf(identifier))) seen.set(keyOf(identifier), identifier);
  }
  if (seen.size === 0) return [];
  const declarations = [...seen.values()].map((identifier) =>
    factory.createVariableDeclaration(isWritten(identifier) ? factory.createIdentifier(identifier.text) : identifier),
  );
  return [factory.createVariableStatement(undefined, factory.createVariableDeclarationList(declarations))];
}

/** Written by the author, and so with a place that the `var` at the start must not inherit; else made by the compiler. */
function isWritten(identifier: ts.Identifier): boolean {
  return ts.getParseTreeNode(identifier) !== undefined;
}

/** The printer names identifiers that the compiler made (`env_1`) by node: each stands for itself. */
function keyOf(identifier: ts.Identifier): string | ts.Identifier {
  return isWritten(identifier) ? identifier.text : identifier;
}

/**
 * `(async () => { … })()`. Functions in the middle stay outside, on their lines; then the script goes on with
 * `__tslate.cell = __tslate.cell.then(async () => { … })`.
 */
function asynchronous(groups: readonly { statements: readonly ts.Statement[]; isFunction: boolean }[]): ts.Statement[] {
  const steps = groups.filter(({ isFunction }) => !isFunction).length;
  let step = 0;
  const output: ts.Statement[] = [];
  for (const { statements, isFunction } of groups) {
    if (isFunction) {
      output.push(...statements);
      continue;
    }
    step += 1;
    const run = asyncArrow(statements);
    const cell = runtimeMember('cell');
    const promise =
      step === 1
        ? factory.createCallExpression(factory.createParenthesizedExpression(run), undefined, [])
        : factory.createCallExpression(factory.createPropertyAccessExpression(cell, 'then'), undefined, [run]);
    const kept = steps === 1 ? promise : factory.createAssignment(cell, promise);
    output.push(factory.createExpressionStatement(kept));
  }
  return output;
}

function asyncArrow(statements: readonly ts.Statement[]): ts.ArrowFunction {
  const modifiers = [factory.createModifier(ts.SyntaxKind.AsyncKeyword)];
  return factory.createArrowFunction(
    modifiers,
    undefined,
    [],
    undefined,
    undefined,
    factory.createBlock(statements, true),
  );
}
