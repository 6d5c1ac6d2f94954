/** One call of every figure, from fixed seeds: what the browser, the schema and a reader of pictures look at. */
import { moons, rng } from '../../../src/index.ts';
import {
  bars,
  heatmap,
  histogram,
  histogramOverEpochs,
  lines,
  scatter,
  trainingCurves,
  type Figure,
} from '../../../src/plot/index.ts';
import { diagramFigures } from './gallery-of-diagrams.ts';
import { evaluationFigures } from './gallery-of-evaluation.ts';
import { planeFigures } from './gallery-of-planes.ts';
import { listOf } from './lists.ts';

/** A figure to look at. */
export interface Exhibit {
  readonly name: string;
  /** Draws it anew, in the present language. */
  readonly figure: () => Figure;
}

const fading = (from: number, rate: number, rise = 0) => listOf(10, (i) => from * Math.exp(-i / rate) + rise * i);
const rising = (to: number) => listOf(10, (i) => to * (1 - Math.exp(-(i + 1) / 2)));
const normals = (n: number, mean: number, std: number) => {
  const { data } = rng(0).normal([n]);
  return Array.from(data, (z) => mean + std * z);
};

export const gallery: readonly Exhibit[] = [
  {
    name: 'lines',
    figure: () => lines({ loss: fading(2.3, 3), valLoss: fading(2.4, 3, 0.02) }, { title: 'Training' }),
  },
  { name: 'lines-broken-off', figure: () => lines({ printed: [2.3, 2.1, NaN, NaN], repaired: [2.3, 1.5, 1, 0.8] }) },
  {
    name: 'training-curves',
    figure: () =>
      trainingCurves({
        loss: fading(2.3, 3),
        valLoss: fading(2.4, 3, 0.02),
        accuracy: rising(0.98),
        valAccuracy: rising(0.93),
      }),
  },
  {
    name: 'training-curves-of-runs',
    figure: () =>
      trainingCurves(
        {
          GD: { loss: fading(2.3, 8), valLoss: fading(2.3, 7), accuracy: rising(0.8), valAccuracy: rising(0.79) },
          Adam: {
            loss: fading(2.3, 2),
            valLoss: fading(2.2, 2, 0.05),
            accuracy: rising(0.99),
            valAccuracy: rising(0.94),
            learningRate: fading(0.01, 4),
          },
          RMSProp: { loss: [2.3, 1.9, NaN, NaN], valLoss: [2.3, 2, NaN, NaN] },
        },
        { title: 'Three optimisers' },
      ),
  },
  {
    name: 'scatter-of-classes',
    figure: () => {
      const { x, y } = moons({ samples: 200, noise: 0.15, seed: 1 });
      return scatter(x, { classes: y, classNames: ['upper', 'lower'], title: 'Two moons' });
    },
  },
  {
    name: 'scatter-of-many',
    figure: () => {
      const { x, y } = moons({ samples: 100_000, noise: 0.2, seed: 1 });
      return scatter(x, { classes: y });
    },
  },
  {
    name: 'scatter-of-models',
    figure: () =>
      scatter(
        [
          [0.24, 99.7],
          [5.3, 77.1],
          [25.6, 76.1],
          [60.2, 77.8],
          [66.3, 84.3],
          [138, 71.5],
        ],
        {
          labels: ['LeNet', 'EfficientNet-B0', 'ResNet-50', 'ResNet-152', 'EfficientNet-B7', 'VGG-16'],
          values: [1998, 2019, 2015, 2015, 2019, 2014],
          sizes: [0.001, 0.39, 4.1, 11, 37, 16],
          xLabel: 'parameters (millions)',
          yLabel: 'accuracy (%)',
          valueLabel: 'year',
          sizeLabel: 'GFLOPs',
        },
      ),
  },
  { name: 'histogram', figure: () => histogram(normals(2000, 0, 0.05), { xLabel: 'weight' }) },
  {
    name: 'histogram-of-several',
    figure: () => histogram({ before: normals(2000, 0, 0.05), after: normals(2000, 0.03, 0.09), dead: [0, 0, 0, NaN] }),
  },
  {
    name: 'histogram-over-epochs',
    figure: () =>
      histogramOverEpochs(
        listOf(12, (i) => normals(1000, 0.01 * i, 0.05 + 0.01 * i)),
        { xLabel: 'weight', title: 'dense1' },
      ),
  },
  ...evaluationFigures,
  { name: 'empty', figure: () => scatter([[NaN, 1]], { title: 'Nothing' }) },
  { name: 'bars', figure: () => bars({ GD: 0.91, Adam: 0.97, dead: NaN }, { valueLabel: 'accuracy' }) },
  {
    name: 'bars-in-groups',
    figure: () =>
      bars(
        {
          'logistic regression': { training: 0.92, test: 0.91 },
          'multilayer perceptron': { training: 0.995, test: 0.974 },
          'convolutional network': { training: 0.999, test: NaN },
        },
        { valueLabel: 'accuracy' },
      ),
  },
  { name: 'bars-signed', figure: () => bars({ age: -0.41, income: 0.73, 'years of education': 0.12, noise: 0 }) },
  {
    name: 'heatmap-of-correlations',
    figure: () =>
      heatmap(
        listOf(6, (r) => listOf(6, (c) => Math.cos(r - c))),
        { labels: [...'abcdef'] },
      ),
  },
  ...planeFigures,
  ...diagramFigures,
];
