/**
 * Finds the magics of a cell and puts blanks in their place, so that all places in the rest stay what they are and nothing
 * else has to know of them: what remains is TypeScript.
 */
import ts from '#typescript';
import { isMagicName, magics, type MagicName, unknownMagic } from '../magics/table.ts';
import { type HelpLine, helpLines, mayAskForHelp, readHelpLine } from './help-lines.ts';
import { type CheckLevel } from './language.ts';
import { parse, syntaxErrors } from './syntax.ts';

/** A magic that runs in its turn among the statements of the cell. */
export interface MagicCall {
  /** Where it stands in the cell. */
  readonly at: number;
  readonly name: MagicName;
  readonly argument: string;
}

/** A line that asks what a name is; the answer is the argument of the call at the same place. */
export interface HelpCall {
  readonly at: number;
  readonly length: number;
  readonly asked: HelpLine;
}

export interface MagicProblem {
  readonly at: number;
  readonly length: number;
  readonly message: string;
}

export interface MagicCell {
  /** The cell as TypeScript, as long as it was and with the same lines. */
  readonly code: string;
  readonly calls: readonly MagicCall[];
  readonly help: readonly HelpCall[];
  /** Where the statements begin whose time is taken. */
  readonly timed: readonly number[];
  readonly isTimed: boolean;
  readonly check: CheckLevel | undefined;
  readonly resets: boolean;
  readonly problem: MagicProblem | undefined;
}

const magicLine = /^(%%?)([A-Za-z]\w*)[^\S\n]*(.*)$/;
const mayHaveMagics = /^[%!]/m;

/** A cell without any magic. */
const nothing = {
  calls: [],
  help: [],
  timed: [],
  isTimed: false,
  check: undefined,
  resets: false,
  problem: undefined,
};

/** @param isName whether a word is a name of the notebook: `!done` then means "not done" and no command */
export function readMagics(code: string, isName: (word: string) => boolean = () => false): MagicCell {
  if (!mayHaveMagics.test(code) && !mayAskForHelp.test(code)) return { ...nothing, code };
  const first = /^\s*(?=%%(?!\w+[^\S\n]*\?))/.exec(code)?.[0].length;
  if (first !== undefined) return cellMagic(code, first);

  const lines = candidates(code, isName);
  const calls: MagicCall[] = [];
  const help: HelpCall[] = [];
  const timed: number[] = [];
  let [isTimed, resets] = [false, false];
  let check: CheckLevel | undefined;
  let problem: MagicProblem | undefined;
  let rest = code;
  for (const line of lines) {
    const { at, text } = line;
    const [, mark = '', name = '', argument = ''] = magicLine.exec(text) ?? [undefined, '!', 'sh', text.slice(1)];
    const asked = line.asked ?? (mark + name === '%pinfo' ? askedBehind(text, argument) : undefined);
    const fail = (message: string): MagicProblem => ({ at, length: text.length, message });
    let blank = text.length;
    if (asked?.name === '') calls.push({ at, name: 'help', argument: '' });
    else if (asked !== undefined) {
      help.push({ at, length: text.length, asked });
      calls.push({ at, name: 'pinfo', argument: '' });
    } else if (!isMagicName(name)) problem ??= fail(unknownMagic(name, '%'));
    else if (name === 'pinfo') problem ??= fail('%pinfo takes a name: %pinfo console.log, or console.log?');
    else if (mark === '%%') problem ??= fail(`%%${name} must stand on the first line of the cell.`);
    else if (magics[name].place === 'cell')
      problem ??= fail(`%${name} takes the whole cell: write %%${name} on its first line.`);
    else if (name === 'reset') resets = true;
    else if (name === 'types') {
      const level = argument.trim();
      if (level === 'off' || level === 'warn' || level === 'error') check = level;
      else problem ??= fail(`%types takes off, warn or error, received ${level === '' ? 'nothing' : level}.`);
    } else if (name === 'time' && argument === '') isTimed = true;
    else if (name === 'time') {
      blank = text.length - argument.length;
      timed.push(at + blank);
    } else calls.push({ at, name, argument: argument.trim() });
    rest = rest.slice(0, at) + blanks(blank, rest.slice(at + blank)) + rest.slice(at + blank);
  }
  return { code: rest, calls, help, timed, isTimed, check, resets, problem };
}

/** `%pinfo name` is `?name`. */
function askedBehind(line: string, argument: string): HelpLine | undefined {
  const asked = readHelpLine(`?${argument}`);
  return asked && { ...asked, at: line.length - argument.length + asked.at - 1 };
}

/** Blanks; with a `;` before what would else go on with the line above: `let a = 1⏎!ls⏎[a]`. */
function blanks(length: number, after: string): string {
  return /^\s*[[(`+\-]/.test(after) ? `;${' '.repeat(length - 1)}` : ' '.repeat(length);
}

/** `%%name` on the first line. */
function cellMagic(code: string, at: number): MagicCell {
  const end = code.indexOf('\n', at) < 0 ? code.length : code.indexOf('\n', at);
  const text = code.slice(at, end);
  const [, , name = text.slice(2), argument = ''] = magicLine.exec(text) ?? [];
  const blank = code.replace(/\S/g, ' ');
  const fail = (message: string): MagicCell => ({
    ...nothing,
    code: blank,
    problem: { at, length: text.length, message },
  });
  if (!isMagicName(name)) return fail(unknownMagic(name, '%%'));
  if (magics[name].place === 'line') return fail(`%${name} takes one line: write it with one %.`);
  if (name === 'time') {
    const timedCell = readMagics(' '.repeat(end) + code.slice(end));
    return { ...timedCell, isTimed: true };
  }
  const body = [argument, code.slice(end + 1)].filter((part) => part.trim() !== '').join('\n');
  return { ...nothing, code: blank, calls: [{ at, name, argument: body }] };
}

interface Line {
  readonly at: number;
  readonly text: string;
  readonly asked?: HelpLine;
}

/** The lines that begin like a magic, or ask what a name is, and stand where a statement may begin: not in a template, a comment or brackets. */
function candidates(code: string, isName: (word: string) => boolean): Line[] {
  const found = new Map<number, Line>();
  const marked: string[] = [];
  const mayAsk: number[] = [];
  const lines = code.split('\n');
  let at = 0;
  lines.forEach((text, line) => {
    const asked = readHelpLine(text);
    const isMagic = asked === undefined && (magicLine.test(text) || isCommand(text, isName));
    if (isMagic || asked !== undefined) found.set(line, { at, text, ...(asked && { asked }) });
    if (asked !== undefined) mayAsk.push(line);
    marked.push(isMagic ? 'debugger' : text);
    at += text.length + 1;
  });
  const asks = helpLines(marked, mayAsk);
  const text = marked.map((line, number) => (asks.has(number) ? 'debugger' : line)).join('\n');
  const file = parse(text, 'ts');
  // Where something else should stand, as within brackets or behind an operator, the parser says so.
  const misplaced = new Set(syntaxErrors(text, 'ts').map(({ start }) => start));
  const atTop = new Set(
    file.statements
      .filter((statement) => ts.isDebuggerStatement(statement) && !misplaced.has(statement.getStart(file)))
      .map((statement) => file.getLineAndCharacterOfPosition(statement.getStart(file)).line),
  );
  return [...found].flatMap(([line, each]) => (atTop.has(line) ? [each] : []));
}

const constants = new Set(['true', 'false', 'null', 'undefined', 'NaN', 'this', 'await', 'new', 'typeof', 'void']);

/** `!ls -l` is a command; `!done`, where `done` is a variable, `!f(x)` and `!(a && b)` are TypeScript. */
function isCommand(line: string, isName: (word: string) => boolean): boolean {
  if (!line.startsWith('!')) return false;
  const said = line.slice(1).trimStart();
  if (/^(?:\.{0,2}\/|~)/.test(said)) return true;
  const [, word, after = ''] = /^([A-Za-z_][\w$]*)(.*)$/.exec(said) ?? [];
  if (word === undefined || constants.has(word) || isName(word)) return false;
  return !/^[\w$.]*(?:[([;?]|\s*(?:&&|\|\||[=!]==?)\s)/.test(after);
}
