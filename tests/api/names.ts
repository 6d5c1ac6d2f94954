/** The public names, section by section as src/index.ts has them, with their declarations. */
import { fileURLToPath } from 'node:url';
import { dirname, relative } from 'node:path';
import ts from 'typescript';
import { bodyOf, isPublic, type Member, memberOf, parametersOf, signatureOf } from './declaration.ts';
import { type Docstring, docstringOf, openingOf } from './docstring.ts';

const source = fileURLToPath(new URL('../../src/', import.meta.url));

/** A public name. */
export interface Name {
  readonly name: string;
  /** In src/. */
  readonly file: string;
  /** As it is declared, without its body: one for each overload. */
  readonly signatures: readonly string[];
  readonly doc: Docstring | undefined;
  /** Names of a function's parameters, but for those with a type that describes them, such as options. */
  readonly parameters: readonly string[];
  /** What a class, an interface or an object holds. */
  readonly members: readonly Member[];
}

export interface Section {
  readonly title: string;
  readonly names: readonly Name[];
  /** Files of operations, which give tensors methods. */
  readonly operations: readonly {
    readonly opening: string;
    readonly file: string;
    readonly methods: readonly Member[];
  }[];
}

/** Reads src/index.ts and all that it exports. */
export function publicNames(): readonly Section[] {
  const config = ts.readConfigFile(`${source}tsconfig.json`, (file) => ts.sys.readFile(file));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, source);
  const program = ts.createProgram([`${source}index.ts`], options);
  const checker = program.getTypeChecker();
  const index = sourceFile(program, `${source}index.ts`);
  const sections: { title: string; names: Name[]; operations: Section['operations'][number][] }[] = [];
  for (const statement of index.statements) {
    const title = titleBefore(index, statement);
    if (title !== undefined) sections.push({ title, names: [], operations: [] });
    const section = sections[sections.length - 1];
    if (ts.isExportDeclaration(statement)) {
      section.names.push(...exported(program, checker, statement).map((symbol) => nameOf(checker, symbol)));
    } else if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
      const file = sourceFile(program, `${source}${statement.moduleSpecifier.text}`);
      section.operations.push({
        opening: openingOf(file),
        file: relative(source, file.fileName),
        methods: augmentations(file),
      });
    }
  }
  return sections;
}

function sourceFile(program: ts.Program, path: string): ts.SourceFile {
  const file = program.getSourceFile(path.replace('/./', '/'));
  if (file === undefined) throw new Error(`${path} is not part of src/`);
  return file;
}

/** `// Layers` before a statement begins a section. */
function titleBefore({ text }: ts.SourceFile, { pos }: ts.Node): string | undefined {
  const comments = (ts.getLeadingCommentRanges(text, pos) ?? []).map((range) => text.slice(range.pos, range.end));
  return comments.findLast((comment) => comment.startsWith('// '))?.slice(3);
}

/** The symbols that a statement exports, in its order; those of `export *` in the order of that file. */
function exported(program: ts.Program, checker: ts.TypeChecker, statement: ts.ExportDeclaration): ts.Symbol[] {
  if (statement.exportClause !== undefined && ts.isNamedExports(statement.exportClause)) {
    return statement.exportClause.elements.flatMap(({ name }) => checker.getSymbolAtLocation(name) ?? []);
  }
  if (statement.moduleSpecifier === undefined || !ts.isStringLiteral(statement.moduleSpecifier)) return [];
  const from = statement.getSourceFile().fileName;
  const file = sourceFile(program, `${dirname(from)}/${statement.moduleSpecifier.text}`);
  return file.statements.filter(ts.isExportDeclaration).flatMap((inner) => exported(program, checker, inner));
}

/** What a name that was imported or exported stands for. */
const original = (checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

function nameOf(checker: ts.TypeChecker, alias: ts.Symbol): Name {
  const symbol = original(checker, alias);
  // Not those that other files add, as operations do to Tensor.
  const home = symbol.declarations?.[0].getSourceFile();
  const declarations = symbol.declarations?.filter((node) => node.getSourceFile() === home) ?? [];
  const overloads = declarations.length > 1 ? declarations.filter((node) => bodyOf(node) === undefined) : declarations;
  const shown = overloads.length > 0 ? overloads : declarations;
  const [first] = shown;
  return {
    name: alias.name,
    file: home === undefined ? '' : relative(source, home.fileName),
    signatures: shown.map(signatureOf),
    doc: declarations.map(docstringOf).find((doc) => doc !== undefined),
    parameters: parametersOf(shown),
    members: membersOf(checker, symbol, first),
  };
}

/** Members of a class, an interface or an object, inherited ones included where they are the project's own. */
function membersOf(checker: ts.TypeChecker, symbol: ts.Symbol, node: ts.Node | undefined): Member[] {
  if (node === undefined) return [];
  if (ts.isVariableDeclaration(node)) {
    // An object that has a type of its own is described there.
    const object = node.type === undefined ? node.initializer : undefined;
    if (object === undefined || !ts.isObjectLiteralExpression(object)) return [];
    return object.properties.map((property) => {
      const value = ts.isShorthandPropertyAssignment(property)
        ? checker.getShorthandAssignmentValueSymbol(property)
        : undefined;
      return memberOf((value && original(checker, value).declarations?.[0]) ?? property);
    });
  }
  if (!ts.isClassDeclaration(node) && !ts.isInterfaceDeclaration(node)) return [];
  const own = node.members.filter(isPublic).map(memberOf);
  const names = new Set(own.map(({ name }) => name));
  const inherited = ts.isInterfaceDeclaration(node)
    ? checker
        .getDeclaredTypeOfSymbol(symbol)
        .getProperties()
        .filter(({ name }) => !names.has(name))
        .flatMap(({ declarations = [] }) => declarations.slice(0, 1))
        .filter((declaration) => declaration.getSourceFile().fileName.startsWith(source))
        .filter((declaration) => ts.isPropertySignature(declaration) || ts.isMethodSignature(declaration))
        .filter(isPublic)
        .map(memberOf)
    : [];
  return [...own, ...inherited];
}

/** The methods that a file of operations adds to Tensor, overload by overload. */
function augmentations(file: ts.SourceFile): Member[] {
  const blocks = file.statements.filter(ts.isModuleDeclaration).flatMap(({ body }) => body ?? []);
  const interfaces = blocks
    .filter(ts.isModuleBlock)
    .flatMap(({ statements }) => statements.filter(ts.isInterfaceDeclaration));
  return interfaces.flatMap(({ members }) => members.map(memberOf));
}
