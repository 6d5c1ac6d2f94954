/** The magics: lines of a cell that are for the kernel and not TypeScript. This table is all that is said about them. */
import { nearest } from '../nearest.ts';

interface Magic {
  /** As it is written, for the list that `%help` shows. */
  readonly usage: string;
  readonly summary: string;
  /** Stands on a line among others (`%`), on the first line before all that it takes (`%%`), or may do both. */
  readonly place: 'line' | 'cell' | 'both';
  /** What stands behind the name, where completion can tell. */
  readonly takes?: readonly string[] | 'file';
  /** Works when the cell is compiled; else when it runs, in the executor (`executor/magics.ts`). */
  readonly compiled?: true;
}

export const magics = {
  time: {
    usage: '%time [STATEMENT]',
    summary: 'how long a statement, or the cell, takes',
    place: 'both',
    compiled: true,
  },
  types: {
    usage: '%types off|warn|error',
    summary: 'type errors from here on: not looked for, shown only, or in the way of running (as at the start)',
    place: 'line',
    takes: ['off', 'warn', 'error'],
    compiled: true,
  },
  who: { usage: '%who', summary: 'the names that cells declared, and their values', place: 'line' },
  reset: {
    usage: '%reset',
    summary: 'forgets all variables and types: the cell runs in a new process',
    place: 'line',
    compiled: true,
  },
  load: { usage: '%load FILE', summary: 'the text of a file in place of the cell', place: 'line', takes: 'file' },
  npm: {
    usage: '%npm install PACKAGE',
    summary: 'npm, in the notebook’s folder; import in the next cell',
    place: 'line',
    takes: ['install', 'list', 'uninstall', 'update'],
  },
  sh: {
    usage: '!COMMAND',
    summary: 'a command of the shell; also %sh COMMAND, and %%sh for many lines',
    place: 'both',
  },
  html: { usage: '%%html', summary: 'shows the cell as HTML', place: 'cell' },
  javascript: { usage: '%%javascript', summary: 'runs the cell in the browser', place: 'cell' },
  pinfo: {
    usage: 'NAME?',
    summary: 'what a name is: also ?NAME, and with ?? its source; %time? for a magic',
    place: 'line',
  },
  help: { usage: '%help', summary: 'what the kernel gives to every cell', place: 'line' },
} as const satisfies Readonly<Record<string, Magic>>;

export type MagicName = keyof typeof magics;

/** The magics that the executor carries out. */
export type RunMagicName = {
  [N in MagicName]: (typeof magics)[N] extends { readonly compiled: true } ? never : N;
}[MagicName];

export function isMagicName(name: string): name is MagicName {
  return Object.hasOwn(magics, name);
}

/** What completion can offer behind a magic's name. */
export function argumentOf(name: MagicName): Magic['takes'] {
  const magic: Magic = magics[name];
  return magic.takes;
}

/** One line for each magic. */
export function magicsHelp(): string {
  const width = Math.max(...Object.values(magics).map(({ usage }) => usage.length));
  return Object.values(magics)
    .map(({ usage, summary }) => `${usage.padEnd(width)}   ${summary}`)
    .join('\n');
}

/** A sentence about a magic that does not exist. */
export function unknownMagic(name: string, mark: '%' | '%%'): string {
  const near = nearest(name, Object.keys(magics));
  const said = `There is no magic ${mark}${name}.`;
  if (near === undefined || !isMagicName(near)) return `${said} %help lists all.`;
  return `${said} Did you mean ${magics[near].place === 'cell' ? '%%' : mark === '%%' && magics[near].place === 'both' ? '%%' : '%'}${near}? %help lists all.`;
}
