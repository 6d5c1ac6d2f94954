import { expect, it } from 'vitest';
import { adam, leNet, seed } from 'tslate';
import { messageOf } from '../values.ts';
import { smallDigits, trainable } from './digits.ts';

it('leNet has the 61,706 weights of LeNet-5', () => {
  const model = leNet([28, 28, 1], 10);
  const convolutions = 6 * (25 + 1) + 16 * (25 * 6 + 1);
  expect(trainable(model)).toBe(convolutions + 400 * 120 + 120 + 120 * 84 + 84 + 84 * 10 + 10);
  expect(trainable(model)).toBe(61_706);
});

it('leNet learns digits: of ten it tells half of those that it has not seen', async () => {
  seed(1);
  const model = leNet([14, 14, 1], 10).compile({
    ...{ optimizer: adam({ learningRate: 0.005 }), loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] },
  });
  const [train, test] = await Promise.all([smallDigits('train', 800), smallDigits('test', 200)]);
  await model.fit(train.x, train.y, { epochs: 4, seed: 1, progress: false });
  const { accuracy } = await model.evaluate(test.x, test.y);
  expect(accuracy).toBeGreaterThan(0.5);
});

it('leNet wants images that are large enough', () => {
  expect(messageOf(() => leNet([4, 4, 1], 10))).toContain("use a smaller window or padding 'same'");
});
