/** The names that a cell declares at its top level, and those that it mentions. */
import ts from '#typescript';

export interface TopLevelName {
  /** How a later cell gets the value: as a declaration of its own (so that it may assign), as an import, or not at all. */
  readonly value: 'const' | 'let' | 'import' | undefined;
  readonly isType: boolean;
  /** A type that stands for itself and has no parameters: it can be carried over next to a value of the same name. */
  readonly isPlainType: boolean;
  /** The word for it in a list of completions. */
  readonly kind: string;
  /** Exported by the cell itself. */
  readonly isExported: boolean;
}

/** Names declared at the top level of a cell, also by `var` inside blocks, in order. */
export function topLevelNames(file: ts.SourceFile): Map<string, TopLevelName> {
  const names = new Map<string, TopLevelName>();
  const add = (name: string, found: Partial<TopLevelName> & Pick<TopLevelName, 'kind'>): void => {
    const before = names.get(name);
    names.set(name, {
      value: before?.value ?? found.value,
      isType: before?.isType === true || found.isType === true,
      isPlainType: before?.isPlainType === true || found.isPlainType === true,
      kind: before?.value === undefined ? found.kind : before.kind,
      isExported: before?.isExported === true || found.isExported === true,
    });
  };
  for (const statement of file.statements) {
    const isExported = hasModifier(statement, ts.SyntaxKind.ExportKeyword);
    if (ts.isVariableStatement(statement)) {
      const value = (statement.declarationList.flags & ts.NodeFlags.Const) !== 0 ? 'const' : 'let';
      for (const name of declaredNames(statement.declarationList)) add(name, { value, isExported, kind: 'variable' });
    } else if (ts.isFunctionDeclaration(statement) && statement.name !== undefined) {
      add(statement.name.text, { value: 'import', isExported, kind: 'function' });
    } else if (ts.isClassDeclaration(statement) && statement.name !== undefined) {
      add(statement.name.text, { value: 'import', isType: true, isExported, kind: 'class' });
    } else if (ts.isEnumDeclaration(statement)) {
      add(statement.name.text, { value: 'import', isType: true, isExported, kind: 'enum' });
    } else if (ts.isModuleDeclaration(statement)) {
      if (ts.isIdentifier(statement.name) && statement.name.text !== 'global') {
        add(statement.name.text, { value: 'import', isType: true, isExported, kind: 'namespace' });
      }
    } else if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
      const isPlainType = statement.typeParameters === undefined;
      const kind = ts.isInterfaceDeclaration(statement) ? 'interface' : 'type';
      add(statement.name.text, { isType: true, isPlainType, isExported, kind });
    } else if (ts.isImportDeclaration(statement)) {
      for (const name of importedNames(statement)) add(name, { value: 'import', isType: true, kind: 'import' });
    } else if (ts.isImportEqualsDeclaration(statement)) {
      add(statement.name.text, { value: 'import', isType: true, isExported, kind: 'import' });
    } else {
      for (const name of nestedVars(statement)) add(name, { value: 'let', kind: 'variable' });
    }
  }
  for (const name of exportedNames(file)) {
    const known = names.get(name);
    if (known !== undefined) names.set(name, { ...known, isExported: true });
  }
  return names;
}

/** Every identifier that may refer to a declaration; local ones are among them. */
export function mentionedNames(file: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    else if (ts.isPropertyAccessExpression(node)) visit(node.expression);
    else if (ts.isQualifiedName(node)) visit(node.left);
    else if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) visit(node.initializer);
    else ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}

/** Names bound by a list of variables, also inside patterns. */
export function declaredNames(list: ts.VariableDeclarationList): string[] {
  return list.declarations.flatMap((declaration) => boundIdentifiers(declaration.name).map(({ text }) => text));
}

/** The identifiers of `x`, `{ x, y: [z] }` or `[x, ...rest]`. */
export function boundIdentifiers(name: ts.BindingName): ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : boundIdentifiers(element.name)));
}

export function hasModifier(statement: ts.Statement, kind: ts.SyntaxKind): boolean {
  return (
    ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some((modifier) => modifier.kind === kind) === true
  );
}

function importedNames({ importClause }: ts.ImportDeclaration): string[] {
  if (importClause === undefined) return [];
  const own = importClause.name === undefined ? [] : [importClause.name.text];
  const { namedBindings } = importClause;
  if (namedBindings === undefined) return own;
  if (ts.isNamespaceImport(namedBindings)) return [...own, namedBindings.name.text];
  return [...own, ...namedBindings.elements.map((element) => element.name.text)];
}

function exportedNames(file: ts.SourceFile): string[] {
  return file.statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier !== undefined) return [];
    const { exportClause } = statement;
    if (exportClause === undefined || !ts.isNamedExports(exportClause)) return [];
    return exportClause.elements.filter(({ propertyName }) => propertyName === undefined).map(({ name }) => name.text);
  });
}

/** `var`s in blocks and loops belong to the top level. */
function nestedVars(statement: ts.Node): string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isModuleDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0) {
      names.push(...declaredNames(node));
    }
    ts.forEachChild(node, visit);
  };
  visit(statement);
  return names;
}
