/**
 * The last step of the compiler: a module's JavaScript becomes a script whose top-level names are properties of the
 * global object, so that later cells see them, may declare them again, and closures see later assignments.
 *
 *     let a = 1; f(a)                   →  var a = 1; f(a)
 *     const a = await b; a              →  var a; (async () => { a = await b; return a; })()
 *     import { a } from 'x'             →  var a; (async () => { ({ a } = await __tslate.import('x')); })()
 */
import ts from '#typescript';
import { assign, assignments, assignmentTarget } from './assignments.ts';
import { guardLoop, runtimeMember } from './guards.ts';
import { awaitedModule, dynamicImport, importBindings, importedIdentifiers } from './imports.ts';
import { boundIdentifiers } from './names.ts';
import { magicPiece, type ScriptMagics, timed, timedCell } from './magic-script.ts';
import { sequence, type Piece } from './sequence.ts';
import { hasAwait, resultStatement, startOf, withoutModuleSyntax } from './statements.ts';

const { factory } = ts;

/** What becomes of a cell, filled in by the transformation. */
export interface Script {
  isAsync: boolean;
  hasResult: boolean;
  declares: string[];
}

/** The transformer of one cell: `result` is the statement whose value is shown, `names` those that the cell declares. */
export function toScript(
  names: ReadonlySet<string>,
  script: Script,
  { calls, timed: timedAt, isTimed }: ScriptMagics,
): ts.TransformerFactory<ts.SourceFile> {
  return (context) => (file) => {
    const last = resultStatement(ts.getParseTreeNode(file, ts.isSourceFile) ?? file);
    // A magic behind the last expression must still run.
    const result = last && calls.some(({ at }) => at > last.end) ? undefined : last;
    const statements = withoutModuleSyntax(file.statements);
    script.isAsync =
      calls.length > 0 || statements.some((statement) => ts.isImportDeclaration(statement) || hasAwait(statement));
    script.hasResult = result !== undefined;
    const rewriter = new Rewriter(context, script.isAsync, result);
    const imports = statements.filter(ts.isImportDeclaration);
    const pieces: Piece[] = isTimed ? [timedCell()] : [];
    pieces.push(...imports.map((statement) => rewriter.importPiece(statement)));
    const waiting = [...calls];
    const source = ts.createSourceMapSource(file.fileName, file.text, (at) => at);
    const magic = (call: (typeof calls)[number]): Piece => magicPiece(call, source);
    for (const statement of statements) {
      if (ts.isImportDeclaration(statement)) continue;
      const start = startOf(statement);
      while (start !== undefined && waiting[0] !== undefined && waiting[0].at < start) {
        pieces.push(...waiting.splice(0, 1).map(magic));
      }
      const piece = rewriter.piece(statement);
      pieces.push(start !== undefined && timedAt.includes(start) ? timed(piece) : piece);
    }
    pieces.push(...waiting.map(magic));
    const { output, declares } = sequence(pieces, names, script.isAsync);
    script.declares = declares;
    for (const statement of output) ts.setEmitFlags(statement, withoutComments);
    ts.setEmitFlags(file, withoutComments);
    const updated = factory.updateSourceFile(file, output);
    return ts.setEmitFlags(updated, withoutComments);
  };
}

/** Comments would run into the code behind them when lines are put back to their places. */
const withoutComments: ts.EmitFlags = ts.EmitFlags.NoComments | ts.EmitFlags.NoNestedComments;

class Rewriter {
  private readonly context: ts.TransformationContext;
  private readonly isAsync: boolean;
  private readonly result: ts.Statement | undefined;

  constructor(context: ts.TransformationContext, isAsync: boolean, result: ts.Statement | undefined) {
    this.context = context;
    this.isAsync = isAsync;
    this.result = result;
  }

  importPiece(statement: ts.ImportDeclaration): Piece {
    const bindings = importBindings(statement);
    const expressions =
      bindings.length === 0
        ? [awaitedModule(statement.moduleSpecifier, statement.attributes)]
        : bindings.map(([target, value]) => assign(target, value, statement));
    const body = expressions.map((each) => ts.setTextRange(factory.createExpressionStatement(each), statement));
    return { statements: body, declares: importedIdentifiers(statement), hoisted: importedIdentifiers(statement) };
  }

  /** One statement of the top level. */
  piece(statement: ts.Statement): Piece {
    if (ts.isFunctionDeclaration(statement)) return this.functionPiece(statement);
    if (ts.isClassDeclaration(statement)) return this.classPiece(statement);
    if (ts.isVariableStatement(statement)) return this.variablePiece(statement);
    const nested: ts.Identifier[] = [];
    const rewritten = this.outside(statement, nested);
    return { statements: ts.isStatement(rewritten) ? [rewritten] : [], declares: nested, hoisted: nested };
  }

  private functionPiece(statement: ts.FunctionDeclaration): Piece {
    const { asteriskToken, name, parameters, body } = this.inside(statement);
    const modifiers = ts.getModifiers(statement)?.filter(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
    if (name === undefined) {
      const block = body ?? factory.createBlock([]);
      const value = factory.createFunctionExpression(
        modifiers,
        asteriskToken,
        name,
        undefined,
        parameters,
        undefined,
        block,
      );
      const plain = factory.createExpressionStatement(factory.createParenthesizedExpression(value));
      return { statements: [ts.setTextRange(plain, statement)], declares: [], hoisted: [] };
    }
    const plain = factory.createFunctionDeclaration(
      modifiers,
      asteriskToken,
      name,
      undefined,
      parameters,
      undefined,
      body,
    );
    const declaration = ts.setTextRange(ts.setOriginalNode(plain, statement), statement);
    return { statements: [declaration], declares: [name], hoisted: [], isFunction: true };
  }

  private classPiece(statement: ts.ClassDeclaration): Piece {
    const { name, heritageClauses, members } = this.inside(statement);
    const value = factory.createClassExpression(undefined, name, undefined, heritageClauses, members);
    ts.setTextRange(value, statement);
    if (name === undefined) {
      const plain = factory.createExpressionStatement(factory.createParenthesizedExpression(value));
      return { statements: [ts.setTextRange(plain, statement)], declares: [], hoisted: [] };
    }
    return this.declared(statement, [factory.createVariableDeclaration(name, undefined, undefined, value)]);
  }

  private variablePiece(statement: ts.VariableStatement): Piece {
    const list = this.inside(statement.declarationList);
    const isVar = (list.flags & ts.NodeFlags.BlockScoped) === 0;
    const original = ts.getOriginalNode(statement);
    // `var E;` before an enum or a namespace must not keep the members of an earlier one.
    const startsAnew = !isVar || ts.isEnumDeclaration(original) || ts.isModuleDeclaration(original);
    const declarations = list.declarations.map((declaration) => {
      if (declaration.initializer !== undefined || !startsAnew) return declaration;
      return factory.updateVariableDeclaration(
        declaration,
        declaration.name,
        undefined,
        undefined,
        factory.createVoidZero(),
      );
    });
    return this.declared(statement, declarations);
  }

  /** `var name = value`, or the assignment alone where `var` stands before an asynchronous function. */
  private declared(statement: ts.Statement, declarations: readonly ts.VariableDeclaration[]): Piece {
    const names = declarations.flatMap(({ name }) => boundIdentifiers(name));
    const list = factory.createVariableDeclarationList(declarations, ts.NodeFlags.None);
    if (!this.isAsync) {
      const plain = ts.setTextRange(factory.createVariableStatement(undefined, list), statement);
      return { statements: [plain], declares: names, hoisted: [] };
    }
    const value = assignments(list);
    if (value === undefined) return { statements: [], declares: names, hoisted: names };
    const plain = ts.setTextRange(factory.createExpressionStatement(value), statement);
    return { statements: [plain], declares: names, hoisted: names };
  }

  /** What stands in functions and classes: only loops and imports change. */
  private inside<T extends ts.Node>(node: T): T {
    return ts.visitEachChild(node, (child) => this.common(child, (each) => this.inside(each)), this.context);
  }

  /** What stands outside of functions: the result, and in asynchronous cells the `var`s of blocks and loops. */
  private outside(node: ts.Node, vars: ts.Identifier[]): ts.Node {
    if (ts.isFunctionLike(node) || ts.isClassLike(node)) return this.inside(node);
    const visit = (each: ts.Node): ts.Node =>
      ts.visitEachChild(each, (child) => this.outside(child, vars), this.context);
    if (ts.isExpressionStatement(node) && this.result !== undefined && ts.getOriginalNode(node) === this.result) {
      const plain = ts.visitEachChild(node, (child) => this.outside(child, vars), this.context);
      return this.isAsync ? ts.setTextRange(factory.createReturnStatement(plain.expression), node) : plain;
    }
    if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0) {
      for (const { name } of node.declarations) vars.push(...boundIdentifiers(name));
    }
    return this.common(node, (each) => this.withoutVar(visit(each)));
  }

  private common(node: ts.Node, next: (node: ts.Node) => ts.Node): ts.Node {
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const visited = next(node);
      return ts.isCallExpression(visited) ? dynamicImport(visited) : visited;
    }
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) {
      return ts.setTextRange(runtimeMember('importMeta'), node);
    }
    if (isDenoJupyter(node)) return ts.setTextRange(runtimeMember('deno'), node);
    const visited = next(node);
    return ts.isIterationStatement(visited, false) ? guardLoop(visited) : visited;
  }

  /** `var` inside the asynchronous function would be its own: there only the assignment remains. */
  private withoutVar(node: ts.Node): ts.Node {
    if (!this.isAsync) return node;
    if (ts.isVariableStatement(node) && (node.declarationList.flags & ts.NodeFlags.BlockScoped) === 0) {
      const value = assignments(node.declarationList);
      return value === undefined
        ? factory.createEmptyStatement()
        : ts.setTextRange(factory.createExpressionStatement(value), node);
    }
    if (ts.isForStatement(node) && isVarList(node.initializer)) {
      const start = assignments(node.initializer);
      return factory.updateForStatement(node, start, node.condition, node.incrementor, node.statement);
    }
    if (ts.isForInStatement(node) && isVarList(node.initializer)) {
      const target = loopTarget(node.initializer);
      return factory.updateForInStatement(node, target, node.expression, node.statement);
    }
    if (ts.isForOfStatement(node) && isVarList(node.initializer)) {
      const target = loopTarget(node.initializer);
      return factory.updateForOfStatement(node, node.awaitModifier, target, node.expression, node.statement);
    }
    return node;
  }
}

/** `Deno.jupyter`, which is there for notebooks of Deno's kernel (there is no global `Deno`). */
function isDenoJupyter(node: ts.Node): boolean {
  return (
    ts.isPropertyAccessExpression(node) &&
    node.name.text === 'jupyter' &&
    ts.isIdentifier(node.expression) &&
    node.expression.text === 'Deno'
  );
}

function isVarList(node: ts.ForInitializer | undefined): node is ts.VariableDeclarationList {
  return node !== undefined && ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0;
}

function loopTarget(list: ts.VariableDeclarationList): ts.ForInitializer {
  const [declaration] = list.declarations;
  return declaration === undefined ? list : assignmentTarget(declaration.name);
}
