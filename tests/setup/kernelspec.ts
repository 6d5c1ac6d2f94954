/** The built kernel, installed as users install it, but into a temporary folder. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../kernel/jupyter/process.ts';
import { projectRoot } from './python.ts';

/** The command `tslate` as it was built. */
export const tslate = [process.execPath, join(projectRoot, 'dist', 'kernel', 'cli', 'main.js')] as const;

/**
 * Install the kernelspec under a fresh prefix.
 * @returns Jupyter's data folder in it, which goes into JUPYTER_PATH
 */
export async function installInTemporaryPrefix(): Promise<string> {
  const prefix = await mkdtemp(join(tmpdir(), 'tslate-prefix-'));
  const answer = await run(tslate, ['install', '--prefix', prefix]);
  if (answer?.status !== 0) throw new Error(`tslate install failed: ${answer?.stdout ?? ''}${answer?.stderr ?? ''}`);
  return join(prefix, 'share', 'jupyter');
}

/** An environment in which Jupyter knows only the kernel in this data folder and writes nothing outside of it. */
export function jupyterEnvironment(data: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    JUPYTER_PATH: data,
    JUPYTER_DATA_DIR: data,
    JUPYTER_CONFIG_DIR: join(data, 'config'),
    JUPYTER_RUNTIME_DIR: join(data, 'runtime'),
    IPYTHONDIR: join(data, 'ipython'),
    XDG_STATE_HOME: join(data, 'state'),
  };
}
