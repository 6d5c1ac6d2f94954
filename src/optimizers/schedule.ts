/** Learning rates that change from step to step, and how they stand in a configuration. */
import { descriptionOf } from '../config/described.ts';
import { type Field, numberIn } from '../config/field.ts';
import { Registry } from '../config/registry.ts';
import { checkPositive } from '../checks.ts';
import { ArgumentError } from '../errors.ts';
import { isRecord, type Json } from '../json.ts';

/** A learning rate for every step, counted from 1. */
export type Schedule = (step: number) => number;

/** Every schedule that a configuration can name. */
export const schedules = new Registry<Schedule>('schedule', "{ kind: 'stepDecay', initial: 0.1, steps: 1000 }");

/** A rate as plain data; a function of one's own by its name alone. */
export function rateConfig(rate: number | Schedule): Json {
  return typeof rate === 'number' ? rate : (descriptionOf(rate) ?? rate.name);
}

const positive = numberIn(0);

/** A rate in a configuration: a number, or a schedule with its settings. */
export const rate: Field<number | Schedule> = {
  expected: 'a number ≥ 0, or a schedule such as { kind: "exponentialDecay", initial: 0.1, factor: 0.5, steps: 1000 }',
  read: (value, place) => (isRecord(value) ? schedules.read(value, place) : positive.read(value, place)),
};

/** @throws ArgumentError unless the rate is a positive number or a schedule. */
export function checkRate(what: string, learningRate: number | Schedule): void {
  if (typeof learningRate !== 'function') checkPositive(what, 'learning rate', learningRate);
}

/** The learning rate of a step. A schedule may give 0, but a NaN would spread to all parameters. */
export function rateAt(what: string, learningRate: number | Schedule, step: number): number {
  if (typeof learningRate === 'number') return learningRate;
  const rate = learningRate(step);
  if (rate >= 0 && Number.isFinite(rate)) return rate;
  throw new ArgumentError({
    what: `${what}, step ${step}`,
    expected: 'a learning rate ≥ 0 from the schedule',
    received: String(rate),
  });
}
