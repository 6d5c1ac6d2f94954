/** What can be written on a line for the kernel: a magic's name, then what it takes. TypeScript's names are none of it. */
import { type Dirent, readdirSync } from 'node:fs';
import path from 'node:path';
import { argumentOf, isMagicName, magics } from '../magics/table.ts';
import { type Completions } from './language.ts';

/**
 * Undefined where the cursor stands in TypeScript.
 * @param rest the cell without its magics, as `readMagics` leaves it
 * @param directory the notebook's folder, where names of files are looked up
 */
export function completeMagic(code: string, rest: string, offset: number, directory: string): Completions | undefined {
  const start = code.lastIndexOf('\n', offset - 1) + 1;
  const line = code.slice(start, offset);
  const [, mark, begun] = /^(%%?)(\w*)$/.exec(line) ?? [];
  if (mark !== undefined && begun !== undefined) return { start, end: offset, items: namesLike(mark, begun) };
  if (/^\s*%%?time\s/.test(line) || !isForKernel(code, rest, start, offset)) return undefined;
  const [, name = '', typed = ''] = /^%(\w+)\s+(.*)$/.exec(line) ?? [];
  const takes = isMagicName(name) ? argumentOf(name) : undefined;
  if (takes === 'file') return filesLike(typed, offset, directory);
  const items = (takes ?? []).filter((word) => word.startsWith(typed)).map((text) => ({ text, kind: 'magic' }));
  return { start: offset - typed.length, end: offset, items };
}

/** Whether the line up to the cursor is a magic's, or all of the cell is. */
function isForKernel(code: string, rest: string, start: number, offset: number): boolean {
  if (/^\s*%%(?!time\b)/.test(code)) return true;
  const isMagic = /[%!]/.test(code.charAt(start)) && code.charAt(start) !== rest.charAt(start);
  return isMagic && rest.slice(start + 1, offset).trim() === '';
}

function namesLike(mark: string, begun: string): Completions['items'] {
  const wanted = mark === '%%' ? 'cell' : 'line';
  return Object.entries(magics)
    .filter(([name, { place }]) => name.startsWith(begun) && (place === wanted || place === 'both'))
    .map(([name, { usage }]) => ({ text: mark + name, kind: 'magic', signature: usage }));
}

/** Files and folders, those that are hidden only where a dot was typed. */
function filesLike(typed: string, offset: number, directory: string): Completions {
  const begun = typed.slice(typed.lastIndexOf('/') + 1);
  const folder = path.resolve(directory, typed.slice(0, typed.length - begun.length));
  const items = entriesOf(folder)
    .filter(({ name }) => name.startsWith(begun) && (begun !== '' || !name.startsWith('.')))
    .map((entry) =>
      entry.isDirectory() ? { text: `${entry.name}/`, kind: 'directory' } : { text: entry.name, kind: 'file' },
    );
  return { start: offset - begun.length, end: offset, items };
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // there is no such folder, or it may not be read
  }
}
