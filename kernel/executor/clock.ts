/** The clock of `%time`: around statements, and around whole cells. */
import { performance } from 'node:perf_hooks';
import { currentCell } from './current.ts';
import { sendText } from './pipe.ts';

/** What compiled cells call. */
export interface Clock {
  readonly timeStart: () => void;
  /** Tells the time since the start; hands its argument through. */
  readonly timeStop: <T>(value?: T) => T | undefined;
  /** The time of the running cell is to be told at its end. */
  readonly timeCell: () => void;
  /** The running cell has ended. */
  readonly timeEnd: () => void;
}

export function makeClock(): Clock {
  let started = 0;
  let cellStarted: number | undefined;
  return {
    timeStart: () => void (started = performance.now()),
    timeStop: (value) => {
      tell(performance.now() - started);
      return value;
    },
    timeCell: () => void (cellStarted = performance.now()),
    timeEnd: () => {
      if (cellStarted !== undefined) tell(performance.now() - cellStarted);
      cellStarted = undefined;
    },
  };
}

function tell(milliseconds: number): void {
  sendText('stdout', currentCell(), `Wall time: ${inWords(milliseconds)}\n`);
}

function inWords(milliseconds: number): string {
  if (milliseconds < 1) return `${(milliseconds * 1000).toFixed(0)} µs`;
  if (milliseconds < 1000) return `${milliseconds.toPrecision(3)} ms`;
  const seconds = milliseconds / 1000;
  return seconds < 60 ? `${seconds.toPrecision(3)} s` : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
