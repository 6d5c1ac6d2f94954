/** What magics become in the script of a cell: `await __tslate.magic('sh', 'ls')`, and clocks around statements. */
import ts from '#typescript';
import { runtimeMember } from './guards.ts';
import { type Piece } from './sequence.ts';

const { factory } = ts;

/** The magics of one cell by their places in its module. */
export interface ScriptMagics {
  readonly calls: readonly { readonly at: number; readonly name: string; readonly argument: string }[];
  /** Where the statements begin that are timed. */
  readonly timed: readonly number[];
  /** The time of the whole cell is wanted. */
  readonly isTimed: boolean;
}

/** The magic as a statement; `source` is the module without its blanks passed over, because there the magic stood. */
export function magicPiece({ at, name, argument }: ScriptMagics['calls'][number], source: ts.SourceMapSource): Piece {
  const given = [name, argument].map((text) => factory.createStringLiteral(text));
  const call = factory.createCallExpression(runtimeMember('magic'), undefined, given);
  const statement = factory.createExpressionStatement(factory.createAwaitExpression(call));
  return plain([ts.setSourceMapRange(statement, { pos: at, end: at, source })]);
}

/** `__tslate.timeCell()` */
export function timedCell(): Piece {
  return plain([call('timeCell')]);
}

/** The piece between a start and a stop of the clock; the value of an expression passes through the stop. */
export function timed(piece: Piece): Piece {
  const [only, ...more] = piece.statements;
  if (only === undefined || piece.isFunction === true) return piece;
  const stop = runtimeMember('timeStop');
  const through = (value: ts.Expression): ts.Expression => factory.createCallExpression(stop, undefined, [value]);
  if (more.length === 0 && ts.isExpressionStatement(only)) {
    const stopped = ts.setTextRange(factory.createExpressionStatement(through(only.expression)), only);
    return { ...piece, statements: [call('timeStart'), stopped] };
  }
  if (more.length === 0 && ts.isReturnStatement(only) && only.expression !== undefined) {
    const stopped = ts.setTextRange(factory.createReturnStatement(through(only.expression)), only);
    return { ...piece, statements: [call('timeStart'), stopped] };
  }
  return { ...piece, statements: [call('timeStart'), ...piece.statements, call('timeStop')] };
}

function plain(statements: readonly ts.Statement[]): Piece {
  return { statements, declares: [], hoisted: [] };
}

function call(name: string): ts.Statement {
  return factory.createExpressionStatement(factory.createCallExpression(runtimeMember(name), undefined, []));
}
