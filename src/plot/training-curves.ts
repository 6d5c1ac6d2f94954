/** Training curves: a panel for loss and one for each metric, training and validation of a run in one colour. */
import { text } from '../display/language.ts';
import { termed, written } from '../display/names.ts';
import { ArgumentError, written as shown } from '../errors.ts';
import { emptyChart } from './empty.ts';
import { chart, type Chart, type ChartOptions } from './figure.ts';
import { describeLine } from './lines-alt.ts';
import { lineLayers, lineStyle, type Look } from './lines-layers.ts';
import { readLines, thinningNote, type Line, type LineData } from './series.ts';
import { dashes } from './theme.ts';
import { extremes } from './thin.ts';

/** What a training leaves: a number an epoch, or points over epochs, for each measure and for its validation (`loss`, `valLoss`, …). */
export interface Curves {
  readonly [measure: string]: LineData | undefined;
}

/** Trainings by name. */
export interface Runs {
  readonly [run: string]: Curves;
}

/** How training curves are drawn; width and height are those of a panel. */
export interface TrainingCurvesOptions extends ChartOptions {
  /** Which measures, and in which order: `['loss', 'accuracy']`; all by default, each with its validation. */
  readonly measures?: readonly string[];
  /** Whether the loss is drawn on a logarithmic scale. */
  readonly logLoss?: boolean;
}

/**
 * Draws a training, `trainingCurves(history)`, or several, `trainingCurves({ sgd: history1, adam: history2 })`: one panel
 * for each measure. A run has one colour; its training is drawn solid and its validation dashed.
 * @param history loss and metrics by epoch, as `fit` returns them, of one run, or of several by name
 * @throws ArgumentError for a measure that no run has
 */
export function trainingCurves(history: Curves | Runs, options: TrainingCurvesOptions = {}): Chart {
  const runs = runsOf(history);
  const measures = options.measures ?? measuresOf(runs);
  const { title } = options;
  const xLabel = termed('epoch');
  if (measures.length === 0) {
    return emptyChart({ en: 'Training curves', zh: '训练曲线' }, { ...options, xLabel, yLabel: termed('loss') });
  }
  const panels = measures.map((measure) => readPanel(measure, runs, measures.length, options));
  const looks = runs.flatMap(({ name, curves }, i): readonly Look[] => {
    const style = lineStyle(i);
    const validated = measures.some((measure) => curves[validation(measure)] !== undefined);
    return [
      { ...style, name: lineName(name, false), dash: dashes[0] },
      ...(validated ? [{ ...style, name: lineName(name, true), dash: dashes[1] }] : []),
    ];
  });
  const { width = panels.length > 1 ? 300 : 460, height = panels.length > 1 ? 210 : 280 } = options;
  const alt = options.alt ?? describe(panels, runs, title);
  const note = thinningNote(panels.flatMap(({ lines }) => lines));
  const concat = panels.map(({ measure, lines, logY }) => {
    const layout = {
      xLabel,
      yLabel: termed(measure),
      logX: false,
      logY,
      markers: [],
      width,
      height,
      panels: panels.length,
    };
    return { width, height, layer: lineLayers(lines, { ...layout, looks, legend: looks.length > 1 }) };
  });
  return chart(
    { concat, columns: 2, spacing: 30 },
    { alt, ...(title !== undefined && { title }), ...(note !== undefined && { note }) },
  );
}

interface Run {
  /** Empty for a run that is the only one. */
  readonly name: string;
  readonly curves: Curves;
}

function runsOf(history: Curves | Runs): readonly Run[] {
  const entries = Object.entries(history);
  const single = entries.filter((entry): entry is [string, LineData] => Array.isArray(entry[1]));
  if (single.length > 0) return [{ name: '', curves: Object.fromEntries(single) }];
  return entries.flatMap(([name, curves]) => (isCurves(curves) ? [{ name: termed(name), curves }] : []));
}

function isCurves(value: Curves | LineData | undefined): value is Curves {
  return typeof value === 'object' && !Array.isArray(value);
}

/** All that was measured in training; what is of the validation alone, too; the learning rate last. */
function measuresOf(runs: readonly Run[]): readonly string[] {
  const names = [...new Set(runs.flatMap(({ curves }) => Object.keys(curves)))];
  const measures = names.filter((name) => !names.some((other) => validation(other) === name));
  return measures.toSorted((a, b) => Number(a === 'learningRate') - Number(b === 'learningRate'));
}

function validation(measure: string): string {
  return `val${measure.slice(0, 1).toUpperCase()}${measure.slice(1)}`;
}

function lineName(run: string, validated: boolean): string {
  if (run === '') return validated ? text({ en: 'validation', zh: '验证' }) : text({ en: 'training', zh: '训练' });
  return validated ? text({ en: `${run}, validation`, zh: `${run}（验证）` }) : run;
}

interface Panel {
  readonly measure: string;
  readonly lines: readonly Line[];
  readonly logY: boolean;
}

function readPanel(measure: string, runs: readonly Run[], panels: number, options: TrainingCurvesOptions): Panel {
  const series = runs.flatMap(({ name, curves }) => {
    const [trained, validated] = [curves[measure], curves[validation(measure)]];
    return [
      ...(trained ? [[lineName(name, false), trained] as const] : []),
      ...(validated ? [[lineName(name, true), validated] as const] : []),
    ];
  });
  if (series.length === 0) {
    throw new ArgumentError({
      what: 'trainingCurves',
      expected: `measures that were taken: ${measuresOf(runs).join(', ')}`,
      received: shown(measure),
    });
  }
  const logY = options.logLoss === true && measure === 'loss';
  return { measure, lines: readLines(Object.fromEntries(series), { start: 1, logX: false, logY, panels }), logY };
}

function describe(panels: readonly Panel[], runs: readonly Run[], title: string | undefined): string {
  const named = title === undefined ? '' : `“${title}”`;
  const list = panels.map(({ measure }) => termed(measure));
  const compared = runs.filter(({ name }) => name !== '').map(({ name }) => name);
  const head = text({
    en: `Training curves${named && ` ${named}`}${compared.length > 0 ? ` of ${compared.join(', ')}` : ''}: ${list.join(', ')} over epoch.`,
    zh: `训练曲线${named}${compared.length > 0 ? `（${compared.join('、')}）` : ''}：${list.join('、')}随轮次的变化。`,
  });
  const sentences = panels.flatMap(({ measure, lines }) =>
    lines.map((line) => {
      const name = measure === 'learningRate' && compared.length === 0 ? '' : line.name;
      const full = text({
        en: `${termed(measure)}${name && `, ${name}`}`,
        zh: `${termed(measure)}${name && `，${name}`}`,
      });
      return describeLine({ ...line, name: full }, termed('epoch'));
    }),
  );
  const winner = compared.length > 1 ? best(panels, runs) : [];
  return [head, ...sentences, ...winner].join(text({ en: ' ', zh: '' }));
}

/** The run whose validation loss, or else whose loss, came lowest. */
function best(panels: readonly Panel[], runs: readonly Run[]): readonly string[] {
  const lines = panels.find(({ measure }) => measure === 'loss')?.lines ?? [];
  const validated = runs.some(({ name }) => lines.some((line) => line.name === lineName(name, true)));
  const lows = runs.flatMap(({ name }) => {
    const { low } = extremes(lines.find((line) => line.name === lineName(name, validated))?.points ?? []);
    return low ? [{ run: name, x: low.x, y: low.y }] : [];
  });
  const { low } = extremes(lows);
  if (!low) return [];
  const what = termed(validated ? 'valLoss' : 'loss');
  return [
    text({
      en: `Lowest ${what} of all: ${low.run}, ${written(low.y)} at epoch ${low.x}.`,
      zh: `${what}最低的是 ${low.run}：${written(low.y)}（轮次 ${low.x}）。`,
    }),
  ];
}
