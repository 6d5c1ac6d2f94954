/** What chapter 02 says of the concepts in articles 001 and 003: each test fails for what the article says. */
import { describe, expect, it } from 'vitest';
import {
  adam,
  type AnyParameter,
  block,
  conv2d,
  dense,
  flatten,
  grad,
  maxPool2d,
  seed,
  sequential,
  tensor,
  type Tensor,
  xor,
} from 'tslate';

const square = tensor([
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
]);
const sizeOf = (parameters: readonly AnyParameter[]): number => parameters.reduce((sum, p) => sum + p.size, 0);

describe('eq:xor', () => {
  it('gives 0, 1, 1, 0, and gives something else without the bias of the second hidden neuron', () => {
    const wired = sequential([2], dense(2, { activation: 'relu' }), dense(1));
    const [W1, b1, W2] = wired.parameters();
    W1.assign(
      tensor([
        [1, 1],
        [1, 1],
      ]),
    );
    W2.assign(tensor([[1], [-2]]));
    b1.assign(tensor([0, -1]));
    expect(wired.call(square).toArray()).toEqual([[0], [1], [1], [0]]);
    b1.assign(tensor([0, 0]));
    expect(wired.call(square).toArray()).not.toEqual([[0], [1], [1], [0]]);
  });
});

describe('eq:count and eq:count-conv', () => {
  it('give what the framework stores for the five programs', () => {
    const counts = [
      sequential([784], dense(10), dense(10)),
      sequential([784], dense(64), dense(64), dense(10)),
      sequential([784], dense(128), dense(64), dense(1)),
      sequential([784], dense(64), dense(32), dense(10)),
      sequential([28, 28, 1], conv2d(32), maxPool2d(), conv2d(64), maxPool2d(), flatten(), dense(10)),
    ].map((model) => sizeOf(model.parameters()));
    expect(counts).toEqual([7960, 55_050, 108_801, 52_650, 34_826]);
  });
});

describe('eq:activations', () => {
  it.each<[string, (z: Tensor) => Tensor, (z: number) => number]>([
    ['ReLU', (z) => z.relu(), (z) => (z > 0 ? 1 : 0)],
    ['sigmoid', (z) => z.sigmoid(), (z) => Math.exp(-z) / (1 + Math.exp(-z)) ** 2],
    ['tanh', (z) => z.tanh(), (z) => 1 / Math.cosh(z) ** 2],
  ])('%s has the slope that the chapter says', (_, f, slope) => {
    const places = [-4, -1.5, -0.2, 0.3, 1, 5];
    const [slopes] = grad((z: Tensor) => f(z).sum())(tensor(places));
    for (const [i, z] of places.entries()) expect(slopes.data[i]).toBeCloseTo(slope(z), 6);
  });
});

describe('the concepts of the articles', () => {
  it('E10: there is a weight for each connection and a bias for each neuron, not a weight for each node', () => {
    const sizes = [784, 64, 64, 10];
    const parameters = sequential([784], block([64, 64, 10].map((units) => dense(units)))).parameters();
    const weights = sizeOf(parameters.filter((p) => p.rank === 2));
    expect(weights).toBe(784 * 64 + 64 * 64 + 64 * 10);
    expect(weights).not.toBe(sizes.reduce((sum, n) => sum + n));
    expect(sizeOf(parameters.filter((p) => p.rank === 1))).toBe(64 + 64 + 10);
  });

  it('E10: with weights on nodes, two neurons cannot pass on two inputs', () => {
    const grid = Array.from({ length: 9 }, (_, i) => i - 4);
    const pairs = square.toArray();
    const fires = (z: number): number => (z > 0 ? 1 : 0);
    const passesOn = (h: (x: readonly number[]) => readonly number[]): boolean =>
      pairs.every((x) => String(h(x)) === String(x));
    const onNodes = grid.some((w1) =>
      grid.some((w2) =>
        grid.some((b1) =>
          grid.some((b2) =>
            passesOn(([x1, x2]) => [fires(w1 * x1 + w2 * x2 + b1 / 2), fires(w1 * x1 + w2 * x2 + b2 / 2)]),
          ),
        ),
      ),
    );
    expect(onNodes).toBe(false);
    expect(passesOn(([x1, x2]) => [fires(x1 - 0.5), fires(x2 - 0.5)])).toBe(true);
  });

  it('E21: the same reusable function gives the same numbers with the same seed only', async () => {
    const { x, y } = xor({ samples: 60, seed: 2 });
    const train = async (): Promise<number[]> => {
      const model = sequential([2], dense(4, { activation: 'tanh' }), dense(2, { activation: 'softmax' }));
      const compiled = model.compile({ optimizer: adam(), loss: 'sparseCategoricalCrossentropy' });
      await compiled.fit(x, y, { epochs: 2, progress: false });
      return model.parameters().flatMap((p) => Array.from(p.data));
    };
    seed(2);
    const first = await train();
    const careless = await train();
    seed(2);
    expect(await train()).toEqual(first);
    expect(careless.filter((value, i) => value === first[i])).toEqual([]);
  });
});
