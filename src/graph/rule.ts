/** What simplifies one step of a graph. */
import type { Step, Value } from './graph.ts';

/** Adds a step, simplified in its turn. */
export type Make = (step: Step) => Value;

/** What a step can be replaced by, made of its inputs; undefined where it stays. */
export type Rule = (step: Step, make: Make) => Value | undefined;
