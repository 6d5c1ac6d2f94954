/** Finding a JupyterLab 4 that is already on the machine. */
import { existsSync } from 'node:fs';
import { environmentPython, isUnfinished } from './environment.ts';
import { run, type Command, type Finished } from './process.ts';
import { atLeast, pythonNames, versionNumbers } from './python.ts';

export interface Lab {
  /** Starts the server when its options are appended. */
  readonly command: Command;
  readonly version: string;
}

/** The oldest JupyterLab that the course is made for. */
const oldestLab = [4] as const;

/**
 * The first JupyterLab 4: the one of the interpreter that `TSLATE_PYTHON` names (then only that one), of the project's
 * `.venv` unless its installation was interrupted, of the Python on the path, and at last the command `jupyter-lab`.
 * @throws when `TSLATE_PYTHON` is set and has no JupyterLab 4
 */
export async function findLab(project: string, environment: NodeJS.ProcessEnv = process.env): Promise<Lab | undefined> {
  const chosen = environment['TSLATE_PYTHON'];
  if (chosen !== undefined && chosen !== '') {
    const lab = await askPythonLab([chosen]);
    if (lab !== undefined) return lab;
    throw new Error(
      `TSLATE_PYTHON names ${chosen}, which has no JupyterLab 4, or not the whole of it. Install it there (\`${chosen} -m pip install "jupyterlab>=4"\`) ` +
        'or unset TSLATE_PYTHON.',
    );
  }
  const own = environmentPython(project);
  const candidates: Command[] = existsSync(own[0]) && !isUnfinished(project) ? [own] : [];
  for (const python of [...candidates, ...pythonNames]) {
    const lab = await askPythonLab(python);
    if (lab !== undefined) return lab;
  }
  return recentLab(['jupyter-lab'], await run(['jupyter-lab'], ['--version'], { timeout: 60_000 }));
}

/** Prints the version of a JupyterLab that is whole: some installations have its Python half only, and show an error page. */
const wholeLab = `
import os, jupyterlab, jupyterlab.commands
if os.path.exists(os.path.join(jupyterlab.commands.get_app_dir(), 'static', 'index.html')): print(jupyterlab.__version__)
`;

async function askPythonLab(python: Command): Promise<Lab | undefined> {
  return recentLab([...python, '-m', 'jupyterlab'], await run(python, ['-c', wholeLab], { timeout: 60_000 }));
}

function recentLab(command: Command, answer: Finished | undefined): Lab | undefined {
  if (answer?.status !== 0) return undefined;
  const version = versionNumbers(answer.stdout);
  return atLeast(version, oldestLab) ? { command, version: version.join('.') } : undefined;
}
