import { describe, expect, test } from 'vitest';
import { run } from '../../../kernel/jupyter/process.ts';
import { fakeProgram } from './fake-program.ts';

describe('run', () => {
  test('keeps what a program writes and its exit status', async () => {
    const program = await fakeProgram('echo out; echo "$1" >&2; exit 3');
    expect(await run([program], ['err'])).toEqual({ status: 3, stdout: 'out\n', stderr: 'err\n' });
  });

  test('tells a program that does not exist from one that fails', async () => {
    expect(await run(['no-such-program-anywhere'], [])).toBeUndefined();
  });

  test('ends a program at its time limit', async () => {
    const answer = await run([await fakeProgram('exec sleep 30')], [], { timeout: 100 });
    expect(answer?.status).toBeNull();
  });

  test('leaves nothing behind that would keep the process alive after a program that does not exist', async () => {
    const script = `
      import { run } from ${JSON.stringify(new URL('../../../dist/kernel/jupyter/process.js', import.meta.url).href)};
      await run(['no-such-program-anywhere'], [], { timeout: 600_000 });`;
    const answer = await run([process.execPath, '--input-type=module', '--eval', script], [], { timeout: 30_000 });
    expect(answer).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});
