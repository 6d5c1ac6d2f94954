/** The program of article 000: a network 784-10-10 written by hand, as printed and as repaired. */
import { batches, initializer, type Parameter, parameter, type Rng, sgd, type Tensor, zeros } from 'tslate';

type Images = Tensor<readonly [number, 784]>;
type Rows = Tensor<readonly [number, 10]>;
type Scalar = Tensor<readonly []>;

export interface Weights {
  readonly W1: Parameter<readonly [784, 10]>;
  readonly b1: Parameter<readonly [10]>;
  readonly W2: Parameter<readonly [10, 10]>;
  readonly b2: Parameter<readonly [10]>;
}

/** What the article prints and what repairs it: how the weights start, and the loss L(y, z) of labels y and logits z. */
export interface Version {
  weights(rng: Rng): Weights;
  loss(y: Rows, z: Rows): Scalar;
}

/** All from N(0, 1), biases too;  L = −Σ y · ln softmax z  over the batch, which is NaN as soon as one probability is 0. */
export const printed: Version = {
  weights: ({ normal }) => ({
    W1: parameter(normal([784, 10]), 'W1'),
    b1: parameter(normal([10]), 'b1'),
    W2: parameter(normal([10, 10]), 'W2'),
    b2: parameter(normal([10]), 'b2'),
  }),
  loss: (y, z) => y.mul(z.softmax().log()).sum().neg(),
};

/** Weights within Glorot's limits and biases 0;  L the mean over samples, its logarithm computed without ln 0. */
export const repaired: Version = {
  weights: (rng) => ({
    W1: parameter(initializer('glorotUniform')([784, 10], rng), 'W1'),
    b1: parameter(zeros([10]), 'b1'),
    W2: parameter(initializer('glorotUniform')([10, 10], rng), 'W2'),
    b2: parameter(zeros([10]), 'b2'),
  }),
  loss: (y, z) => y.mul(z.logSoftmax()).sum(-1).mean().neg(),
};

/** z = relu(x·W₁ + b₁)·W₂ + b₂ */
export const logits = (x: Images, { W1, b1, W2, b2 }: Weights): Rows => x.matmul(W1).add(b1).relu().matmul(W2).add(b2);

/** One epoch of gradient descent with α = 0.01 through batches of 100 in their order; gives the loss of every batch. */
export function* epoch(version: Version, weights: Weights, X: Images, Y: Rows): Generator<number> {
  const descent = sgd({ learningRate: 0.01 });
  for (const [x, y] of batches(X, Y, { size: 100 })) {
    const loss = version.loss(y, logits(x, weights));
    loss.backward();
    descent.step(Object.values(weights));
    yield loss.item();
  }
}

/** What the article prints after an epoch: the mean of the batches' losses. */
export function report(epoch: number, losses: readonly number[]): string {
  const cost = losses.reduce((sum, loss) => sum + loss / losses.length, 0);
  return `Epoch: ${String(epoch).padStart(4, '0')} cost= ${cost.toFixed(9)}`;
}
