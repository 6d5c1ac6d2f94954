/** One call of every figure, from fixed seeds: what the browser, the schema and a reader of pictures look at. */
import { bars, heatmap, lines, trainingCurves, type Figure } from '../../../src/plot/index.ts';
import { listOf } from './lists.ts';

/** A figure to look at. */
export interface Exhibit {
  readonly name: string;
  /** Draws it anew, in the present language. */
  readonly figure: () => Figure;
}

const fading = (from: number, rate: number, rise = 0) => listOf(10, (i) => from * Math.exp(-i / rate) + rise * i);
const rising = (to: number) => listOf(10, (i) => to * (1 - Math.exp(-(i + 1) / 2)));

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
  { name: 'bars', figure: () => bars({ GD: 0.91, Adam: 0.97, dead: NaN }, { valueLabel: 'accuracy' }) },
  {
    name: 'heatmap-of-correlations',
    figure: () =>
      heatmap(
        listOf(6, (r) => listOf(6, (c) => Math.cos(r - c))),
        { labels: [...'abcdef'] },
      ),
  },
];
