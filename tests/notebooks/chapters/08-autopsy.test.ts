/** What chapter 08 says is wrong with the program of article 000: each test fails for the form that the article prints. */
import { beforeAll, describe, expect, it } from 'vitest';
import { initializer, mnist, parameter, rng, sequential, dense, sgd, seed, split, tensor, type Tensor } from 'tslate';

type Images = Tensor<readonly [number, 784]>;
let images: Images;
let labels: Tensor<readonly [number], 'int32'>;
beforeAll(async () => {
  const data = await mnist.load({ train: 2000 });
  [images, labels] = [data.flat.xTrain, data.yTrain];
});

const deviation = (values: Tensor): number => Math.sqrt(values.sub(values.mean()).square().mean().item());

describe('the program of article 000', () => {
  it('E6: the logarithm of a softmax that is 0 makes the loss NaN; from the logits it is exact', () => {
    const logits = tensor([[0, 120]]);
    const label = tensor([[0, 1]]);
    expect(label.mul(logits.softmax().log()).sum().item()).toBeNaN();
    expect(label.mul(logits.logSoftmax()).sum().item()).toBeCloseTo(0, 6);
    expect(
      tensor([[1, 0]])
        .mul(logits.logSoftmax())
        .sum()
        .item(),
    ).toBeCloseTo(-120, 4);
  });

  it('E7: for 784 inputs N(0, 1) makes sums many times as wide as He’s variance 2/n does', () => {
    const width = (start: 'normal' | 'heNormal'): number =>
      deviation(images.matmul(initializer(start)([784, 10], rng(8))));
    expect(width('normal')).toBeGreaterThan(5);
    expect(width('heNormal')).toBeLessThan(1.5);
    expect(width('normal') / width('heNormal')).toBeCloseTo(Math.sqrt(784 / 2), 3);
  });

  it('E8: the step on the sum over a batch of 100 is 100 times the step on the mean', () => {
    const W = parameter(initializer('heNormal')([784, 10], rng(8)));
    const batch = Array.from({ length: 100 }, (_, i) => i);
    const total = () => labels.rows(batch).oneHot(10).mul(images.rows(batch).matmul(W).logSoftmax()).sum().neg();
    const step = (loss: Tensor<readonly []>): Tensor => {
      const before = tensor(W.toArray());
      loss.backward();
      sgd({ learningRate: 1e-4 }).step([W]);
      const moved = before.sub(W);
      W.assign(before);
      return tensor(moved.toArray());
    };
    const [sum, mean] = [step(total()), step(total().div(100))];
    expect(sum.abs().max().item() / mean.abs().max().item()).toBeCloseTo(100, 0);
  });

  it('E9: without shuffling, images sorted by digit teach next to nothing', async () => {
    const { train, validation } = split(images, labels, { validation: 0.2 });
    const byDigit = Array.from(train.y.data.keys()).sort((a, b) => train.y.data[a] - train.y.data[b]);
    const accuracyAfter = async (shuffle: boolean): Promise<number> => {
      seed(8);
      const model = sequential([784], dense(10, { activation: 'relu' }), dense(10, { activation: 'softmax' })).compile({
        optimizer: sgd({ learningRate: 0.1 }),
        loss: 'sparseCategoricalCrossentropy',
        metrics: ['accuracy'],
      });
      await model.fit(train.x.rows(byDigit), train.y.rows(byDigit), {
        epochs: 5,
        batchSize: 100,
        shuffle,
        progress: false,
      });
      return (await model.evaluate(validation.x, validation.y)).accuracy;
    };
    expect(await accuracyAfter(true)).toBeGreaterThan((await accuracyAfter(false)) + 0.2);
  });
});
