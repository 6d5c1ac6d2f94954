/** A search for settings: trials one after the other, each recorded, the best first. */
import { table } from '../course/table.ts';
import { text } from '../display/language.ts';
import { type Displayable, displaySymbol } from '../display/mime.ts';
import { progress } from '../display/progress.ts';
import { ArgumentError } from '../errors.ts';
import { breathe, isInterruption } from '../training/breathe.ts';
import { seed as startShared } from '../random/rng.ts';

/** What a trial is told besides its settings. */
export interface TrialContext {
  /** Which trial it is, from 1 in the order in which they run. */
  readonly number: number;
  /** That of the search. The shared generator has been started from it, so that initial weights and shuffling are the same. */
  readonly seed: number;
  /** What the search grants it, as a number of epochs; 1 unless the search halves. */
  readonly budget: number;
}

/** Trains and judges with these settings; the score says how well. */
export type TrialFunction<S> = (settings: S, context: TrialContext) => number | Promise<number>;

/** A trial that is over. */
export interface Trial<S> extends TrialContext {
  /** What was tried. */
  readonly settings: S;
  /** NaN where it failed. */
  readonly score: number;
  /** Why it failed. */
  readonly error?: string;
  /** How long it took. */
  readonly seconds: number;
}

/** What is tried next. */
export interface Proposal<S> {
  readonly settings: S;
  readonly seed: number;
  readonly budget: number;
}

/** What all searches can be told. */
export interface SearchOptions {
  /** Whether a lower score is better ('min', the default: a loss) or a higher one ('max': an accuracy). */
  readonly mode?: 'min' | 'max';
  /** The same seed gives the same trials, 0 by default. */
  readonly seed?: number;
  /** Whether a progress bar is shown, true by default. */
  readonly progress?: boolean;
}

/** A search shows itself as a table of its trials. */
export interface Search<S> extends Displayable {
  /**
   * Tries all settings. A trial that throws, or whose score is no number, is recorded as failed, and the next one runs.
   * An interruption ends the run; `trials` keeps what was done, and another `run` goes on from there.
   */
  run(trial: TrialFunction<S>): Promise<Search<S>>;
  /** The trials so far: the best first, the failed ones last. Where budgets differ, a larger one stands before. */
  readonly trials: readonly Trial<S>[];
  /** The best trial so far. @throws ArgumentError where none has succeeded */
  readonly best: Trial<S>;
}

/** What kind of search it is. */
export interface Plan<S> {
  readonly what: string;
  /** How many trials there are to be. */
  readonly total: number;
  /** From what was tried, in the order it ran and each rated, to what is tried next; undefined at the end. */
  next(done: readonly Trial<S>[], rank: (trials: readonly Trial<S>[]) => readonly Trial<S>[]): Proposal<S> | undefined;
}

export function search<S extends object>(plan: Plan<S>, options: SearchOptions): Search<S> {
  const { mode = 'min' } = options;
  const done: Trial<S>[] = [];
  const rank = (trials: readonly Trial<S>[]): readonly Trial<S>[] => {
    const loss = ({ score }: Trial<S>): number => (Number.isNaN(score) ? Infinity : mode === 'min' ? score : -score);
    const worse = (a: Trial<S>, b: Trial<S>): number =>
      Number(failed(a)) - Number(failed(b)) || b.budget - a.budget || loss(a) - loss(b) || a.number - b.number;
    return trials.toSorted(worse);
  };
  const result: Search<S> = {
    async run(trial) {
      const { total } = plan;
      const bar = options.progress === false ? undefined : progress({ total, label: text(label) });
      const show = () => bar?.update(done.length, done.some((t) => !failed(t)) ? { best: result.best.score } : {});
      try {
        for (let next = plan.next(done, rank); next !== undefined; next = plan.next(done, rank)) {
          show();
          await breathe();
          done.push(await attempt(trial, next, done.length + 1));
        }
        show();
      } finally {
        bar?.end();
      }
      return result;
    },
    get trials() {
      return rank(done);
    },
    get best() {
      const [best] = rank(done);
      if (best !== undefined && !failed(best)) return best;
      throw new ArgumentError({
        what: `${plan.what}: best`,
        expected: 'a trial that has succeeded',
        received:
          best === undefined ? 'none: nothing has run yet' : `${done.length} that failed, the first: ${done[0].error}`,
      });
    },
    [displaySymbol]: () => table(rowsOf(result.trials))[displaySymbol](),
  };
  return result;
}

const label = { en: 'search', zh: '搜索' };

function failed({ error }: Trial<unknown>): boolean {
  return error !== undefined;
}

async function attempt<S>(trial: TrialFunction<S>, proposal: Proposal<S>, number: number): Promise<Trial<S>> {
  const start = performance.now();
  const { settings, ...context } = { ...proposal, number };
  const over = (score: number, error?: string): Trial<S> => {
    const seconds = (performance.now() - start) / 1000;
    return { settings, ...context, score, ...(error === undefined ? {} : { error }), seconds };
  };
  startShared(proposal.seed);
  try {
    const score: unknown = await trial(settings, context);
    if (typeof score === 'number' && !Number.isNaN(score)) return over(score);
    return over(NaN, `the score is ${String(score)}`);
  } catch (error) {
    if (isInterruption(error)) throw error;
    return over(NaN, error instanceof Error ? error.message : String(error));
  }
}

function rowsOf<S extends object>(trials: readonly Trial<S>[]): Readonly<Record<string, string | number | boolean>>[] {
  const halved = new Set(trials.map(({ budget }) => budget)).size > 1;
  const anyFailed = trials.some(failed);
  return trials.map(({ number, settings, budget, score, error }) => ({
    [text({ en: 'trial', zh: '试验' })]: number,
    ...Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, cellOf(value)])),
    ...(halved ? { [text({ en: 'budget', zh: '预算' })]: budget } : {}),
    [text({ en: 'score', zh: '得分' })]: score,
    ...(anyFailed ? { [text({ en: 'error', zh: '错误' })]: error ?? '' } : {}),
  }));
}

function cellOf(value: unknown): string | number | boolean {
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') return value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
