/** Which execution the running code belongs to, so that late output finds the cell that started it. */
import { AsyncLocalStorage } from 'node:async_hooks';
import process from 'node:process';
import { Number } from './intrinsics.ts';

/**
 * Before Node 24 AsyncLocalStorage works through async hooks, whose checks abort the process when an interrupt ends a
 * callback from outside; there, output belongs to the latest cell.
 */
const storage = Number.parseInt(process.versions.node, 10) >= 24 ? new AsyncLocalStorage<number>() : undefined;

let latest = 0;

/** Runs `act` (and what it starts) as part of an execution. */
export function runAs(cell: number, act: () => void): void {
  latest = cell;
  if (storage) storage.run(cell, act);
  else act();
}

/** The execution that the running code belongs to; 0 before the first. */
export function currentCell(): number {
  return storage?.getStore() ?? latest;
}

/** The execution that started the running code, where that is known for sure. */
export function knownCell(): number | undefined {
  return storage?.getStore();
}
