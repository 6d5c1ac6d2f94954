/** The training loop: epochs of batches, with progress, validation, callbacks, and a way to go on where one was broken off. */
import type { Callback, Logs } from '../callbacks/callback.ts';
import { checkList, checkWholeNumber } from '../checks.ts';
import { showsAs } from '../display/shows-as.ts';
import { withoutGradients } from '../ops/apply.ts';
import { trainingCurves } from '../plot/training-curves.ts';
import { rng, sharedRng } from '../random/rng.ts';
import type { Batch } from './batch.ts';
import { breathe } from './breathe.ts';
import { type FitBar, fitBar } from './fit-bar.ts';
import { prefixed, RunningMeans } from './goals.ts';
import { resume, type Run, snapshot } from './run.ts';
import type { Source } from './sources.ts';
import type { Parts } from './parts.ts';
import { Measures, TrainingSteps } from './step.ts';

/** What can be told to every training. */
export interface TrainingOptions {
  /** How many times all samples are seen, 1 by default. */
  readonly epochs?: number;
  /** Told after each batch and epoch, in this order; none by default. */
  readonly callbacks?: readonly Callback[];
  /** Makes shuffling and dropout repeatable; without it they draw from the shared generator. */
  readonly seed?: number;
  /** Whether a progress bar is shown, true by default. */
  readonly progress?: boolean;
  /**
   * A file that `checkpoint` wrote: the training goes on after the epoch in which it was written, and gives the numbers
   * that it would have given without the break. `epochs` counts those before it.
   */
  readonly resume?: string;
}

/** Loss and metrics, one number an epoch; those with `val` in front are of the validation samples. */
export type History<M extends string = string> = { readonly [Name in 'loss' | M]: readonly number[] } & {
  readonly [Name in `val${Capitalize<'loss' | M>}`]?: readonly number[];
} & {
  /** At the end of each epoch, where a schedule or a callback changes it. */
  readonly learningRate?: readonly number[];
};

/** Batches to validate with after every epoch, and how many there are. */
export interface Validation {
  readonly samples: number;
  readonly steps: number;
  batches(): Iterable<Batch>;
}

export async function fit<M extends string>(
  parts: Parts,
  source: Source,
  validation: Validation | undefined,
  options: TrainingOptions,
): Promise<History<M>> {
  const { epochs = 1, callbacks = [] } = options;
  checkList('fit', 'callbacks', callbacks);
  checkWholeNumber('fit', 'epochs', epochs, 0);
  // Names are there from the start: without epochs there are no numbers, but a history all the same.
  const names: readonly string[] = Object.keys(new RunningMeans(parts.goals).logs());
  const run: Run = {
    parts,
    random: options.seed === undefined ? sharedRng() : rng(options.seed),
    callbacks,
    history: Object.fromEntries(names.map((name) => [name, []])),
    epoch: 0,
    stopped: false,
  };
  const { model, optimizer } = parts;
  const training = {
    parameters: () => model.parameters(),
    weights: () => model.weights(),
    optimizer,
    epochs,
    steps: source.steps,
    history: run.history,
    snapshot: () => snapshot(run),
  };
  for (const callback of callbacks) callback.onTrainBegin?.(training);
  let bar: FitBar | undefined;
  try {
    if (options.resume !== undefined) {
      // A model of one's own makes its layers when the first samples come.
      const first = source.first?.();
      if (first !== undefined) withoutGradients(() => model.run(first.x));
      await resume(run, options.resume);
    }
    const steps = new TrainingSteps(parts, run.random, epochs * (source.samples ?? 0));
    const measures = new Measures('fit, validation', parts, epochs * (validation?.samples ?? 0));
    const isShown = options.progress !== false && !callbacks.some(({ showsProgress }) => showsProgress);
    if (isShown) bar = fitBar(epochs, source.steps);
    while (run.epoch < epochs && !run.stopped) {
      const { epoch } = run;
      const trained = await trainedOver(source.epoch(run.random), steps, run, bar);
      const logs: Logs = {
        ...trained,
        ...(await validated(measures, validation, (done, of) => {
          bar?.validate(epoch, done, of, trained);
          for (const callback of callbacks) callback.onValidation?.(done, of);
        })),
        ...(optimizer.scheduled && { learningRate: optimizer.learningRate }),
        ...Object.fromEntries(callbacks.flatMap((callback) => Object.entries(callback.report?.() ?? {}))),
      };
      for (const [name, value] of Object.entries(logs)) (run.history[name] ??= []).push(value);
      bar?.epoch(epoch + 1, logs);
      const answers = await Promise.all(callbacks.map((callback) => callback.onEpochEnd?.(epoch, logs)));
      run.epoch++;
      run.stopped ||= answers.includes('stop');
      await Promise.all(callbacks.map((callback) => callback.afterEpoch?.(epoch, logs)));
    }
  } finally {
    bar?.end();
    await source.close();
    for (const callback of callbacks) await callback.onTrainEnd?.();
  }
  showsAs(run.history, () => trainingCurves(run.history));
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: M are the names that the goals report
  return run.history as unknown as History<M>;
}

/**
 * Trains on the batches of one epoch; gives loss and metrics. Apart from `fit`, so that what V8 compiles for the batches does
 * not depend on what an epoch does.
 */
async function trainedOver(
  batches: Iterable<Batch> | AsyncIterable<Batch>,
  steps: TrainingSteps,
  run: Run,
  bar: FitBar | undefined,
): Promise<Logs> {
  const { parts, callbacks, epoch } = run;
  const means = new RunningMeans(parts.goals);
  let step = 0;
  for await (const batch of batches) {
    step++;
    await steps.step(batch, { epoch: epoch + 1, step }, means);
    for (const callback of callbacks) if (callback.onBatchEnd?.(step, means.logs()) === 'stop') run.stopped = true;
    if (await breathe()) bar?.train(epoch, step, means.logs());
    if (run.stopped) break;
  }
  return means.logs();
}

/** The same measures of the validation samples: `loss` as `valLoss`, … */
async function validated(
  measures: Measures,
  validation: Validation | undefined,
  after: (done: number, of: number) => void,
): Promise<Logs> {
  if (validation === undefined) return {};
  const { steps } = validation;
  const logs = await measures.over(validation.batches(), (done) => after(done, steps));
  return Object.fromEntries(Object.entries(logs).map(([name, value]) => [prefixed('val', name), value]));
}
