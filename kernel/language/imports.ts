/** Imports of a cell, static and dynamic, go through the executor: `await __tslate.import('x')`. */
import ts from '#typescript';
import { runtimeMember } from './guards.ts';

const { factory } = ts;

/** `import(x)` → `__tslate.import(x)` */
export function dynamicImport(call: ts.CallExpression): ts.CallExpression {
  const [specifier] = call.arguments;
  const isJson = call.arguments.length === 1 && specifier !== undefined && isJsonSpecifier(specifier);
  const given = isJson ? [...call.arguments, jsonAttributes()] : call.arguments;
  return ts.setTextRange(factory.createCallExpression(runtimeMember('import'), undefined, given), call);
}

/** `await __tslate.import('x', { with: … })` */
export function awaitedModule(specifier: ts.Expression, attributes: ts.ImportAttributes | undefined): ts.Expression {
  const given: ts.Expression[] = [specifier];
  if (attributes !== undefined) given.push(attributesObject(attributes));
  else if (isJsonSpecifier(specifier)) given.push(jsonAttributes());
  const call = factory.createCallExpression(runtimeMember('import'), undefined, given);
  return factory.createAwaitExpression(ts.setTextRange(call, specifier));
}

/** What `import d, { a as b } from 'x'` binds, as `[target, value]` for assignments; the module is asked for once. */
export function importBindings(statement: ts.ImportDeclaration): readonly (readonly [ts.Expression, ts.Expression])[] {
  const { importClause: clause } = statement;
  const loaded = awaitedModule(statement.moduleSpecifier, statement.attributes);
  if (clause === undefined) return [];
  const properties: ts.ObjectLiteralElementLike[] = [];
  if (clause.name !== undefined) properties.push(factory.createPropertyAssignment('default', clause.name));
  const { namedBindings } = clause;
  if (namedBindings !== undefined && ts.isNamespaceImport(namedBindings)) {
    const whole: readonly [ts.Expression, ts.Expression] = [namedBindings.name, loaded];
    return clause.name === undefined
      ? [whole]
      : [whole, [clause.name, factory.createPropertyAccessExpression(namedBindings.name, 'default')]];
  }
  const named = (namedBindings?.elements ?? []).map(({ propertyName, name }) =>
    propertyName === undefined
      ? factory.createShorthandPropertyAssignment(name)
      : factory.createPropertyAssignment(propertyName, name),
  );
  // A JSON module has a default export only; TypeScript lets its properties be imported by name.
  const isJson = isJsonSpecifier(statement.moduleSpecifier) && named.length > 0;
  if (isJson)
    properties.push(factory.createPropertyAssignment('default', factory.createObjectLiteralExpression(named)));
  else properties.push(...named);
  return [[factory.createObjectLiteralExpression(properties), loaded]];
}

/** The identifiers that an import declaration binds. */
export function importedIdentifiers({ importClause: clause }: ts.ImportDeclaration): ts.Identifier[] {
  if (clause === undefined) return [];
  const found = clause.name === undefined ? [] : [clause.name];
  const { namedBindings } = clause;
  if (namedBindings === undefined) return found;
  if (ts.isNamespaceImport(namedBindings)) return [...found, namedBindings.name];
  return [...found, ...namedBindings.elements.map(({ name }) => name)];
}

function isJsonSpecifier(specifier: ts.Expression): boolean {
  return ts.isStringLiteralLike(specifier) && specifier.text.endsWith('.json');
}

function jsonAttributes(): ts.Expression {
  const type = factory.createPropertyAssignment('type', factory.createStringLiteral('json'));
  return withObject([type]);
}

function attributesObject({ elements }: ts.ImportAttributes): ts.Expression {
  return withObject(elements.map(({ name, value }) => factory.createPropertyAssignment(name, value)));
}

function withObject(properties: readonly ts.PropertyAssignment[]): ts.Expression {
  const attributes = factory.createObjectLiteralExpression(properties);
  return factory.createObjectLiteralExpression([factory.createPropertyAssignment('with', attributes)]);
}
