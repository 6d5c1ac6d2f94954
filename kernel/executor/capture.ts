/** Takes what code shows instead of letting it out: for output with a place of its own, such as the panel under controls. */
import { type Host, type Shown } from '../widgets/host.ts';
import { currentCell, runWithin } from './current.ts';
import { type Interrupts } from './interrupts.ts';
import { Map } from './intrinsics.ts';

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

/** What runs code and takes all that it shows, also later; the user can interrupt it where it waits. */
export function makeCapture(interrupts: Interrupts): Host['capture'] {
  return (sink, act) => {
    const number = firstNumber + (count++ % firstNumber);
    captures.set(number, { cell: cellOf(currentCell()), sink });
    captures.delete(number - remembered);
    const end = runWithin(number, act);
    return end && interrupts.orInterrupted(number, end);
  };
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
