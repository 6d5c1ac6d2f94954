import { existsSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import type * as Os from 'node:os';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { homeFolder, makeFolder } from '../../kernel/folders.ts';

vi.mock('node:os', async (original) => ({ ...(await original<typeof Os>()), homedir: vi.fn(() => '/home/ada') }));

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'tslate-folders-'));

test('a folder is made with those above it, for its user alone, and may be there already', () => {
  const folder = join(newFolder(), 'a', 'b');
  makeFolder(folder);
  makeFolder(folder);
  if (process.platform !== 'win32') expect(statSync(folder).mode & 0o077).toBe(0);
});

test('a folder that cannot be made is an error, also where Node’s recursive mkdir never returns', () => {
  const file = join(newFolder(), 'file');
  writeFileSync(file, '');
  expect(() => makeFolder(join(file, 'below'))).toThrow('ENOTDIR');
  if (existsSync('/proc/self')) expect(() => makeFolder('/proc/tslate/below')).toThrow('ENOENT');
});

test('a user without a home has none', () => {
  expect(homeFolder()).toBe('/home/ada');
  vi.mocked(homedir).mockReturnValueOnce('');
  expect(homeFolder()).toBeUndefined();
  // What Node throws for a user id that no list of users knows.
  vi.mocked(homedir).mockImplementationOnce(() => {
    throw new Error('A system error occurred: uv_os_homedir returned ENOENT');
  });
  expect(homeFolder()).toBeUndefined();
});
