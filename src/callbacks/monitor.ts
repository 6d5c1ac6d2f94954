/** Watching one of an epoch's numbers: what it is, and whether it has become better. */
import { checkAtLeast, checkWholeNumber } from '../checks.ts';
import { ArgumentError, lookUp } from '../errors.ts';
import type { Logs } from './callback.ts';

/** Which number of an epoch is watched. */
export interface MonitorOptions {
  /** The number that is watched, 'valLoss' by default. */
  readonly monitor?: string;
  /** Whether less is better ('min') or more ('max'); by default 'min' for names that end in loss or error, else 'max'. */
  readonly mode?: 'min' | 'max';
}

export interface Monitor {
  /** The number of this epoch. @throws ArgumentError when the epoch has no number of that name */
  read(logs: Logs): number;
  /** Whether a is better than b by more than `margin`; NaN is never better. */
  better(a: number, b: number, margin?: number): boolean;
  /** What every number is better than. */
  readonly worst: number;
}

const signs = { min: -1, max: 1 } as const;

/** @throws ArgumentError for a mode that there is not */
export function monitored(what: string, { monitor = 'valLoss', mode }: MonitorOptions): Monitor {
  const sign = lookUp<number>(signs, mode ?? (/(loss|error)$/i.test(monitor) ? 'min' : 'max'), `${what}: mode`);
  return {
    read(logs) {
      if (Object.hasOwn(logs, monitor)) return logs[monitor];
      throw new ArgumentError({
        what,
        expected: `a number named '${monitor}' in every epoch`,
        received: Object.keys(logs).join(', '),
        hint: monitor.startsWith('val') ? 'give fit a validationSplit or validationData' : 'compile with that metric',
      });
    },
    better: (a, b, margin = 0) => sign * (a - b) > margin,
    worst: -sign * Infinity,
  };
}

/** @throws ArgumentError unless patience is a whole number ≥ 0 and minDelta ≥ 0 */
export function checkPatience(what: string, patience: number, minDelta: number): void {
  checkWholeNumber(what, 'patience', patience, 0);
  checkAtLeast(what, 'minDelta', minDelta);
}
