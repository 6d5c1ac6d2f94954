/** Figures of the plane and of space, and networks: what the browser, the schema and a reader of pictures look at. */
import {
  decisionBoundary,
  dense,
  frames,
  imageGrid,
  lossLandscape,
  lossSurface,
  moons,
  networkDiagram,
  type PlaneClassifier,
  sequential,
  spirals,
  tensor,
} from '../../../src/index.ts';
import type { Exhibit } from './gallery.ts';
import { listOf } from './lists.ts';

/** Rosenbrock's function: a bent ravine with its lowest place at (1, 1). */
const ravine = (x: number, y: number): number => (1 - x) ** 2 + 100 * (y - x * x) ** 2;

/** Gradient descent in it from (−1.5, 2), with momentum. */
function descent(rate: number, momentum: number, steps: number): readonly (readonly [number, number])[] {
  let [x, y, vx, vy] = [-1.5, 2, 0, 0];
  const after = listOf(steps, (): readonly [number, number] => {
    vx = momentum * vx - rate * (-2 * (1 - x) - 400 * x * (y - x * x));
    vy = momentum * vy - rate * 200 * (y - x * x);
    [x, y] = [x + vx, y + vy];
    return [x, y];
  });
  return [[-1.5, 2], ...after];
}

const paths = { GD: descent(0.0009, 0, 400), momentum: descent(0.0003, 0.9, 400) };

export const planeFigures: readonly Exhibit[] = [
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
  {
    name: 'loss-landscape',
    figure: () => lossLandscape(ravine, { x: [-2, 2], y: [-1, 3], paths, title: 'Rosenbrock' }),
  },
  {
    name: 'loss-surface',
    figure: () =>
      lossSurface((x, y) => x * x - y * y + 0.4 * y ** 4, {
        x: [-2, 2],
        y: [-2, 2],
        title: 'A saddle',
        paths: { SGD: listOf(30, (i) => [1.5 * 0.85 ** i, 0.02 * 1.17 ** i]) },
      }),
  },
  {
    name: 'network-diagram',
    figure: () => {
      const model = sequential([2], dense(3, { activation: 'tanh' }), dense(1, { activation: 'sigmoid' }));
      const [W1, , W2] = model.parameters();
      W1.assign(
        tensor([
          [2.1, -1.4, 0.3],
          [1.8, -1.6, -0.7],
        ]),
      );
      W2.assign(tensor([[2.4], [1.9], [-0.5]]));
      return networkDiagram(model, { sample: [1, 0], inputLabels: ['x₁', 'x₂'], title: 'Two inputs' });
    },
  },
  {
    name: 'network-diagram-of-sizes',
    figure: () => networkDiagram([784, 64, 10], { outputLabels: listOf(10, String), limit: 10 }),
  },
];

const rates = [0.02, 0.04, 0.06, 0.08, 0.1];

/** Figures behind a slider; they are put together asynchronously. */
export const sliders = [
  {
    name: 'frames-of-paths',
    figure: () =>
      frames(
        rates.map((rate) =>
          lossLandscape((x, y) => x * x + 10 * y * y, {
            x: [-5, 5],
            y: [-2, 2],
            paths: { GD: listOf(20, (i) => [-4 * (1 - 2 * rate) ** i, 1.5 * (1 - 20 * rate) ** i]) },
          }),
        ),
        { label: 'rate', values: rates },
      ),
  },
  {
    name: 'frames-of-filters',
    figure: () =>
      frames(
        listOf(4, (k) => imageGrid(listOf(8, (i) => listOf(25, (p) => Math.sin(p * (i + 1) * 0.3 + k))))),
        { label: 'epoch', title: 'Filters' },
      ),
  },
];
