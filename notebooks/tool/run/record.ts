/** What is known of a run when it is over. */
import { type Language } from '../chapter.ts';
import { type Results } from '../notebook/results.ts';

/** A cell that failed without having promised to, or what kept the notebook from running at all. */
export interface Failure {
  readonly cell?: string;
  readonly text: string;
}

/** How the run of one notebook went. */
export interface RunRecord {
  readonly chapter: string;
  readonly language: Language;
  readonly title: string;
  /** Code cells that ran as they should, of all. */
  readonly cells: { readonly ok: number; readonly total: number };
  readonly seconds: number;
  readonly results: Results;
  readonly failures: readonly Failure[];
  /** Where the executed notebook is. */
  readonly path: string;
  /** Whether it did not run, since nothing has changed since it last did. */
  readonly unchanged?: true;
}
