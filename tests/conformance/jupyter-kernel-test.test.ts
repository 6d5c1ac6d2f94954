/** Runs Jupyter's conformance suite (the Python beside this file) against the installed kernelspec, one test here for each there. */
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { run, type Command } from '../../kernel/jupyter/process.ts';
import { installInTemporaryPrefix, jupyterEnvironment } from '../setup/kernelspec.ts';
import { needing, once } from '../setup/needs.ts';
import { testPython } from '../setup/python.ts';

const tests = {
  test_kernel_info: 'introduces itself as a TypeScript kernel',
  test_execute_stdout: 'sends what a cell prints',
  test_execute_stderr: 'sends what a cell prints as a warning',
  test_completion: 'completes names and members',
  test_is_complete: 'knows whether a line is complete, unfinished or wrong',
  test_pager: 'shows a page of help in the pager',
  test_error: 'reports an error once, as an error message',
  test_execute_result: "sends the last expression's value",
  test_display_data: 'displays HTML, pictures and charts',
  test_history: 'remembers what was run: the tail, a range, a search',
  test_inspect: 'describes a name',
  test_clear_output: 'clears the output of a cell',
  test_recv_iopub_welcome_msg: 'welcomes a subscriber to its output',
};

/** What still fails, with the reason. One that passes must leave this list. */
const knownFailures: Readonly<Record<string, string>> = {};

interface Result {
  readonly outcome: string;
  readonly detail: string;
}

const results = once(async (python: Command): Promise<ReadonlyMap<string, Result>> => {
  const file = fileURLToPath(new URL('typescript_kernel_test.py', import.meta.url));
  const env = jupyterEnvironment(await installInTemporaryPrefix());
  const answer = await run(python, [file, 'tslate'], { env, timeout: 240_000 });
  const found = new Map<string, Result>();
  for (const line of (answer?.stdout ?? '').split('\n').filter((text) => text.startsWith('{'))) {
    const { test, outcome, detail }: Record<'test' | 'outcome' | 'detail', string> = JSON.parse(line);
    found.set(test, { outcome, detail });
  }
  if (answer?.status !== 0) {
    found.set('the suite itself', { outcome: 'failed', detail: (answer?.stderr ?? '').slice(-2000) });
  }
  return found;
});

const python = await testPython('jupyter_kernel_test');

describe('jupyter_kernel_test: the kernel', () => {
  for (const [name, behaviour] of Object.entries(tests)) {
    test(
      `${behaviour} (${name})`,
      needing(python, async (command, context) => {
        const all = await results(command);
        const { outcome, detail } = all.get(name) ?? { outcome: 'not run', detail: JSON.stringify([...all]) };
        const reason = knownFailures[name];
        if (reason === undefined) {
          expect(outcome, detail).toBe('passed');
        } else {
          expect(outcome, `${name} passes now: take it off the list of known failures`).not.toBe('passed');
          context.skip(`known failure: ${reason}`);
        }
      }),
      300_000,
    );
  }

  test(
    'meets no test of the suite that is not listed here',
    needing(python, async (command) => {
      const unknown = [...(await results(command))].filter(([name]) => !(name in tests));
      expect(unknown).toEqual([]);
    }),
    300_000,
  );
});
