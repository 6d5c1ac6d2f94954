/** What chapter 07 says is wrong with the formulas of the articles: each test fails for the form that an article prints. */
import { describe, expect, it } from 'vitest';
import { adam, checkGradients, parameter, rng, sgd, type Shape, type Tensor, tensor } from 'tslate';
import { messageOf } from '../../src/values.ts';

type Float64 = Tensor<Shape, 'float64'>;
const random = rng(7);
const draw = (shape: Shape): Float64 => random.normal(shape).cast('float64');

/** One sample in columns, as in article 000: 4 inputs, 3 hidden units with tanh, softmax over 3 classes. */
const x = draw([4, 1]);
const y = tensor([0, 1, 0], [3, 1], 'float64');
const [W1, b1, W2, b2] = [draw([3, 4]), draw([3, 1]), draw([3, 3]), draw([3, 1])];

const forward = (V1: Float64, c1: Float64, V2: Float64, c2: Float64) => {
  const a1 = V1.matmul(x).add(c1).tanh();
  return { a1, logits: V2.matmul(a1).add(c2).transpose() };
};
const loss = (...parameters: readonly [Float64, Float64, Float64, Float64]) =>
  y
    .transpose()
    .mul(forward(...parameters).logits.logSoftmax())
    .sum()
    .neg();

/** What finite differences say. */
const truth = checkGradients((a, b, c, d) => loss(a, b, c, d), [W1, b1, W2, b2]).numerical;

const { a1, logits } = forward(W1, b1, W2, b2);
const delta2 = logits.softmax().transpose().sub(y);
const slope = a1.square().neg().add(1);
const delta1 = W2.transpose().matmul(delta2).mul(slope);

const apart = (ours: Float64, right: Float64): number => ours.sub(right).abs().max().item();

describe('the formulas of article 000', () => {
  it('E1, eq:dW: the gradient of the weights is δ aᵀ, and not δ · a, however the dot is read', () => {
    expect(apart(delta1.matmul(x.transpose()), truth[0])).toBeLessThan(1e-8);
    expect(apart(delta2.matmul(a1.transpose()), truth[2])).toBeLessThan(1e-8);
    expect(messageOf(() => delta1.matmul(x))).toContain('matmul');
    expect(messageOf(() => delta1.mul(x))).toContain('mul');
    // In a square layer both run, stretch to the shape of W, and are wrong.
    expect(apart(delta2.mul(a1), truth[2])).toBeGreaterThan(0.1);
    expect(apart(delta2.transpose().matmul(a1), truth[2])).toBeGreaterThan(0.1);
  });

  it('E3: an error comes from the layer behind, through Wᵀ and σ′, both of which are needed', () => {
    expect(apart(delta1, truth[1])).toBeLessThan(1e-8);
    expect(apart(W2.matmul(delta2).mul(slope), truth[1])).toBeGreaterThan(0.1);
    expect(apart(W2.transpose().matmul(delta2), truth[1])).toBeGreaterThan(0.1);
    expect(apart(delta2, truth[1])).toBeGreaterThan(0.1);
  });

  it('eq:db: of a batch the gradient of the bias is the sum over its rows, and not δ itself', () => {
    const [A, Y] = [draw([5, 4]), tensor([0, 2, 1, 1, 0], [5], 'int32').oneHot(3).cast('float64')];
    const [W, b] = [draw([4, 3]), draw([3])];
    const mean = (V: Float64, c: Float64) => Y.mul(A.matmul(V).add(c).logSoftmax()).sum().div(-5);
    const [dW, db] = checkGradients(mean, [W, b]).numerical;
    const Delta = A.matmul(W).add(b).softmax().sub(Y).div(5);
    expect(apart(A.transpose().matmul(Delta), dW)).toBeLessThan(1e-8);
    expect(apart(Delta.sum(0), db)).toBeLessThan(1e-8);
    expect(Delta.shape).not.toEqual(db.shape);
    expect(apart(Delta.mean(0), db)).toBeGreaterThan(0.01);
  });

  it('E2, eq:dW-l2: an L2 penalty adds λW to the gradient of the weights', () => {
    const lambda = 0.1;
    const penalised = (V: Float64) =>
      loss(V, b1, W2, b2).add(
        V.square()
          .sum()
          .mul(lambda / 2),
      );
    const [dW] = checkGradients(penalised, [W1]).numerical;
    const printed = delta1.matmul(x.transpose());
    expect(apart(printed.add(W1.mul(lambda)), dW)).toBeLessThan(1e-8);
    expect(apart(printed, dW)).toBeGreaterThan(0.05);
  });
});

describe('articles 001 and 002', () => {
  it('E11: backpropagation changes no weight; what a step makes of the same gradient is up to the optimiser', () => {
    const stepped = [sgd({ learningRate: 0.1 }), adam({ learningRate: 0.1 })].map((rule) => {
      const w = parameter(tensor([3, -2]), 'w');
      w.square().sum().backward();
      expect(w.toArray()).toEqual([3, -2]);
      expect(w.grad?.toArray()).toEqual([6, -4]);
      rule.step([w]);
      return w.toArray().map((value) => Number(value.toFixed(4)));
    });
    expect(stepped).toEqual([
      [2.4, -1.6],
      [2.9, -1.9],
    ]);
  });
});
