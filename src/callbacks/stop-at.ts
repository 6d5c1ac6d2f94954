/** Stops the training when it is good enough. */
import { ArgumentError, written } from '../errors.ts';
import type { Callback } from './callback.ts';
import { type MonitorOptions, monitored } from './monitor.ts';

/** When training is good enough. */
export interface StopAtOptions extends MonitorOptions {
  /** The number that is watched, for example 'accuracy'. */
  readonly monitor: string;
  /** The value at which it is good enough. */
  readonly threshold: number;
}

/**
 * Ends the training after the epoch in which `monitor` reaches `threshold`.
 *
 *     callbacks: [stopAt({ monitor: 'accuracy', threshold: 0.99 })]
 *
 * @throws ArgumentError, in the first epoch, when there is no such number
 */
export function stopAt(options: StopAtOptions): Callback {
  const { read, better } = monitored('stopAt', options);
  if (typeof options.threshold !== 'number' || Number.isNaN(options.threshold)) {
    throw new ArgumentError({
      what: 'stopAt',
      expected: 'a threshold: a number',
      received: written(options.threshold),
    });
  }
  return {
    onEpochEnd(_, logs) {
      const value = read(logs);
      return better(value, options.threshold) || value === options.threshold ? 'stop' : undefined;
    },
  };
}
