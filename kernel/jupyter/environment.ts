/** A project's own virtual environment, `.venv`: made once, filled from pinned requirements, resumed when it was interrupted. */
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run, type Command } from './process.ts';
import { askPython, findPython, pythonNames } from './python.ts';

export interface EnvironmentOptions {
  /** The folder that holds `.venv`. */
  readonly project: string;
  /** A requirements file for pip. */
  readonly requirements: string;
  /** Told what happens, a sentence at a time. */
  readonly tell: (sentence: string) => void;
  /** Where to look for a Python to make the environment with; default: the usual names. */
  readonly pythons?: readonly Command[];
}

/** The interpreter inside a project's `.venv`. */
export function environmentPython(project: string): Command {
  return [
    process.platform === 'win32'
      ? join(project, '.venv', 'Scripts', 'python.exe')
      : join(project, '.venv', 'bin', 'python'),
  ];
}

/** Stands in `.venv` from before the first step of an installation until after its last one. */
const unfinishedMark = (project: string): string => join(project, '.venv', 'tslate-installation-unfinished');

/** Whether an installation into `.venv` was begun and never ended. */
export function isUnfinished(project: string): boolean {
  return existsSync(unfinishedMark(project));
}

/**
 * Make `.venv` when it is not there, and install what the requirements name; what is installed already stays.
 * @returns the environment's interpreter
 * @throws a sentence with what to do when Python, venv, the package index or a package is missing
 */
export async function prepareEnvironment({
  project,
  requirements,
  tell,
  pythons = pythonNames,
}: EnvironmentOptions): Promise<Command> {
  const folder = join(project, '.venv');
  const command = environmentPython(project);
  if (isUnfinished(project)) tell(`Going on with the interrupted installation in ${folder}.`);
  if (!(await hasPip(command))) {
    const python = await findPython(pythons);
    const starts = (await askPython(command)) !== undefined;
    tell(`Making a virtual environment with Python ${python.version.join('.')} in ${folder}.`);
    await mkdir(folder, { recursive: true });
    await writeFile(unfinishedMark(project), '');
    // An interpreter that no longer starts (the Python behind it is gone) is not mended by a second run: begin anew.
    const made = await run(python.command, ['-m', 'venv', ...(starts ? [] : ['--clear']), folder]);
    await writeFile(unfinishedMark(project), '');
    if (made?.status !== 0 || !(await hasPip(command))) {
      throw new Error(
        `Python ${python.version.join('.')} could not make a virtual environment in ${folder}. It says: ` +
          `${lastLines(`${made?.stdout ?? ''}\n${made?.stderr ?? ''}`)}\nRemove that folder and run the command again.`,
      );
    }
  }
  tell(`Installing JupyterLab into ${folder} (once; about 250 MB on disk).`);
  await writeFile(unfinishedMark(project), '');
  const installed = await run(
    command,
    ['-m', 'pip', 'install', '--disable-pip-version-check', '--no-input', '-r', requirements],
    { echo: 'terminal' },
  );
  if (installed?.status !== 0) throw new Error(whyPipFailed(installed?.stderr ?? '', folder));
  await rm(unfinishedMark(project));
  return command;
}

async function hasPip(command: Command): Promise<boolean> {
  return (await run(command, ['-m', 'pip', '--version'], { timeout: 60_000 }))?.status === 0;
}

/** What pip's last words mean, and what to do. */
export function whyPipFailed(stderr: string, folder: string): string {
  const again = 'What has been installed so far is kept: run the command again to go on.';
  if (
    /Retrying|NewConnectionError|ConnectTimeout|name resolution|getaddrinfo|ProxyError|Max retries|Read timed out/i.test(
      stderr,
    )
  ) {
    return (
      "JupyterLab is installed from Python's package index, which could not be reached from here. Check the network; behind a proxy " +
      'set HTTPS_PROXY; to use a mirror set PIP_INDEX_URL (the course itself needs no Python: `npm run course`). ' +
      again
    );
  }
  if (/No space left|Errno 28/i.test(stderr)) return `The disk that holds ${folder} is full. Make room. ${again}`;
  if (/CERTIFICATE_VERIFY_FAILED|SSLError/i.test(stderr)) {
    return `The package index's certificate was not accepted. Behind a company proxy set PIP_CERT to its certificate file. ${again}`;
  }
  return `pip could not install JupyterLab into ${folder}. It says: ${lastLines(stderr)}\n${again}`;
}

function lastLines(text: string, count = 6): string {
  return text.trim().split('\n').slice(-count).join('\n').trim() || 'nothing';
}
