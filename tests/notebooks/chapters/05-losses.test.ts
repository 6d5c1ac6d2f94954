/** The formulas of chapter 05 and what it says is wrong with the articles: each test fails for the form that is printed. */
import { describe, expect, it } from 'vitest';
import {
  binaryCrossentropy,
  categoricalCrossentropy,
  exponential,
  grad,
  meanSquaredError,
  parameter,
  rng,
  sgd,
  sparseCategoricalCrossentropy,
  tensor,
  type Tensor,
  zeros,
} from 'tslate';

type Matrix = Tensor<readonly [number, number]>;
const column = (values: readonly number[]) => tensor(values, [values.length, 1]);
const listOf = (n: number, f: (i: number) => number): number[] => Array.from({ length: n }, (_, i) => f(i));
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const logits = [
  [2, 1, 0.1],
  [0, 0, 3],
  [1, 1, 1],
];
const oneHot = [
  [1, 0, 0],
  [0, 0, 1],
  [0, 1, 0],
];

describe('the losses of the articles', () => {
  it('eq:mse is the mean of the squared differences, over samples and outputs', () => {
    const [y, prediction] = [
      [3, -1, 2, 0.5],
      [2.5, 0, 2, 2],
    ];
    const loss = meanSquaredError(column(y), column(prediction)).mean().item();
    expect(loss).toBeCloseTo(sum(y.map((yi, i) => (yi - prediction[i]) ** 2)) / 4, 6);
    expect(
      meanSquaredError(tensor(y, [2, 2]), tensor(prediction, [2, 2]))
        .mean()
        .item(),
    ).toBeCloseTo(loss, 6);
  });

  it('eq:softmax gives probabilities that add up to 1, and depends on differences only', () => {
    const z = [2, 1, 0.1];
    const powers = z.map(Math.exp);
    const byHand = powers.map((power) => power / sum(powers));
    const far = z.map((value) => value + 1000);
    tensor(z)
      .softmax()
      .toArray()
      .forEach((p, i) => {
        expect(p).toBeCloseTo(byHand[i], 6);
      });
    expect(sum(tensor(far).softmax().toArray())).toBeCloseTo(1, 6);
  });

  it('eq:ce is a mean over samples, as the sum that article 000 programs is not; class numbers give the same', () => {
    const [z, y] = [tensor(logits), tensor(oneHot)];
    const each = oneHot.map((row, i) => {
      const powers = logits[i].map(Math.exp);
      return -Math.log(powers[row.indexOf(1)] / sum(powers));
    });
    const loss = categoricalCrossentropy()(y, z.softmax()).mean().item();
    expect(loss).toBeCloseTo(sum(each) / 3, 6);
    const summed = -y.mul(z.softmax().log()).sum().item();
    expect(summed / loss).toBeCloseTo(3, 5);
    const classes = tensor(Int32Array.of(0, 2, 1), [3]);
    expect(sparseCategoricalCrossentropy({ fromLogits: true })(classes, z).mean().item()).toBeCloseTo(loss, 6);
  });

  it('eq:lse is finite where the logarithm of a softmax is infinite or no number', () => {
    const z = tensor([2000, 1000, 0]);
    expect(z.softmax().log().toArray()[2]).toBe(-Infinity);
    expect(z.exp().sum().log().item()).toBe(Infinity);
    expect(z.logSumExp().item()).toBeCloseTo(2000, 3);
    expect(z.logSoftmax().toArray()).toEqual([0, -1000, -2000]);
  });

  it('the gradient of softmax and cross-entropy is (ŷ − y) / N', () => {
    const [z, y] = [tensor(logits), tensor(oneHot)];
    const [gradient] = grad((t: typeof z) => categoricalCrossentropy({ fromLogits: true })(y, t).mean())(z);
    const formula = z.softmax().sub(y).div(3);
    expect(gradient.sub(formula).abs().max().item()).toBeLessThan(1e-7);
  });

  it('eq:bce punishes both kinds of mistakes', () => {
    const loss = (y: number, p: number) =>
      binaryCrossentropy()(column([y]), column([p]))
        .mean()
        .item();
    expect(loss(1, 0.1)).toBeCloseTo(-Math.log(0.1), 5);
    expect(loss(0, 0.9)).toBeCloseTo(-Math.log(0.1), 5);
    expect(loss(0, 0.9)).toBeGreaterThan(loss(0, 0.1));
  });

  it('eq:bce-logits is the same from the logits, and stays finite at 800', () => {
    const fromLogits = binaryCrossentropy({ fromLogits: true });
    const [y, z] = [column([1, 0, 1, 0]), column([2, -3, 0.5, 1])];
    const probabilities = z.sigmoid().detach();
    expect(fromLogits(y, z).mean().item()).toBeCloseTo(binaryCrossentropy()(y, probabilities).mean().item(), 5);
    expect(
      fromLogits(column([0]), column([800]))
        .mean()
        .item(),
    ).toBe(800);
    expect(
      fromLogits(column([1]), column([800]))
        .mean()
        .item(),
    ).toBe(0);
  });
});

describe('the mistakes of the articles', () => {
  it('E4: the gradient of the mean is the mean of the gradients; with the sum, copies of the points make it diverge', () => {
    const [xs, ys] = [
      [-1, -0.5, 0.5, 1],
      [-1.6, -0.4, 1.4, 2.6],
    ];
    const lossAt = (w: number): number => sum(xs.map((x, i) => (w * x - 1 - ys[i]) ** 2)) / 4;
    const slopes = xs.map((x, i) => 2 * (-x - 1 - ys[i]) * x);
    const measured = (lossAt(-1 + 1e-4) - lossAt(-1 - 1e-4)) / 2e-4;
    expect(measured).toBeCloseTo(sum(slopes) / 4, 6);
    expect(Math.abs(measured - sum(slopes))).toBeGreaterThan(1);

    const after = (times: number, reduce: 'mean' | 'sum'): number => {
      const [x, y] = [listOf(4 * times, (i) => xs[i % 4]), listOf(4 * times, (i) => ys[i % 4])];
      const [w, b] = [parameter(zeros([1, 1])), parameter(zeros([1]))];
      const descent = sgd({ learningRate: 0.05 });
      const loss = () => meanSquaredError(column(y), column(x).matmul(w).add(b))[reduce]();
      for (let step = 0; step < 60; step++) {
        loss().backward();
        descent.step([w, b]);
      }
      return loss().item() / (reduce === 'sum' ? 4 * times : 1);
    };
    expect(after(6, 'mean')).toBeCloseTo(after(1, 'mean'), 5);
    expect(after(1, 'sum')).toBeLessThan(0.02);
    expect(after(6, 'sum')).toBeGreaterThan(1e6);
  });

  it('E12: log loss is the cross-entropy, and the exponential loss is not', () => {
    const margins = [-3, -1, 0, 2];
    const y = column([1, 1, 1, 1]);
    const log = binaryCrossentropy({ fromLogits: true })(y, column(margins)).toArray();
    const exp = exponential(y, column(margins)).toArray();
    margins.forEach((m, i) => {
      expect(log).toHaveProperty(String(i), expect.closeTo(Math.log(1 + Math.exp(-m)), 5));
      expect(exp).toHaveProperty(String(i), expect.closeTo(Math.exp(-m), 4));
    });
  });

  it('E23: without its bracket the binary cross-entropy falls below 0 and on, and what is trained with it is wrong', () => {
    const random = rng(3);
    const labels = listOf(200, (i) => i % 2);
    const y = column(labels);
    const x: Matrix = random.normal([200, 2]).add(y.mul(3).sub(1.5));
    const train = (lossOf: (z: Matrix) => Matrix) => {
      const [w, b] = [parameter(zeros([2, 1])), parameter(zeros([1]))];
      const descent = sgd({ learningRate: 0.5 });
      const output = (): Matrix => x.matmul(w).add(b);
      let loss = 0;
      for (let step = 0; step < 100; step++) {
        const mean = lossOf(output()).mean();
        mean.backward();
        descent.step([w, b]);
        loss = mean.item();
      }
      const right = output().greater(0).cast('float32').equal(y).cast('float32').mean().item();
      return { loss, right, mean: output().sigmoid().mean().item() };
    };
    const no = y.neg().add(1);
    const repaired = train((z) => y.mul(z.logSigmoid()).add(no.mul(z.neg().logSigmoid())).neg());
    const printed = train((z) => y.neg().mul(z.logSigmoid()).add(no.mul(z.neg().logSigmoid())));
    expect(repaired.loss).toBeGreaterThan(0);
    expect(repaired.right).toBeGreaterThan(0.95);
    expect(printed.loss).toBeLessThan(-5);
    expect(printed.right).toBeLessThan(0.6);
    expect(printed.mean).toBeGreaterThan(0.7);
  });

  it('E24: for two classes binary and categorical cross-entropy agree, for three they do not', () => {
    const z = [2, -3, 0.5, 1];
    const labels = [1, 0, 1, 0];
    const binary = binaryCrossentropy({ fromLogits: true })(column(labels), column(z)).mean().item();
    const pairs = tensor(z.map((value) => [0, value]));
    const asPairs = tensor(labels.map((label) => [1 - label, label]));
    expect(categoricalCrossentropy({ fromLogits: true })(asPairs, pairs).mean().item()).toBeCloseTo(binary, 6);

    const [p, y] = [tensor(logits).softmax().detach(), tensor(oneHot)];
    const [one, other] = [binaryCrossentropy()(y, p), categoricalCrossentropy()(y, p)];
    expect(Math.abs(one.mean().item() - other.mean().item())).toBeGreaterThan(0.1);
  });
});
