/** What a training consists of. */
import type { Optimizer } from '../optimizers/optimizer.ts';
import type { Goal } from './goals.ts';
import type { AnyTrainable } from './trainable.ts';

/** What a training needs, with the shapes forgotten. */
export interface Parts {
  readonly model: AnyTrainable;
  readonly goals: readonly Goal[];
  readonly optimizer: Optimizer;
}
