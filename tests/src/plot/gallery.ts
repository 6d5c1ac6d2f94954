/** One call of every figure, from fixed seeds: what the browser, the schema and a reader of pictures look at. */
import { moons, spirals, tensor } from '../../../src/index.ts';
import {
  bars,
  decisionBoundary,
  heatmap,
  lines,
  type PlaneClassifier,
  trainingCurves,
  type Figure,
} from '../../../src/plot/index.ts';
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
  {
    name: 'decision-boundary',
    figure: () => {
      const { x, y } = moons({ samples: 120, noise: 0.2, seed: 0 });
      // A cubic that winds between the moons.
      const model: PlaneClassifier = (points) => {
        const [right, up] = [points.slice([0, 0], [points.shape[0], 1]), points.slice([0, 1], [points.shape[0], 2])];
        const centred = right.sub(0.5);
        return centred.pow(3).mul(3).sub(centred.mul(2.4)).sub(up.sub(0.25).mul(1.6)).mul(2).sigmoid();
      };
      return decisionBoundary(model, x, y, { title: 'Two moons' });
    },
  },
  {
    name: 'decision-boundary-of-three-classes',
    figure: () => {
      const { x, y } = spirals({ samples: 90, classes: 3, turns: 0.4, noise: 0.05, seed: 0 });
      return decisionBoundary(
        (points) =>
          points.matmul(
            tensor([
              [2, -2, 0],
              [1, 1, -3],
            ]),
          ),
        x,
        y,
      );
    },
  },
];
