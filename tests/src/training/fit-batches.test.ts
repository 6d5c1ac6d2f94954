/** Training on batches as they come: in order, made ready ahead, augmented, without end. */
import { describe, expect, it } from 'vitest';
import { batches, dense, prefetch, rng, seed, sequential, sgd, type Tensor, tensor } from 'tslate';
import { expectClose, rejectionOf } from '../values.ts';
import { blobs, quiet } from './samples.ts';

const { x, y } = blobs(20);

function network() {
  seed(3);
  return sequential([2], dense(3, { activation: 'softmax' })).compile({
    optimizer: sgd({ learningRate: 0.1 }),
    loss: 'sparseCategoricalCrossentropy',
    metrics: ['accuracy'],
  });
}

describe('fitBatches', () => {
  it('gives the numbers of fit for the same batches, made ready ahead or not', async () => {
    const wanted = await network().fit(x, y, { epochs: 3, batchSize: 6, shuffle: false, validationData: [x, y], ...quiet }); // prettier-ignore
    const options = { epochs: 3, validationData: [x, y] as const, ...quiet };
    expect(await network().fitBatches(batches(x, y, { size: 6 }), options)).toEqual(wanted);
    expect(await network().fitBatches(prefetch(batches(x, y, { size: 6 })), options)).toEqual(wanted);
  });

  it('shuffles and augments with what the batches do', async () => {
    const run = (augment: (x: Tensor<readonly [number, 2]>) => Tensor<readonly [number, 2]>) =>
      network().fitBatches(batches(x, y, { size: 6, shuffle: rng(1), augment }), { epochs: 2, ...quiet });
    expect(await run((samples) => samples)).toEqual(await run((samples) => samples.mul(1)));
    expect(await run((samples) => samples.mul(-1))).not.toEqual(await run((samples) => samples));
    // As an option of fit it is applied to training alone.
    const augmented = { epochs: 1, batchSize: 20, validationData: [x, y] as const, shuffle: false, ...quiet };
    const model = network();
    const before = await model.evaluate(x.mul(-1), y);
    const { loss, valLoss } = await model.fit(x, y, { ...augmented, augment: (samples) => samples.mul(-1) });
    expect(loss[0]).toBeCloseTo(before.loss, 6);
    expect(valLoss?.[0]).toBeCloseTo((await model.evaluate(x, y)).loss, 6);
  });

  it('takes what each sample counts, and weighs classes', async () => {
    const weights = tensor([2, 0], [2]);
    const pair = [x.slice([0], [2]).reshape([2, 2]), y.slice([0], [2]).reshape([2])] as const;
    const first = await network().fitBatches([[...pair, weights]], quiet);
    const second = await network().fitBatches([pair], { classWeight: { 0: 2, 1: 0 }, ...quiet });
    expect(first).toEqual(second);
    expect(first).not.toEqual(await network().fitBatches([pair], quiet));
  });

  it('goes on from epoch to epoch where an epoch has so many steps, and begins anew at the end', async () => {
    const seen: number[] = [];
    const numbered = {
      *[Symbol.iterator]() {
        for (let i = 0; i < 5; i++) {
          seen.push(i);
          yield [x, y] as const;
        }
      },
    };
    const { loss } = await network().fitBatches(numbered, { epochs: 3, stepsPerEpoch: 4, ...quiet });
    expect(loss).toHaveLength(3);
    expect(seen).toEqual([0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1]);
  });

  it('trains on a stream without end, and closes it', async () => {
    let closed = 0;
    async function* endless() {
      try {
        for (;;) yield [x, y] as const;
      } finally {
        closed++;
      }
    }
    const history = await network().fitBatches(endless(), { epochs: 2, stepsPerEpoch: 3, ...quiet });
    expect(history.loss).toHaveLength(2);
    expect(closed).toBe(1);
  });

  it('says that a generator can be gone through only once', async () => {
    const once = batches(x, y, { size: 6 })[Symbol.iterator]();
    const generator = { [Symbol.iterator]: () => once };
    const sentence =
      'fitBatches: expected batches in every epoch, received a source without any, or one that can be gone through only ' +
      'once; give something that starts anew in every loop, such as batches(…) or prefetch(…), or stepsPerEpoch.';
    expect(await rejectionOf(network().fitBatches(generator, { epochs: 2, ...quiet }))).toBe(sentence);
    expect(await rejectionOf(network().fitBatches([], quiet))).toBe(sentence);
  });

  it('checks every batch', async () => {
    const run = (...batch: readonly unknown[]): Promise<string> =>
      rejectionOf(Reflect.apply(network().fitBatches, network(), [[batch], quiet]));
    expect(await run(x.reshape([10, 4]), y)).toBe(
      'fitBatches: expected as many labels as samples, 10, received 20 labels.',
    );
    expect(await run(x.reshape([10, 4]), y.slice([0], [10]))).toContain('fitBatches: expected samples of shape 2');
    expect(await run(x, y, tensor([1]))).toContain('fitBatches: expected one weight for each of 20 samples');
    const stepsPerEpoch = 0.5;
    expect(await rejectionOf(network().fitBatches([[x, y]], { stepsPerEpoch, ...quiet }))).toBe(
      'fitBatches: expected stepsPerEpoch: a whole number ≥ 1, received 0.5.',
    );
    expectClose(x, x);
  });
});
