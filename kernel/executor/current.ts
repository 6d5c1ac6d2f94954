/** Which execution the running code belongs to, so that late output finds the cell that started it. */
import { AsyncLocalStorage } from 'node:async_hooks';
import process from 'node:process';
import { Error, Map, Number, Promise } from './intrinsics.ts';

/**
 * Before Node 24 AsyncLocalStorage works through async hooks, whose checks abort the process when an interrupt ends a
 * callback from outside; there, output belongs to the latest cell.
 */
const storage = Number.parseInt(process.versions.node, 10) >= 24 ? new AsyncLocalStorage<number>() : undefined;

let latest = 0;

/** Without a storage: executions within others that wait for something, by the name of the function that awaits them. */
const awaited = new Map<string, number>();

/** Runs `act` (and what it starts) as part of an execution. */
export function runAs(cell: number, act: () => void): void {
  latest = cell;
  if (storage) storage.run(cell, act);
  else act();
}

/** Runs `act` as part of an execution within another, which then goes on. */
export function runWithin(cell: number, act: () => void | Promise<void>): void | Promise<void> {
  if (storage) return storage.run(cell, act);
  const before = latest;
  latest = cell;
  try {
    const end = act();
    return end instanceof Promise ? awaitAs(cell, end) : undefined;
  } finally {
    latest = before;
  }
}

/** The execution that the running code belongs to; 0 before the first. */
export function currentCell(): number {
  return storage?.getStore() ?? awaitedCell() ?? latest;
}

/** The execution that started the running code, where that is known for sure. */
export function knownCell(): number | undefined {
  return storage?.getStore() ?? awaitedCell();
}

/** Stack traces of V8 name the functions that await the running one: here one whose name tells the execution. */
async function awaitAs(cell: number, end: Promise<void>): Promise<void> {
  const name = `execution ${cell}`;
  const named = { [name]: async () => await end }[name];
  awaited.set(name, cell);
  try {
    await named?.();
  } finally {
    awaited.delete(name);
  }
}

function awaitedCell(): number | undefined {
  if (awaited.size === 0) return undefined;
  const { prepareStackTrace, stackTraceLimit } = Error;
  Error.stackTraceLimit = 100;
  let names: (string | null)[] = [];
  Error.prepareStackTrace = (_, frames) => (names = frames.map((frame) => frame.getFunctionName()));
  void new Error().stack;
  Error.prepareStackTrace = prepareStackTrace;
  Error.stackTraceLimit = stackTraceLimit;
  for (const name of names) if (name !== null && awaited.has(name)) return awaited.get(name);
  return undefined;
}
