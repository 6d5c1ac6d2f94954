import { describe, expect, it } from 'vitest';
import { dense, flatten, occlusion, sequential, type Tensor, tensor, zeros } from 'tslate';
import { reference } from '../../oracle/reference.ts';
import { expectClose, messageOf } from '../values.ts';
import { oracleImages, oracleNetwork, oracleTargets } from './networks.ts';

/** The score is the pixel at row 1, column 2 of a 3×4 image. */
function onePixel() {
  const model = sequential([3, 4, 1], flatten(), dense(1, { useBias: false }));
  model.parameters()[0].assign(
    tensor(
      Array.from({ length: 12 }, (_, i) => (i === 6 ? 1 : 0)),
      [12, 1],
    ),
  );
  return model;
}

describe('occlusion', () => {
  it('finds the spot that counts', () => {
    const x = tensor(
      Array.from({ length: 24 }, (_, i) => i),
      [2, 3, 4, 1],
    );
    const map = occlusion(onePixel(), x, { size: 1, value: -5 });
    expect(map.shape).toEqual([2, 3, 4]);
    const [first, second] = [6, 18];
    expect(map.toArray()).toEqual([
      [[first, first, first, first], [first, first, -5, first], [first, first, first, first]],
      [[second, second, second, second], [second, second, -5, second], [second, second, second, second]],
    ]); // prettier-ignore
  });

  it('covers the margin too: the last patch is cut off', () => {
    const x = tensor(
      Array.from({ length: 12 }, () => 1),
      [1, 3, 4, 1],
    );
    // Places 0 and 2 of 3 rows, 0 and 2 of 4 columns, by patches of 2×2.
    expect(occlusion(onePixel(), x, { size: 2, stride: 2 }).toArray()).toEqual([[[1, 0], [1, 1]]]); // prettier-ignore
    expect(occlusion(onePixel(), x, { size: [1, 3], stride: [1, 2] }).toArray()).toEqual([
      [[1, 1], [0, 0], [1, 1]],
    ]); // prettier-ignore
  });

  it('covers a vector element by element, and a sequence step by step', () => {
    const sum = sequential([3], dense(1, { useBias: false }));
    sum.parameters()[0].assign(tensor([[1], [10], [100]]));
    expect(occlusion(sum, tensor([[1, 1, 1]]), { size: 1 }).toArray()).toEqual([[110, 101, 11]]);
    expect(occlusion(sum, tensor([[1, 1, 1]]), { size: 2 }).toArray()).toEqual([[100, 1]]);
    const steps = sequential([3, 2], flatten(), dense(1, { useBias: false }));
    steps.parameters()[0].assign(tensor([[1], [2], [10], [20], [100], [200]]));
    const map = occlusion(steps, tensor([[[1, 1], [1, 1], [1, 1]]]), { size: 1 }); // prettier-ignore
    expect(map.toArray()).toEqual([[330, 303, 33]]);
  });

  it('agrees with PyTorch to 1e-5 for each sample’s own class', () => {
    const [model, images, target] = [oracleNetwork(), oracleImages(), oracleTargets];
    const fine = occlusion(model, images, { target, size: [2, 3] });
    expectClose(fine, reference('explanations', 'occlusion', 0), 1e-5);
    const coarse = occlusion(model, images, { target, size: 3, stride: [2, 3], value: 0.5 });
    expectClose(coarse, reference('explanations', 'occlusion', 1), 1e-5);
  });

  it('leaves the samples as they were', () => {
    const x = tensor(
      Array.from({ length: 12 }, () => 1),
      [1, 3, 4, 1],
    );
    occlusion(onePixel(), x, { size: 3 });
    expect(x.data.every((value) => value === 1)).toBe(true);
  });

  it('refuses patches that do not fit, and samples it cannot cover', () => {
    expect(messageOf(() => occlusion(onePixel(), zeros([1, 3, 4, 1]), { size: 4 }))).toBe(
      'occlusion: expected a patch no larger than the sample, 3×4×1, received 4×4.',
    );
    expect(messageOf(() => occlusion(onePixel(), zeros([1, 3, 4, 1]), { size: 0 }))).toBe(
      'occlusion: expected size: a whole number ≥ 1, or two of them, [height, width], received 0.',
    );
    const videos = sequential([2, 2, 2, 1], flatten(), dense(1));
    expect(messageOf(() => occlusion(videos, zeros([1, 2, 2, 2, 1]), { size: 1 }))).toBe(
      'occlusion: expected samples that are vectors, sequences [steps, features] or images [height, width, channels], received 2×2×2×1.',
    );
    const none: Tensor = zeros([0, 3, 4, 1]);
    expect(messageOf(() => occlusion(onePixel(), none, { size: 1 }))).toContain('at least one sample');
  });
});
