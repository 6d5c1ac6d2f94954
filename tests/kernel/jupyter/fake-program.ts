/** Small shell scripts that stand for programs of the machine, so that tests can make them old, broken or missing. */
import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A temporary folder, removed by the system. */
export const temporaryFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'tslate-test-'));

/** Write an executable that runs these shell lines, and return its path. */
export async function fakeProgram(lines: string, path?: string): Promise<string> {
  const file = path ?? join(await temporaryFolder(), 'program');
  await writeFile(file, `#!/bin/sh\n${lines}\n`);
  await chmod(file, 0o755);
  return file;
}
