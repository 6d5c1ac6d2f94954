/** Learning rates that change from step to step, and how they stand in a configuration. */
import { descriptionOf } from '../config/described.ts';
import { type Field, isRecord, numberIn } from '../config/field.ts';
import { Registry } from '../config/registry.ts';
import type { Json } from '../display/mime.ts';

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
