/** Mobile blocks, and the networks that consist of them. */
import { describe, expect, it } from 'vitest';
import { adam, compoundScaling, efficientNet, mobileBlock, seed } from 'tslate';
import { reference } from '../../oracle/reference.ts';
import { smallDigits, trainable } from './digits.ts';

const count = (layer: ReturnType<typeof mobileBlock>): number =>
  Object.values(layer.parameters).reduce((sum, { size, trainable: trained }) => sum + (trained ? size : 0), 0);

describe('mobileBlock', () => {
  it('has the weights of its parts', () => {
    const [c, f, e, k] = [8, 12, 6, 5];
    const block = mobileBlock(c, f, { expansion: e, kernelSize: k, stride: 2 });
    expect(block.build([9, 9, c])).toEqual([5, 5, f]);
    const [wide, few] = [c * e, c / 4];
    const [widening, depthwise, narrowing] = [c * wide + 2 * wide, k * k * wide + 2 * wide, wide * f + 2 * f];
    const excite = 2 * wide * few + few + wide;
    expect(count(block)).toBe(widening + depthwise + excite + narrowing);
  });

  it('adds its input where it fits, and does not widen by 1', () => {
    expect(mobileBlock(8, 8).kind).toBe('residual');
    expect(mobileBlock(8, 12).kind).toBe('block');
    expect(mobileBlock(8, 8, { stride: 2 }).kind).toBe('block');
    expect(Object.keys(mobileBlock(8, 8, { expansion: 1 }).inner)[0]).toBe('depthwiseConv2d1');
  });
});

describe('compoundScaling', () => {
  it('doubles the work with each step of φ: depth · width² · resolution² ≈ 2ᵠ', () => {
    for (const phi of [0, 1, 3, -1]) {
      const { depth, width, resolution } = compoundScaling(phi);
      expect(depth * width ** 2 * resolution ** 2).toBeCloseTo(1.92 ** phi, 1);
    }
    expect(compoundScaling(0)).toEqual({ depth: 1, width: 1, resolution: 1 });
  });
});

describe('efficientNet', () => {
  it('has as many weights as EfficientNet-B0 in Keras, and with φ = 1 as many as B2', () => {
    expect(trainable(efficientNet())).toBe(reference('efficient_net', 'b0').data[0]);
    const b2 = efficientNet({ phi: 1 });
    expect(trainable(b2)).toBe(reference('efficient_net', 'b2').data[0]);
    expect(b2.inputShape).toEqual([258, 258, 3]);
  });

  it('learns digits: of three it tells more than three quarters of those that it has not seen', async () => {
    seed(1);
    const model = efficientNet({
      ...{ classes: 3, input: [14, 14, 1], stem: 8, head: 32, dropout: 0 },
      stages: [
        { expansion: 1, kernelSize: 3, stride: 1, filters: 8, repeats: 1 },
        { expansion: 2, kernelSize: 3, stride: 2, filters: 16, repeats: 2 },
      ],
    }).compile({
      optimizer: adam({ learningRate: 0.01 }),
      loss: 'sparseCategoricalCrossentropy',
      metrics: ['accuracy'],
    });
    const [train, test] = await Promise.all([smallDigits('train', 240, 3), smallDigits('test', 100, 3)]);
    await model.fit(train.x, train.y, { epochs: 4, batchSize: 20, seed: 1, progress: false });
    expect((await model.evaluate(test.x, test.y)).accuracy).toBeGreaterThan(0.75);
  });
});
