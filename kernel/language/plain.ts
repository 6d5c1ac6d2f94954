/**
 * Cells without anything to check: arithmetic of numbers, and texts put together, in one line. TypeScript is not asked, so
 * that they run before it is even loaded.
 */
import { type CompiledCell } from './language.ts';
import { encodeSourceMap } from './source-map.ts';

const token =
  /\s*(?:(?<number>(?:(?:0|[1-9](?:_?\d)*)(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?(?![\w$.]))|(?<text>'[^'\\\n]*'|"[^"\\\n]*")|(?<sign>\*\*|[-+*/%()]))\s*/y;

/** The cell as it runs, where it is literals and arithmetic only, which no type could find fault with; else undefined. */
export function plainCell(code: string, name: string): CompiledCell | undefined {
  if (!isPlain(code)) return undefined;
  const column = code.length - code.trimStart().length;
  const sourceMap = encodeSourceMap(name, [{ line: 0, column, sourceLine: 0, sourceColumn: column }]);
  return { name, javascript: code, sourceMap, isAsync: false, hasResult: true, declares: [], diagnostics: [] };
}

function isPlain(code: string): boolean {
  if (code.length > 200 || code.includes('\n')) return false;
  const has = { text: false, arithmetic: false, power: false, unary: false };
  let depth = 0;
  let wantsOperand = true;
  for (token.lastIndex = 0; token.lastIndex < code.length;) {
    const { number, text, sign } = token.exec(code)?.groups ?? {};
    if (number !== undefined || text !== undefined) {
      if (!wantsOperand) return false;
      if (text !== undefined) has.text = true;
      wantsOperand = false;
    } else if (sign === '(' && wantsOperand) depth += 1;
    else if (sign === ')' && !wantsOperand && depth > 0) depth -= 1;
    else if ((sign === '+' || sign === '-') && wantsOperand) {
      if (has.unary) return false; // `--1` is a mistake, `- -1` is rare
      has.unary = true;
      has.arithmetic = true;
    } else if (sign !== undefined && sign !== '(' && sign !== ')' && !wantsOperand) {
      has.arithmetic ||= sign !== '+';
      has.power ||= sign === '**';
      wantsOperand = true;
    } else return false;
  }
  if (wantsOperand || depth > 0) return false;
  return !(has.text && has.arithmetic) && !(has.power && has.unary); // `-2 ** 2` is a mistake
}
