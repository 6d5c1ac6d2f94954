/** Declarations turned into assignments: `const { a, b: [c] = d } = e` → `({ a, b: [c] = d } = e)`. */
import ts from '#typescript';

const { factory } = ts;

/** `target = value`, in parentheses where a statement must not begin with it. */
export function assign(target: ts.Expression, value: ts.Expression, range: ts.TextRange): ts.Expression {
  const assignment = ts.setTextRange(factory.createAssignment(target, value), range);
  return ts.isObjectLiteralExpression(target) ? factory.createParenthesizedExpression(assignment) : assignment;
}

/** The pattern of a declaration as the target of an assignment. */
export function assignmentTarget(name: ts.BindingName): ts.Expression {
  if (ts.isIdentifier(name)) return name;
  if (ts.isArrayBindingPattern(name)) {
    const elements = name.elements.map((element) => {
      if (ts.isOmittedExpression(element)) return element;
      const target = assignmentTarget(element.name);
      if (element.dotDotDotToken !== undefined) return factory.createSpreadElement(target);
      return withDefault(target, element.initializer);
    });
    return ts.setTextRange(factory.createArrayLiteralExpression(elements), name);
  }
  return ts.setTextRange(factory.createObjectLiteralExpression(name.elements.map(assignmentProperty)), name);
}

/** The assignments that a list of variables makes; undefined where it makes none. */
export function assignments(list: ts.VariableDeclarationList): ts.Expression | undefined {
  const isVar = (list.flags & ts.NodeFlags.BlockScoped) === 0;
  const parts: ts.Expression[] = [];
  for (const declaration of list.declarations) {
    const value = declaration.initializer ?? (isVar ? undefined : factory.createVoidZero());
    if (value !== undefined) parts.push(assign(assignmentTarget(declaration.name), value, declaration));
  }
  const [first, ...rest] = parts;
  return first === undefined ? undefined : rest.reduce((left, right) => factory.createComma(left, right), first);
}

function assignmentProperty(element: ts.BindingElement): ts.ObjectLiteralElementLike {
  const { name, propertyName, initializer } = element;
  if (element.dotDotDotToken !== undefined) return factory.createSpreadAssignment(assignmentTarget(name));
  if (propertyName === undefined && ts.isIdentifier(name)) {
    return factory.createShorthandPropertyAssignment(name, initializer);
  }
  // Without a name of its own an element is an identifier; a pattern always has one.
  const property = propertyName ?? factory.createIdentifier('undefined');
  return factory.createPropertyAssignment(property, withDefault(assignmentTarget(name), initializer));
}

function withDefault(target: ts.Expression, initializer: ts.Expression | undefined): ts.Expression {
  return initializer === undefined ? target : factory.createAssignment(target, initializer);
}
