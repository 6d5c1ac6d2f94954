/** A kernel does not outlive the process that started it; that it ends with it is seen in main.test.ts. */
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { watchParent } from '../../../kernel/cli/parent.ts';

/** A process that has ended. */
const { pid: gone } = spawnSync(process.execPath, ['--version']);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

/** How often `died` is called within two minutes. */
function deaths(parent: number, isSpokenTo: boolean): number {
  vi.stubEnv('JPY_PARENT_PID', String(parent));
  const died = vi.fn();
  watchParent({ died, isSpokenTo: () => isSpokenTo });
  vi.advanceTimersByTime(59_000);
  expect(died).not.toHaveBeenCalled();
  vi.advanceTimersByTime(61_000);
  return died.mock.calls.length;
}

describe('a kernel', () => {
  test('whose parent died while it started ends after a minute in which nobody spoke to it', () => {
    expect(deaths(gone, false)).toBe(1);
  });

  test('stays where the number means nothing, but a client is there', () => {
    expect(deaths(gone, true)).toBe(0);
  });

  test('stays while its parent lives', () => {
    expect(deaths(process.pid, false)).toBe(0);
  });
});
