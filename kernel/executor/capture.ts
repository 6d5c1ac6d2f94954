/** Takes what code shows instead of letting it out: for output with a place of its own, such as the panel under controls. */
import { type ExecutorEvent } from './contract.ts';
import { currentCell, runWithin } from './current.ts';
import { Map } from './intrinsics.ts';

/** What can be taken: text, displays and their removal. */
export type Shown = Extract<ExecutorEvent, { kind: 'stream' | 'display' | 'clear' }>;

interface Capture {
  /** The execution that the code belongs to. */
  readonly cell: number;
  readonly sink: (shown: Shown) => void;
}

/** Captures are numbered like executions, above all of them, so that they find their late output in the same way. */
const firstNumber = 2 ** 31;
/** Late output of older captures goes to the latest cell. */
const remembered = 1000;

const captures = new Map<number, Capture>();
let count = 0;

/** Runs `act`; what it shows, also later, goes to `sink`. */
export function capture(sink: (shown: Shown) => void, act: () => void | Promise<void>): void | Promise<void> {
  const number = firstNumber + (count++ % firstNumber);
  captures.set(number, { cell: cellOf(currentCell()), sink });
  captures.delete(number - remembered);
  return runWithin(number, act);
}

/** Hands something shown to its capture; false when it belongs to an execution. */
export function divert(number: number, shown: Shown): boolean {
  const found = captures.get(number);
  found?.sink(shown);
  return found !== undefined;
}

/** The execution of a number that may be a capture's. */
export function cellOf(number: number): number {
  return captures.get(number)?.cell ?? (number < firstNumber ? number : 0);
}
