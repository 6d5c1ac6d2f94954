/** What chapter 15 says of regularisation and tuning: each test fails for what the articles print, or leave out. */
import { describe, expect, it } from 'vitest';
import {
  adam,
  adamW,
  applyLayer,
  augment,
  blobs,
  cosineDecay,
  dense,
  dropout,
  exponentialDecay,
  gridSearch,
  choice,
  type Optimizer,
  rng,
  seed,
  sequential,
  sgd,
  stepDecay,
  type Tensor,
  warpImages,
  zeros,
} from 'tslate';

const [x, y] = [rng(1).normal([8, 3]), rng(2).normal([8, 2])];
const start = rng(3).normal([3, 2]);

/** The weights of one layer after one step from `start`. */
async function stepped(optimizer: Optimizer, l2 = 0): Promise<Tensor> {
  const linear = sequential([3], dense(2, { useBias: false, l2 })).compile({ optimizer, loss: 'meanSquaredError' });
  linear.model.parameters()[0].assign(start);
  await linear.fit(x, y, { batchSize: 8, progress: false });
  return linear.model.parameters()[0].cast('float32');
}
const apart = (a: Tensor, b: Tensor): number => a.sub(b).abs().max().item();

describe('L2', () => {
  it('eq:l2: a step of gradient descent takes αλW more than without, and half of that where the ½ is forgotten', async () => {
    const [alpha, lambda] = [0.1, 0.5];
    const plain = await stepped(sgd({ learningRate: alpha }));
    const shrunk = plain.sub(start.mul(alpha * lambda));
    expect(apart(await stepped(sgd({ learningRate: alpha }), lambda / 2), shrunk)).toBeLessThan(1e-6);
    expect(apart(await stepped(sgd({ learningRate: alpha }), lambda), shrunk)).toBeGreaterThan(0.01);
    expect(apart(plain, shrunk)).toBeGreaterThan(0.01);
  });

  it('is weight decay for gradient descent, but not for Adam, for which adamW is', async () => {
    const [alpha, lambda] = [0.1, 0.5];
    const shrunk = (await stepped(adam({ learningRate: alpha }))).sub(start.mul(alpha * lambda));
    expect(apart(await stepped(adamW({ learningRate: alpha, weightDecay: lambda })), shrunk)).toBeLessThan(1e-6);
    expect(apart(await stepped(adam({ learningRate: alpha }), lambda / 2), shrunk)).toBeGreaterThan(0.01);
  });
});

describe('dropout', () => {
  it('eq:dropout: the expectation stays, as it does not without the factor 1/(1 − p)', () => {
    const a = rng(4).uniform([1, 8], { low: 0.5, high: 2 });
    const [p, draws, random] = [0.4, 4000, rng(15)];
    const layer = dropout(p);
    const many = applyLayer(layer, a.tile([draws, 1]), { training: true, rng: random });
    const mean = many.cast('float32').mean(0).sum().item();
    expect(Math.abs(mean / a.sum().item() - 1)).toBeLessThan(0.02);
    expect((1 - p) * mean).toBeLessThan(0.65 * a.sum().item());
    expect(applyLayer(layer, a, { training: false })).toBe(a);
  });

  it('what comes through has been divided by 1 − p, the share of zeros is p', () => {
    const data = Array.from(
      applyLayer(dropout(0.25), rng(1).uniform([10_000], { low: 1, high: 1 }), { training: true, rng: rng(2) }).data,
    );
    expect([...new Set(data.map((value) => value.toFixed(4)))].sort()).toEqual(['0.0000', '1.3333']);
    expect(data.filter((value) => value === 0).length / data.length).toBeCloseTo(0.25, 1);
  });
});

describe('augmentation', () => {
  // Ink in the middle only, so that nothing is shifted out.
  const inside = zeros([1, 8, 8, 1]).add(1).pad([0, 10, 10, 0], [0, 10, 10, 0]).reshape([1, 28, 28, 1]);

  it('eq:augment: every draw of T is another image of the same ink, and T = identity is no augmentation', () => {
    const image = rng(5).uniform([1, 28, 28, 1]).mul(inside);
    const vary = augment({ shift: 2, rotate: 10, scale: 0.1, seed: 15 });
    const [once, again] = [vary(image), vary(image)];
    expect(apart(once, again)).toBeGreaterThan(0.1);
    expect(Math.abs(once.sum().item() / image.sum().item() - 1)).toBeLessThan(0.25);
    expect(apart(augment({ seed: 15 })(image), image)).toBe(0);
  });

  it('a shift by whole pixels moves every pixel by just that', () => {
    const image = rng(6).uniform([1, 6, 6, 1]);
    const moved = warpImages(image, { shift: [2, -1] });
    const at = (from: Tensor, row: number, column: number): number => from.data[6 * row + column];
    for (let row = 2; row < 6; row++) {
      for (let column = 0; column < 5; column++) {
        expect(at(moved, row, column)).toBeCloseTo(at(image, row - 2, column + 1), 5);
      }
    }
  });
});

describe('decay and search', () => {
  it('eq:decay: each schedule begins at α₀ and falls as its formula says', () => {
    const exponential = exponentialDecay({ initial: 0.1, factor: 0.1, steps: 200 });
    const step = stepDecay({ initial: 0.1, factor: 0.1, steps: 200 });
    const cosine = cosineDecay({ initial: 0.1, steps: 400 });
    for (const t of [1, 2, 100, 200, 201, 400, 401, 900]) {
      expect(exponential(t)).toBeCloseTo(0.1 * 0.1 ** ((t - 1) / 200), 12);
      expect(step(t)).toBeCloseTo(0.1 * 0.1 ** Math.floor((t - 1) / 200), 12);
      expect(cosine(t)).toBeCloseTo(0.05 * (1 + Math.cos((Math.PI * Math.min(t - 1, 400)) / 400)), 12);
    }
    expect([exponential(1), step(1), cosine(1)]).toEqual([0.1, 0.1, 0.1]);
  });

  const points = blobs({ samples: 200, seed: 3 });

  async function lossWith(learningRate: number | ((step: number) => number)): Promise<number> {
    seed(15);
    const model = sequential([2], dense(8, { activation: 'relu' }), dense(3, { activation: 'softmax' })).compile({
      optimizer: sgd({ learningRate }),
      loss: 'sparseCategoricalCrossentropy',
    });
    await model.fit(points.x, points.y, { epochs: 8, batchSize: 20, progress: false });
    return (await model.evaluate(points.x, points.y)).loss;
  }

  it('E20: decay does not find the rate: from one that is far too small it ends worse than without decay', async () => {
    const decayed = (initial: number) => cosineDecay({ initial, steps: 80 });
    const [small, good] = [0.0005, 0.1];
    expect(await lossWith(decayed(small))).toBeGreaterThan(await lossWith(small));
    expect(await lossWith(decayed(small))).toBeGreaterThan(2 * (await lossWith(decayed(good))));
  });

  it('E20: a search selects one rate by comparing whole trainings, also among schedules', async () => {
    const found = await gridSearch({ initial: choice([0.0005, 0.005, 0.1]) }, { progress: false }).run(({ initial }) =>
      lossWith(cosineDecay({ initial, steps: 80 })),
    );
    expect(found.trials).toHaveLength(3);
    expect(found.best.settings.initial).toBe(0.1);
  });
});
