/** The part of the gallery that judges models and searches: which classes are confused, at which threshold, how sure. */
import {
  calibrationCurve,
  batchNormalization,
  choice,
  dense,
  logUniform,
  precisionRecallCurve,
  rng,
  rocCurve,
  seed,
  sequential,
  tensor,
} from '../../../src/index.ts';
import {
  calibrationPlot,
  confusionPlot,
  heatmap,
  parallelCoordinates,
  parameterTable,
  precisionRecallPlot,
  rocPlot,
} from '../../../src/plot/index.ts';
import { rateCurve } from '../../../src/search/rate-curve.ts';
import { type Exhibit } from './gallery.ts';
import { listOf } from './lists.ts';

/** Labels of 300 samples, of which a third is positive, and scores that separate them more or less. */
const labels = tensor(listOf(300, (i) => (i % 3 === 0 ? 1 : 0)));
const scores = (distance: number) => {
  const { data } = rng(5).normal([300]);
  return tensor(Array.from(data, (z, i) => [1 / (1 + Math.exp(-z - distance * (i % 3 === 0 ? 1 : -1)))]));
};

/** Trials of a search, the best first. */
const trials = () => {
  const random = rng(2);
  const [rates, units, activations] = [logUniform(1e-4, 1), choice([32, 64, 128]), choice(['relu', 'tanh'])];
  const tried = listOf(24, (i) => {
    const settings = {
      learningRate: rates.draw(random),
      units: units.draw(random),
      activation: activations.draw(random),
    };
    const loss = 0.2 + (Math.log10(settings.learningRate) + 2) ** 2 / 8 + 4 / settings.units + 0.1 * random.next();
    return { number: i + 1, settings, score: settings.learningRate > 0.5 ? NaN : loss };
  });
  const rank = ({ score }: { readonly score: number }) => (Number.isNaN(score) ? Infinity : score);
  return tried.toSorted((a, b) => rank(a) - rank(b));
};

export const evaluationFigures: readonly Exhibit[] = [
  {
    name: 'confusion-plot',
    figure: () =>
      confusionPlot(listOf(10, (r) => listOf(10, (c) => (r === c ? 90 : r === 4 && c === 9 ? 12 : (r * c) % 4)))),
  },
  {
    name: 'confusion-plot-of-three',
    figure: () =>
      confusionPlot(
        [
          [50, 2, 0],
          [1, 9, 3],
          [0, 4, 400],
        ],
        { classes: ['setosa', 'versicolor', 'virginica'], title: 'Iris' },
      ),
  },
  {
    name: 'heatmap-of-attention',
    figure: () =>
      heatmap(
        listOf(20, (r) => listOf(20, (c) => (c > r ? 0 : Math.exp(-((r - c) ** 2) / 8)))),
        { xLabel: 'key', yLabel: 'query' },
      ),
  },
  {
    name: 'roc-plot',
    figure: () =>
      rocPlot({ small: rocCurve(labels, scores(0.8)), large: rocCurve(labels, scores(2)) }, { threshold: 0.5 }),
  },
  {
    name: 'precision-recall-plot',
    figure: () =>
      precisionRecallPlot(
        { small: precisionRecallCurve(labels, scores(0.8)), large: precisionRecallCurve(labels, scores(2)) },
        { threshold: 0.5 },
      ),
  },
  { name: 'calibration-plot', figure: () => calibrationPlot(calibrationCurve(labels, scores(2))) },
  {
    name: 'calibration-plot-of-several',
    figure: () =>
      calibrationPlot({ sure: calibrationCurve(labels, scores(2)), unsure: calibrationCurve(labels, scores(0.5)) }),
  },
  { name: 'parallel-coordinates', figure: () => parallelCoordinates(trials(), { scoreLabel: 'validation loss' }) },
  {
    name: 'learning-rate-range',
    figure: () => {
      const rates = listOf(100, (k) => 1e-6 * 1e7 ** (k / 99));
      const smoothed = rates.map((rate) => 2.3 - 2 / (1 + (0.01 / rate) ** 2) + 3 * rate ** 2);
      const noise = rng(1).normal([100]).data;
      return rateCurve(
        rates,
        smoothed.map((loss, k) => loss + 0.06 * noise[k]),
        smoothed,
      ).figure;
    },
  },
  {
    name: 'parameter-table',
    figure: () => {
      seed(0);
      const model = sequential(
        [784],
        dense(64, { activation: 'relu' }),
        batchNormalization(),
        dense(64, { activation: 'relu' }),
        dense(10, { activation: 'softmax' }),
      );
      return parameterTable(model, { title: 'Multilayer perceptron' });
    },
  },
];
