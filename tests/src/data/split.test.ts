import { describe, expect, it } from 'vitest';
import '../../../src/ops/gather.ts';
import { split } from '../../../src/data/split.ts';
import { rng } from '../../../src/random/rng.ts';
import { tensor } from '../../../src/tensor/create.ts';
import type { AnyTensor } from '../../../src/tensor/tensor.ts';

/** Sample i is the number i. */
function labelled(labels: readonly number[]) {
  const count = labels.length;
  return {
    x: tensor(
      Float32Array.from({ length: count }, (_, i) => i),
      [count, 1],
    ),
    y: tensor(Int32Array.from(labels), [count]),
  };
}
const list = ({ data }: AnyTensor) => Array.from(data);
const count = (y: AnyTensor, label: number) => list(y).filter((other) => other === label).length;
/** 60 of class 0, 30 of class 1, 10 of class 2, in this order. */
const skewed = labelled(Array.from({ length: 100 }, (_, i) => (i < 60 ? 0 : i < 90 ? 1 : 2)));

describe('split', () => {
  it('takes the last samples without a generator, any with one, and each once', () => {
    const { train, validation } = split(skewed.x, skewed.y, { validation: 0.2 });
    expect(list(validation.x)).toEqual(Array.from({ length: 20 }, (_, i) => 80 + i));
    expect(list(train.x)).toHaveLength(80);
    const mixed = split(skewed.x, skewed.y, { validation: 20, shuffle: rng(0) });
    expect([...list(mixed.train.x), ...list(mixed.validation.x)].sort((a, b) => a - b)).toEqual(list(skewed.x));
    expect(list(mixed.validation.x)).not.toEqual(list(validation.x));
  });
});

describe('split with stratify', () => {
  it.each([undefined, rng(1)])('keeps the share of each class on both sides', (shuffle) => {
    const { train, validation } = split(skewed.x, skewed.y, {
      validation: 0.2,
      stratify: true,
      ...(shuffle !== undefined && { shuffle }),
    });
    expect([0, 1, 2].map((label) => count(validation.y, label))).toEqual([12, 6, 2]);
    expect([0, 1, 2].map((label) => count(train.y, label))).toEqual([48, 24, 8]);
    expect([...list(train.x), ...list(validation.x)].sort((a, b) => a - b)).toEqual(list(skewed.x));
    // Labels stay with their samples.
    const label = (i: number) => list(skewed.y)[i];
    expect(list(validation.y)).toEqual(list(validation.x).map(label));
  });

  it('takes the last of each class, in their order, without a generator', () => {
    const { x, y } = labelled([0, 1, 0, 1, 0, 1, 0, 1]);
    const { train, validation } = split(x, y, { validation: 0.5, stratify: true });
    expect(list(train.x)).toEqual([0, 1, 2, 3]);
    expect(list(validation.x)).toEqual([4, 5, 6, 7]);
    const { validation: later } = split(labelled([0, 0, 0, 0, 1, 1]).x, labelled([0, 0, 0, 0, 1, 1]).y, {
      validation: 3,
      stratify: true,
    });
    expect(list(later.x)).toEqual([2, 3, 5]);
  });

  it('gives samples left over by rounding to the largest remainders', () => {
    const { x, y } = labelled([0, 0, 0, 0, 0, 0, 0, 1, 1, 2, 2]);
    const { validation } = split(x, y, { validation: 5, stratify: true });
    // 11 samples, 5 aside: 35/11 = 3.18, 10/11 = 0.91, 10/11 = 0.91.
    expect([0, 1, 2].map((label) => count(validation.y, label))).toEqual([3, 1, 1]);
  });

  it('says why it cannot', () => {
    const { x, y } = labelled([0, 0, 0, 1]);
    expect(() => split(x, y, { validation: 2, stratify: true })).toThrow(
      /split with stratify: expected at least two samples of each class, one for each side, received one of class 1/,
    );
    expect(() => split(skewed.x, skewed.y, { validation: 2, stratify: true })).toThrow(
      /at least 3 samples on each side, as many as classes, received 98 to train on and 2 set aside/,
    );
    const rows = tensor([
      [1, 0],
      [1, 0],
      [0, 1],
      [0, 1],
    ]);
    expect(() => split(rows, rows, { validation: 2, stratify: true })).toThrow(
      /expected one label a sample, received labels of shape .*; turn one-hot rows into labels with argmax\(\)/,
    );
  });
});
