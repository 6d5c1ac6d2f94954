import { describe, expect, test } from 'vitest';
import { atLeast, findPython, versionNumbers } from '../../../kernel/jupyter/python.ts';
import { fakeProgram } from './fake-program.ts';

describe('versions', () => {
  test('are read from the text that a program prints', () => {
    expect(versionNumbers('4.6.6\n')).toEqual([4, 6, 6]);
    expect(versionNumbers('Python 3.13.0rc1')).toEqual([3, 13, 0]);
    expect(versionNumbers('none')).toEqual([]);
  });

  test('are compared number by number, not as text', () => {
    expect(atLeast([3, 10, 1], [3, 9])).toBe(true);
    expect(atLeast([3, 9], [3, 9, 0])).toBe(true);
    expect(atLeast([3, 8, 18], [3, 9])).toBe(false);
    expect(atLeast([4], [4])).toBe(true);
    expect(atLeast([], [4])).toBe(false);
  });
});

describe('findPython', () => {
  test('takes the first interpreter that is new enough', async () => {
    const old = await fakeProgram('echo 3.8.18');
    const good = await fakeProgram('case "$2" in *version*) echo 3.12.1;; esac');
    expect(await findPython([[old], [good]])).toEqual({ command: [good], version: [3, 12, 1] });
  });

  test('says that Python is missing and how to get it', async () => {
    await expect(findPython([['no-such-python']])).rejects.toThrow(
      /needs Python 3\.9 or newer, but no Python was found under the names `no-such-python`.*apt install python3/s,
    );
  });

  test('says which version is too old', async () => {
    const old = await fakeProgram('echo 3.8.18');
    await expect(findPython([[old]])).rejects.toThrow(
      /needs Python 3\.9 or newer, but the Python found here is 3\.8\.18/,
    );
  });

  test('says which package holds venv where the system leaves it out', async () => {
    const bare = await fakeProgram('case "$2" in *version*) echo 3.11.2;; *) exit 1;; esac');
    await expect(findPython([[bare]])).rejects.toThrow(/lacks the modules venv and ensurepip.*python3-venv/s);
  });
});
