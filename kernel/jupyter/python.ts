/** Python interpreters: where one may be found, how old it is, and what to do when none will do. */
import { run, type Command } from './process.ts';

export interface Python {
  readonly command: Command;
  /** `[3, 11, 7]` */
  readonly version: readonly number[];
}

/** The oldest Python that a JupyterLab 4 of our pinned requirements accepts (see `constraints.txt`). */
export const oldestPython = [3, 9] as const;

/** The names under which an interpreter is looked for, the surest first. */
export const pythonNames: readonly Command[] =
  process.platform === 'win32' ? [['py', '-3'], ['python'], ['python3']] : [['python3'], ['python']];

/** The numbers of a version text: `'4.6.6'` → `[4, 6, 6]`; an empty list when there is none. */
export function versionNumbers(text: string): readonly number[] {
  const found = /\d+(?:\.\d+)*/.exec(text);
  return found === null ? [] : found[0].split('.').map(Number);
}

/** Whether a version reaches another, number by number; what a version leaves out counts as 0. */
export function atLeast(version: readonly number[], wanted: readonly number[]): boolean {
  for (const [place, least] of wanted.entries()) {
    const here = version[place] ?? 0;
    if (here !== least) return here > least;
  }
  return version.length > 0;
}

/** Ask an interpreter for its version; `undefined` when it does not start. */
export async function askPython(command: Command): Promise<Python | undefined> {
  const answer = await run(command, ['-c', 'import sys; print("%d.%d.%d" % sys.version_info[:3])'], {
    timeout: 20_000,
  });
  if (answer?.status !== 0) return undefined;
  const version = versionNumbers(answer.stdout);
  return version.length === 3 ? { command, version } : undefined;
}

/**
 * The first interpreter that is new enough to hold JupyterLab.
 * @throws when there is no Python, when all are too old, or when it cannot make virtual environments
 */
export async function findPython(names: readonly Command[] = pythonNames): Promise<Python> {
  const found = (await Promise.all(names.map(askPython))).filter((python) => python !== undefined);
  const python = found.find(({ version }) => atLeast(version, oldestPython));
  const wanted = oldestPython.join('.');
  if (python === undefined) {
    const state =
      found.length === 0
        ? `no Python was found under the names ${names.map((name) => `\`${name.join(' ')}\``).join(' and ')}`
        : `the Python found here is ${found.map(({ version }) => version.join('.')).join(' and ')}`;
    throw new Error(
      `JupyterLab needs Python ${wanted} or newer, but ${state}. Install a newer Python ` +
        '(Debian and Ubuntu: `sudo apt install python3 python3-venv`; macOS: `brew install python`; ' +
        'Windows: `winget install Python.Python.3.13`) and run the command again.',
    );
  }
  const venv = await run(python.command, ['-c', 'import venv, ensurepip'], { timeout: 20_000 });
  if (venv?.status !== 0) {
    throw new Error(
      `JupyterLab goes into a virtual environment of its own, but Python ${python.version.join('.')} ` +
        `(\`${python.command.join(' ')}\`) lacks the modules venv and ensurepip. ` +
        'On Debian and Ubuntu run `sudo apt install python3-venv`, then run the command again.',
    );
  }
  return python;
}
