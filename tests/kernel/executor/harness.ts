/** A real executor process, driven with scripts as the language would compile them. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ExecutorEvent, type Executor, type Outcome } from '../../../kernel/executor/contract.ts';
import { startExecutor } from '../../../kernel/executor/process.ts';

export interface Ran {
  readonly outcome: Outcome;
  readonly events: readonly ExecutorEvent[];
  readonly stdout: string;
  readonly stderr: string;
}

export interface Harness {
  readonly executor: Executor;
  readonly directory: string;
  /** Every event with the number of its cell. */
  readonly seen: (ExecutorEvent & { readonly cell: number })[];
  run(
    javascript: string,
    options?: { readonly isAsync?: boolean; readonly declares?: readonly string[] },
  ): Promise<Ran>;
  /** The text of the last result. */
  value(javascript: string): Promise<unknown>;
}

export function startHarness(directory = realpathSync(mkdtempSync(join(tmpdir(), 'tslate-test-')))): Harness {
  const seen: (ExecutorEvent & { readonly cell: number })[] = [];
  const executor = startExecutor({
    directory,
    events: (cell, event) => void seen.push({ cell, ...event }),
    log: () => undefined,
  });
  let cell = 0;
  const run: Harness['run'] = async (javascript, { isAsync = false, declares = [] } = {}) => {
    cell += 1;
    const from = seen.length;
    const job = { cell, name: `cell-${cell}.ts`, javascript, isAsync, hasResult: true, declares, sourceMap: '' };
    const outcome = await executor.run(job);
    const events = seen.slice(from);
    return { outcome, events, stdout: textOf(events, 'stdout'), stderr: textOf(events, 'stderr') };
  };
  const value = async (javascript: string): Promise<unknown> => {
    const { outcome } = await run(javascript);
    return outcome.status === 'ok' ? outcome.result?.data['text/plain'] : outcome;
  };
  return { executor, directory, seen, run, value };
}

export function textOf(events: readonly ExecutorEvent[], name: 'stdout' | 'stderr'): string {
  return events.flatMap((event) => (event.kind === 'stream' && event.name === name ? [event.text] : [])).join('');
}

export const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Waits until `condition` holds; fails after 10 s. */
export async function until(condition: () => boolean): Promise<void> {
  for (let waited = 0; !condition(); waited += 5) {
    if (waited > 10_000) throw new Error('what was waited for did not happen within 10 s');
    await sleep(5);
  }
}

/** Whether a process exists and has not ended (one that has, but was not fetched by its parent, does not run). */
export function isRunning(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return stdout.trim() !== '' && !stdout.trim().startsWith('Z');
}
