import { access, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  environmentPython,
  isUnfinished,
  prepareEnvironment,
  whyPipFailed,
} from '../../../kernel/jupyter/environment.ts';
import { fakeProgram, temporaryFolder } from './fake-program.ts';

/** A Python whose `-m venv FOLDER` puts a Python of the same kind there, whose `pip install` runs the given lines. */
async function fakePython(pipInstall: string): Promise<string> {
  const log = join(await temporaryFolder(), 'calls');
  const inner = `echo "$@" >> ${log}
case "$*" in
  *version_info*) echo 3.11.2;;
  *"pip install"*) ${pipInstall};;
esac`;
  return fakeProgram(`case "$*" in
  *version_info*) echo 3.11.2;;
  "-m venv"*) for folder; do :; done
    mkdir -p "$folder/bin"
    printf '%s\\n' '#!/bin/sh' ${inner
      .split('\n')
      .map((line) => `'${line}'`)
      .join(' ')} > "$folder/bin/python"
    chmod +x "$folder/bin/python";;
esac`);
}

async function prepare(project: string, python: string): Promise<string[]> {
  const told: string[] = [];
  const tell = (sentence: string): void => void told.push(sentence);
  await prepareEnvironment({ project, requirements: 'requirements.txt', tell, pythons: [[python]] });
  return told;
}

describe.skipIf(process.platform === 'win32')('prepareEnvironment', () => {
  test('makes .venv, installs the requirements and leaves no mark of an unfinished installation', async () => {
    const project = await temporaryFolder();
    const told = await prepare(project, await fakePython(`touch ${project}/installed`));
    await access(join(project, 'installed'));
    await access(environmentPython(project)[0]);
    expect(isUnfinished(project)).toBe(false);
    expect(told.join('\n')).toMatch(/Python 3\.11\.2.*\n.*Installing JupyterLab/);
  });

  test('goes on where an interrupted installation stopped, without a new environment', async () => {
    const project = await temporaryFolder();
    const python = await fakePython(`if [ -e ${project}/second ]; then exit 0; fi; touch ${project}/second; exit 1`);
    await expect(prepare(project, python)).rejects.toThrow(/run the command again/);
    expect(isUnfinished(project)).toBe(true);
    const before = await readFile(environmentPython(project)[0], 'utf8');
    const told = await prepare(project, await fakeProgram('exit 1'));
    expect(told[0]).toMatch(/Going on with the interrupted installation/);
    expect(await readFile(environmentPython(project)[0], 'utf8')).toBe(before);
    expect(isUnfinished(project)).toBe(false);
  });

  test('replaces an environment whose interpreter no longer starts', async () => {
    const project = await temporaryFolder();
    await mkdir(join(project, '.venv', 'bin'), { recursive: true });
    await fakeProgram('exit 127', environmentPython(project)[0]);
    await prepare(project, await fakePython(`touch ${project}/installed`));
    await access(join(project, 'installed'));
  });
});

describe('whyPipFailed', () => {
  test('tells an unreachable package index from a full disk and from everything else', () => {
    const network = 'WARNING: Retrying (Retry(total=0)) after connection broken by NewConnectionError: name resolution';
    expect(whyPipFailed(network, '.venv')).toMatch(/could not be reached.*HTTPS_PROXY.*run the command again/);
    expect(whyPipFailed('OSError: [Errno 28] No space left on device', '.venv')).toMatch(
      /disk that holds .venv is full/,
    );
    expect(whyPipFailed('ERROR: something odd', '.venv')).toMatch(/It says: ERROR: something odd/);
  });
});
