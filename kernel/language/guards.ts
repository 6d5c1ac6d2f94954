/** `if (__tslate.flag[0]) __tslate.interrupt();`, the first statement of every loop: a cell stops where it is asked to. */
import ts from '#typescript';

/** The object that the executor provides to scripts. */
export const runtime = '__tslate';

const { factory } = ts;

/** `__tslate.name` */
export function runtimeMember(name: string): ts.PropertyAccessExpression {
  return factory.createPropertyAccessExpression(factory.createIdentifier(runtime), name);
}

/** The loop with the guard before its body. */
export function guardLoop(loop: ts.IterationStatement): ts.IterationStatement {
  const body = guarded(loop.statement);
  if (ts.isWhileStatement(loop)) return factory.updateWhileStatement(loop, loop.expression, body);
  if (ts.isDoStatement(loop)) return factory.updateDoStatement(loop, body, loop.expression);
  if (ts.isForStatement(loop)) {
    return factory.updateForStatement(loop, loop.initializer, loop.condition, loop.incrementor, body);
  }
  if (ts.isForInStatement(loop)) return factory.updateForInStatement(loop, loop.initializer, loop.expression, body);
  if (ts.isForOfStatement(loop)) {
    return factory.updateForOfStatement(loop, loop.awaitModifier, loop.initializer, loop.expression, body);
  }
  return loop;
}

function guarded(body: ts.Statement): ts.Block {
  const flag = factory.createElementAccessExpression(runtimeMember('flag'), 0);
  const interrupt = factory.createCallExpression(runtimeMember('interrupt'), undefined, []);
  const guard = factory.createIfStatement(flag, factory.createExpressionStatement(interrupt));
  if (!ts.isBlock(body)) return factory.createBlock([guard, body], false);
  return factory.updateBlock(body, [guard, ...body.statements]);
}
