/** What chapter 06 says of gradient descent: each test fails for the form or the words that the articles print. */
import { describe, expect, it } from 'vitest';
import { adam, exponentialDecay, type Optimizer, parameter, rng, sgd, tensor } from 'tslate';

const xs = [-1, 0, 1, 2];
const ys = [-2.2, 0.1, 1.9, 4.1];
const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const lossAt = (w: number): number => meanOf(xs.map((x, i) => (w * x - ys[i]) ** 2));
const slopeAt = (w: number): number => meanOf(xs.map((x, i) => 2 * (w * x - ys[i]) * x));

/** The places that an optimiser comes by in ½(x² + 20 y²), of which `scale` is a factor, in 64 bits. */
function ravineWalk(optimizer: Optimizer, steps: number, scale = 1): number[][] {
  const place = parameter(tensor(Float64Array.of(-9, 2), [2]));
  const curvatures = tensor(Float64Array.of(scale, 20 * scale), [2]);
  return Array.from({ length: steps }, () => {
    place.square().mul(curvatures).sum().div(2).backward();
    optimizer.step([place]);
    return Array.from(place.data);
  });
}

describe('gradient descent', () => {
  it('E13: one step against the gradient makes the loss smaller, one along it makes it larger', () => {
    for (const w of [-1, 0, 1.5, 3]) {
      expect(lossAt(w - 0.1 * slopeAt(w))).toBeLessThan(lossAt(w));
      expect(lossAt(w + 0.1 * slopeAt(w))).toBeGreaterThan(lossAt(w));
    }
  });

  it('E15: read as an equation, the rule holds at the lowest place only', () => {
    const holds = (w: number): boolean => w === w - 0.1 * slopeAt(w);
    expect([0, 1, 2, 3].map(holds)).toEqual([false, false, false, false]);
    expect(holds(2.05)).toBe(true);
  });

  it('eq:gd: the framework moves by −α∇L, and each step multiplies the distance by 1 − αλ', () => {
    const w = parameter(tensor(Float64Array.of(0), []));
    const [inputs, targets] = [tensor(Float64Array.from(xs), [4]), tensor(Float64Array.from(ys), [4])];
    const descent = sgd({ learningRate: 0.1 });
    let place = 0;
    for (let t = 0; t < 10; t++) {
      inputs.mul(w).sub(targets).square().mean().backward();
      descent.step([w]);
      const before = place;
      place -= 0.1 * slopeAt(place);
      expect(Math.abs(w.item() - place)).toBeLessThan(1e-12);
      expect((place - 2.05) / (before - 2.05)).toBeCloseTo(1 - 0.1 * 3, 10);
    }
  });

  it('is stable just below 2/λ of the largest curvature, and not above', () => {
    const size = (learningRate: number): number => Math.abs(ravineWalk(sgd({ learningRate }), 200)[199][1]);
    expect(size(0.099)).toBeLessThan(2);
    expect(size(0.101)).toBeGreaterThan(2);
  });

  it('eq:batch-grad: the gradient of a mean is the mean of the gradients, not their sum', () => {
    const random = rng(6);
    const [x, y] = [random.normal([50]), random.normal([50])];
    const w = parameter(tensor(1));
    x.mul(w).sub(y).square().mean().backward();
    const single = Array.from(x.data, (xi, i) => 2 * (xi - y.data[i]) * xi);
    const sum = single.reduce((total, one) => total + one, 0);
    expect(w.grad?.item()).toBeCloseTo(sum / 50, 5);
    expect(Math.abs(sum)).toBeGreaterThan(1);
    expect(w.grad?.item()).not.toBeCloseTo(sum, 1);
  });

  it('eq:sgd: the mean of a batch varies by 1/√B of what a single gradient does', () => {
    const random = rng(1);
    const spread = (size: number): number => {
      const means = Array.from({ length: 2000 }, () => random.normal([size]).mean().item());
      return Math.sqrt(meanOf(means.map((value) => value ** 2)));
    };
    expect(spread(1) / spread(100)).toBeGreaterThan(9);
    expect(spread(1) / spread(100)).toBeLessThan(11);
  });

  it('eq:momentum: a steady gradient makes steps of α/(1 − β)', () => {
    const p = parameter(tensor(Float64Array.of(0), []));
    const optimizer = sgd({ learningRate: 0.01, momentum: 0.9 });
    let step = 0;
    for (let t = 0; t < 300; t++) {
      const before = p.item();
      p.backward();
      optimizer.step([p]);
      step = before - p.item();
    }
    expect(step).toBeCloseTo(0.01 / (1 - 0.9), 10);
  });

  it('eq:adam: the first step is α whatever the gradient, so a scaled loss has the same path', () => {
    const options = { learningRate: 0.5, epsilon: 0 };
    const path = ravineWalk(adam(options), 50);
    expect(path[0][0]).toBeCloseTo(-9 + 0.5, 10);
    expect(path[0][1]).toBeCloseTo(2 - 0.5, 10);
    const scaled = ravineWalk(adam(options), 50, 1000);
    path.forEach((place, t) => place.forEach((value, i) => expect(scaled[t][i]).toBeCloseTo(value, 9)));
  });

  it('eq:lr-decay: n steps multiply the rate by r', () => {
    const rate = exponentialDecay({ initial: 0.2, factor: 0.5, steps: 400 });
    expect([rate(1), rate(401), rate(801)]).toEqual([0.2, 0.1, 0.05]);
  });
});
