import { describe, expect, it } from 'vitest';
import { dense, landscapeOf, lossLandscape, Model, rng, sequential, tensor, type Tensor } from '../../../src/index.ts';

const x = tensor([
  [1, 0],
  [0, 1],
  [1, 1],
]);
const y = tensor([[2], [-1], [1]]);

/** ŷ = x·W + b with W = (2, −1): no error at all. */
function exact() {
  const model = sequential([2], dense(1));
  const [W, b] = model.parameters();
  W.assign(tensor([[2], [-1]]));
  b.assign(tensor([0]));
  return model;
}

describe('the landscape of a model', () => {
  it('is a bowl around the weights of a linear model without error', async () => {
    const model = exact();
    const { xs, ys, values } = await landscapeOf(model, x, y, 'meanSquaredError', { points: 5, seed: 0 });
    expect([xs, ys]).toEqual([
      [-1, -0.5, 0, 0.5, 1],
      [-1, -0.5, 0, 0.5, 1],
    ]);
    expect(values[2][2]).toBe(0);
    // A quadratic function of the place: four times as high at twice the distance.
    expect(values[2][0] / values[2][1]).toBeCloseTo(4, 4);
    expect(values[4][4] / values[3][3]).toBeCloseTo(4, 4);
    expect(values[1][2]).toBeCloseTo(values[3][2], 5);
  });

  it('moves each filter by its own length at 1, and leaves biases', async () => {
    const model = exact();
    const [W, b] = model.parameters();
    const seen: { readonly length: number; readonly bias: number }[] = [];
    await landscapeOf(
      model,
      x,
      y,
      (labels, prediction) => {
        const moved = W.detach().sub(tensor([[2], [-1]]));
        seen.push({ length: moved.norm().data[0], bias: b.data[0] });
        return labels.sub(prediction).sum(-1);
      },
      { x: [0, 1], y: [0, 1], points: 2, seed: 0 },
    );
    expect(seen.map(({ length }) => length).slice(0, 3)).toEqual([
      0,
      expect.closeTo(Math.sqrt(5), 5),
      expect.closeTo(Math.sqrt(5), 5),
    ]);
    expect(seen.map(({ bias }) => bias)).toEqual([0, 0, 0, 0]);
  });

  it('gives the model its weights back, also after an error', async () => {
    const model = exact();
    const failing = () => {
      throw new Error('stop');
    };
    await expect(landscapeOf(model, x, y, failing, { points: 2 })).rejects.toThrow('stop');
    await landscapeOf(model.compile({ optimizer: 'sgd', loss: 'mse' }), x, y, 'mse', { points: 2 });
    expect(Array.from(model.parameters()[0].data)).toEqual([2, -1]);
  });

  it('is drawn with its directions as axes', async () => {
    const landscape = await landscapeOf(exact(), x, y, 'mse', { points: 5, seed: rng(1) });
    expect(lossLandscape(landscape).alt).toContain('loss over direction 1 from −1 to 1 and direction 2 from −1 to 1.');
  });

  it('refuses a model without weights, and samples that do not fit', async () => {
    class Lazy extends Model<[2], [1]> {
      readonly dense1 = dense(1);
      call(batch: Tensor<readonly [number, 2]>) {
        return this.dense1.call(batch);
      }
    }
    await expect(landscapeOf(new Lazy(), x, y, 'mse')).rejects.toThrow(
      'landscapeOf: expected a model with weights, received one that has none yet; train it, or call it on samples.',
    );
    await expect(landscapeOf(exact(), tensor([[1, 2, 3]]), y, 'mse')).rejects.toThrow('samples of shape');
    await expect(landscapeOf(exact(), x, y, 'mse', { points: 1 })).rejects.toThrow('points: a whole number ≥ 2');
  });
});
