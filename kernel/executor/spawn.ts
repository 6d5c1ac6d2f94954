/** Starts the process in which cells run: pipes for descriptors 1 and 2, for frames, and for commands. */
import { type ChildProcess, spawn } from 'node:child_process';
import { builtFile } from '../root.ts';
import { executorFlags } from './death.ts';

/** What it writes waits in its pipes until somebody reads. */
export function spawnExecutor(directory: string): ChildProcess {
  return spawn(process.execPath, [...executorFlags(), builtFile('kernel/executor/main')], {
    cwd: directory,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
    // A process group of its own: an interrupt then reaches the child processes that a cell waits for, and only those.
    detached: process.platform !== 'win32',
  });
}
