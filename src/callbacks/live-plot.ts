/** The curves of a training while it goes on: one figure that is redrawn in its place and stays when the training has ended. */
import { findHost } from '../display/find-host.ts';
import type { Button, Host } from '../display/host.ts';
import { text } from '../display/language.ts';
import { brief } from '../display/names.ts';
import { barHtml, progressBundle, progressLine, type ProgressState } from '../display/progress-view.ts';
import { painterOf, type ProgressSurroundings } from '../display/progress.ts';
import { newDisplayId, present } from '../display/show.ts';
import { sparkline } from '../display/sparkline.ts';
import { standardOutput } from '../display/terminal.ts';
import { ink } from '../plot/theme.ts';
import type { Chart } from '../plot/figure.ts';
import { livePanel } from '../plot/live-panel.ts';
import { trainingCurves, type TrainingCurvesOptions } from '../plot/training-curves.ts';
import { fitBar } from '../training/fit-bar.ts';
import { prefixed } from '../training/goals.ts';
import type { Callback, Logs, Training } from './callback.ts';
import { TrainingRecord } from './training-record.ts';

/** How a training is watched, and drawn when it has ended. */
export interface LivePlotOptions extends TrainingCurvesOptions {
  /** Whether there is a button that stops the training, where the page can talk to it; true by default. */
  readonly stopButton?: boolean;
}

/**
 * Draws loss and metrics while the model trains: running means after batches (pale), whole epochs (solid), the validation
 * (dashed), with a bar, the time left, and where the notebook has controls a button that ends the training after the
 * batch, as 'stop' of a callback does: the weights stay, the epoch counts.
 *
 *     await model.fit(x, y, { epochs: 10, validationSplit: 0.1, callbacks: [livePlot()] });
 *
 * The figure is redrawn at most four times a second. When the training has ended, be it by an error or an interruption,
 * `trainingCurves(history)` and a line with the last numbers take its place. In a terminal there is one line instead, with
 * the loss as ▇▅▃▂▁.
 * @param surroundings where it is drawn and what time it is: the present host and the clock, unless given
 */
export function livePlot(options: LivePlotOptions = {}, surroundings: ProgressSurroundings = {}): Callback {
  let view: View | undefined;
  return {
    showsProgress: true,
    onTrainBegin: (training) => void (view = beginView(training, options, surroundings)),
    onBatchEnd: (batch, logs) => view?.batch(batch, logs),
    onValidation: (done, of) => view?.validation(done, of),
    onEpochEnd: (epoch, logs) => view?.epoch(epoch, logs),
    async onTrainEnd() {
      await view?.end();
      view = undefined;
    },
  };
}

/** What is told of one training. */
interface View {
  batch(batch: number, logs: Logs): 'stop' | undefined;
  validation(done: number, of: number): void;
  epoch(epoch: number, logs: Logs): 'stop' | undefined;
  end(): Promise<void>;
}

/** How a state of the training is drawn, and what is left at its end. */
interface Scene {
  paint(state: ProgressState): void;
  end?(): Promise<void>;
}

function beginView(training: Training, options: LivePlotOptions, surroundings: ProgressSurroundings): View {
  const record = new TrainingRecord(training.steps);
  const host = surroundings.host ?? findHost();
  let isStopped = false;
  const stop = (): void => void (isStopped = true);
  const scene =
    host.name === 'terminal'
      ? lineScene(host, record, surroundings)
      : pageScene(host, { training, record, options, stop });
  const bar = fitBar(training.epochs, training.steps, { ...surroundings, paint: scene.paint });
  let latest: Logs = {};
  const answer = (): 'stop' | undefined => (isStopped ? 'stop' : undefined);
  return {
    batch(batch, logs) {
      latest = logs;
      const epoch = epochsOf(training);
      record.add(epoch, batch, logs);
      bar.train(epoch, batch, logs);
      return answer();
    },
    validation: (done, of) => bar.validate(epochsOf(training), done, of, latest),
    epoch(epoch, logs) {
      bar.epoch(epoch + 1, logs);
      return answer();
    },
    async end() {
      bar.end();
      await scene.end?.();
    },
  };
}

/** One line, with the loss as a sparkline. */
function lineScene(host: Host, record: TrainingRecord, { output = standardOutput() }: ProgressSurroundings): Scene {
  const paint = painterOf(host, output);
  return {
    paint: (state) =>
      paint({
        ...state,
        ...paced(state, record),
        trend: sparkline(
          record
            .points('loss')
            .flat()
            .map(({ y }) => y),
        ),
      }),
  };
}

interface Watched {
  readonly training: Training;
  readonly record: TrainingRecord;
  readonly options: LivePlotOptions;
  readonly stop: () => void;
}

/** A figure with a bar in one place of the page, and the button, then the line that stays, in a second below it. */
function pageScene(host: Host, { training, record, options, stop }: Watched): Scene {
  const [figure, below] = [newDisplayId(), newDisplayId()];
  const places = new Set<string>();
  /** Shows in a place: the first time anew. */
  const at = (id: string): { readonly id: string; readonly update: boolean } => {
    const update = places.has(id);
    places.add(id);
    return { id, update };
  };
  const button = options.stopButton === false ? undefined : stopButton(host, stop);
  let last: ProgressState | undefined;
  return {
    paint(state) {
      last = state;
      if (state.ended || !host.inPlace) return;
      const bundle = liveBundle({ ...state, ...paced(state, record) }, panelsOf(training, record, options));
      void host.show(bundle, at(figure));
      if (state.elapsed > 1) button?.show((shown) => present(shown, at(below), host));
    },
    async end() {
      button?.close();
      // A host that interrupts uses force where it is not heard at once, as it would not be in the midst of a drawing.
      await new Promise((resolve) => setTimeout(resolve));
      await present(finalFigure(training, record, options), at(figure), host);
      if (last) await host.show(progressBundle(last), at(below));
    },
  };
}

/** A button that is made when it is first shown: a short training needs none. */
function stopButton(host: Host, press: () => void) {
  let made: Promise<Button> | undefined;
  let isClosed = false;
  return {
    show(present: (button: Button) => Promise<void>): void {
      if (made || !host.button) return;
      made = host.button(text({ en: '■ Stop training', zh: '■ 停止训练' }), press);
      void made.then((button) => (isClosed ? button.close() : present(button)));
    },
    close(): void {
      isClosed = true;
      void made?.then((button) => button.close());
    },
  };
}

/** Light enough to be sent four times a second: nothing is drawn but the lines. The numbers stand above them, not at the bar. */
function liveBundle(state: ProgressState, panels: readonly string[]) {
  const card = `display:flex;flex-wrap:wrap;width:fit-content;max-width:100%;margin-top:4px;border-radius:3px;background:${ink.card}`;
  return {
    'text/html': `<div>${barHtml({ ...state, fields: {} })}<div style="${card}">${panels.join('')}</div></div>`,
    'text/plain': progressLine(state),
  };
}

function panelsOf({ history }: Training, record: TrainingRecord, { measures }: LivePlotOptions): readonly string[] {
  const known = [...new Set([...record.measures, ...Object.keys(history)])];
  const own = known.filter((name) => !known.some((other) => prefixed('val', other) === name));
  return (measures ?? own).map((name) => {
    const epochs = (values: readonly number[] = []) => values.map((y, i) => ({ x: i + 1, y }));
    return livePanel({
      ...{ name, running: record.points(name), training: epochs(history[name]) },
      validation: epochs(history[prefixed('val', name)]),
    });
  });
}

/** The curves of the epochs; one epoch alone is shown by its batches. */
function finalFigure({ history }: Training, record: TrainingRecord, options: TrainingCurvesOptions): Chart {
  const epochs = Object.entries(history).filter(([, values]) => values.length > 0);
  if (epochs.length > 0 && epochs.every(([, values]) => values.length > 1)) return trainingCurves(history, options);
  const running = record.measures.map((name) => [name, record.points(name).flat()] as const);
  return trainingCurves({ ...Object.fromEntries(epochs), ...Object.fromEntries(running) }, options);
}

function epochsOf({ history }: Training): number {
  return history['loss']?.length ?? 0;
}

/** How fast it goes. */
function paced({ elapsed }: ProgressState, { batches }: TrainingRecord): { readonly rate?: string } {
  if (batches === 0) return {};
  const rate = batches / elapsed;
  const written = rate < 10 ? brief(Number(rate.toPrecision(2))) : Math.round(rate).toLocaleString('en');
  return { rate: text({ en: `${written} batches/s`, zh: `${written} 批/秒` }) };
}
