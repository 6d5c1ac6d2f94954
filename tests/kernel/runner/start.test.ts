/** Starting a kernel: its ports may be taken by others between the look at them and their opening. */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startKernel } from '../../../kernel/runner/start.ts';
import { builtFile } from '../../../kernel/root.ts';

const directory = mkdtempSync(join(tmpdir(), 'tslate-test-'));

/** A command that counts its calls in a file, says `words` and fails the first `failures` times, then is the kernel. */
function failing(name: string, failures: number, words: string): { command: readonly string[]; calls(): number } {
  const counter = join(directory, `${name}.txt`);
  const script = join(directory, `${name}.mjs`);
  writeFileSync(
    script,
    `import { appendFileSync, readFileSync } from 'node:fs';
     appendFileSync(${JSON.stringify(counter)}, 'x');
     if (readFileSync(${JSON.stringify(counter)}, 'utf8').length <= ${failures}) {
       console.error(${JSON.stringify(words)});
       process.exit(1);
     }
     process.argv.splice(1, 1, ${JSON.stringify(builtFile('kernel/cli/main'))}, 'kernel', '--connection-file');
     await import(${JSON.stringify(builtFile('kernel/cli/main'))});`,
  );
  const calls = (): number => (existsSync(counter) ? readFileSync(counter, 'utf8').length : 0);
  return { command: [process.execPath, script, '{connection_file}'], calls };
}

test('a taken port is not the end: other ports are tried', async () => {
  const { command, calls } = failing('taken', 2, 'Error: Address already in use');
  const kernel = await startKernel({ directory, command });
  expect(calls()).toBe(3);
  expect(kernel.info.header.msg_type).toBe('kernel_info_reply');
  await kernel.stop();
});

test('but a kernel that cannot start for another reason is started once', async () => {
  const { command, calls } = failing('broken', 9, 'no such thing');
  await expect(startKernel({ directory, command })).rejects.toThrow('no such thing');
  expect(calls()).toBe(1);
});
