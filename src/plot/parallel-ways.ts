/** Trials of a search as ways through parallel axes, compared with one another. */

/** In the order in which they are drawn: the best over the others. */
export const ranks = ['failed', 'others', 'quarter', 'best'] as const;
export type Rank = (typeof ranks)[number];

/** A trial as a way through the axes. */
export interface Way {
  readonly number: number;
  readonly score: number;
  readonly values: ReadonlyMap<string, unknown>;
}

/** The same, compared with the others. */
export interface RankedWay extends Way {
  readonly rank: Rank;
}
