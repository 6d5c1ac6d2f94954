/** What an entry of the tables is: how one operation of a graph is computed. */
import type { Step, Value } from '../../../graph/graph.ts';
import type { Plan } from './plan.ts';

/** Adds what computes the step to the plan; false, and nothing is added, where it leaves the case to the plain loops. */
export type Lowering = (step: Step, plan: Plan) => boolean;

export function isFloats(...values: readonly Value[]): boolean {
  return values.every(({ dtype }) => dtype === 'float32');
}

/** Whole numbers from `first` in steps up to `end`, each with how far it is to the next. */
export function blocks(end: number, step: number): readonly { readonly first: number; readonly count: number }[] {
  return Array.from({ length: Math.ceil(end / step) }, (_, i) => ({
    first: i * step,
    count: Math.min(step, end - i * step),
  }));
}
