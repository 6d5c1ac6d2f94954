import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { environmentPython } from '../../../kernel/jupyter/environment.ts';
import { findLab } from '../../../kernel/jupyter/find.ts';
import { fakeProgram, temporaryFolder } from './fake-program.ts';

/** Answers like an interpreter that has this JupyterLab. */
const withLab = (version: string): string => `case "$*" in *jupyterlab*) echo ${version};; esac`;

afterEach(() => vi.unstubAllEnvs());

/** Let only this folder's programs be found. */
async function onlyPrograms(programs: Readonly<Record<string, string>>): Promise<void> {
  const folder = await temporaryFolder();
  for (const [name, lines] of Object.entries(programs)) await fakeProgram(lines, join(folder, name));
  vi.stubEnv('PATH', [folder, '/bin'].join(delimiter));
}

describe.skipIf(process.platform === 'win32')('findLab', () => {
  test('takes the JupyterLab of the Python on the path', async () => {
    await onlyPrograms({ python3: withLab('4.4.1') });
    expect(await findLab(await temporaryFolder(), {})).toEqual({
      command: ['python3', '-m', 'jupyterlab'],
      version: '4.4.1',
    });
  });

  test('passes by a JupyterLab older than 4', async () => {
    await onlyPrograms({ python3: withLab('3.6.8'), python: 'exit 1', 'jupyter-lab': 'echo 4.2.0' });
    expect(await findLab(await temporaryFolder(), {})).toEqual({ command: ['jupyter-lab'], version: '4.2.0' });
  });

  test("prefers the project's .venv, unless its installation was interrupted", async () => {
    await onlyPrograms({ python3: withLab('4.4.1') });
    const project = await temporaryFolder();
    const [own] = environmentPython(project);
    await mkdir(join(project, '.venv', 'bin'), { recursive: true });
    await fakeProgram(withLab('4.6.6'), own);
    expect(await findLab(project, {})).toEqual({ command: [own, '-m', 'jupyterlab'], version: '4.6.6' });
    await writeFile(join(project, '.venv', 'tslate-installation-unfinished'), '');
    expect((await findLab(project, {}))?.version).toBe('4.4.1');
  });

  test('passes by an installation without the pages that it should serve', async () => {
    await onlyPrograms({ python3: 'exit 0', python: 'exit 1', 'jupyter-lab': 'exit 1' });
    expect(await findLab(await temporaryFolder(), {})).toBeUndefined();
  });

  test('finds nothing where there is nothing', async () => {
    await onlyPrograms({ python3: 'exit 1', python: 'exit 1', 'jupyter-lab': 'exit 1' });
    expect(await findLab(await temporaryFolder(), {})).toBeUndefined();
  });

  test('says so when the interpreter that TSLATE_PYTHON names has no JupyterLab', async () => {
    const python = await fakeProgram('exit 1');
    await expect(findLab(await temporaryFolder(), { TSLATE_PYTHON: python })).rejects.toThrow(
      /TSLATE_PYTHON names .* no JupyterLab 4/,
    );
  });
});
