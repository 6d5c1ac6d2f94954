import { describe, expect, it } from 'vitest';
import { calibrationCurve, rng, tensor } from 'tslate';

describe('the calibration curve', () => {
  it('compares the probability of class 1 with how often it is right', () => {
    const curve = calibrationCurve(tensor([0, 1, 1, 1]), tensor([[0.25], [0.25], [0.75], [1]]), { bins: 2 });
    expect(curve.edges).toEqual([0, 0.5, 1]);
    expect(curve.counts).toEqual([2, 2]);
    expect(curve.confidence).toEqual([0.25, 0.875]);
    expect(curve.accuracy).toEqual([0.5, 1]);
    // (2 · 0.25 + 2 · 0.125) / 4
    expect(curve.ece).toBeCloseTo(0.1875, 12);
  });

  it('compares the largest of several probabilities with how often that class is right', () => {
    const p = tensor([[0.75, 0.125, 0.125], [0.25, 0.5, 0.25], [0.125, 0.25, 0.625]]); // prettier-ignore
    const curve = calibrationCurve(tensor([0, 2, 2]), p, { bins: 4 });
    expect(curve.counts).toEqual([0, 1, 2, 0]);
    expect(curve.accuracy.slice(1, 3)).toEqual([0, 1]);
    expect(curve.confidence.slice(1, 3)).toEqual([0.5, 0.6875]);
    expect(curve.accuracy[0]).toBeNaN();
    expect(curve.ece).toBeCloseTo((0.5 + 0.625) / 3, 12);
  });

  it('takes labels as one-hot, too', () => {
    const p = tensor([[0.75, 0.25], [0.25, 0.75]]); // prettier-ignore
    const oneHot = tensor([[1, 0], [1, 0]]); // prettier-ignore
    expect(calibrationCurve(oneHot, p)).toEqual(calibrationCurve(tensor([0, 0]), p));
  });

  it('puts a probability on an edge into the lower bin, and 0 into the first', () => {
    expect(calibrationCurve(tensor([0, 1, 1]), tensor([[0], [0.5], [1]]), { bins: 2 }).counts).toEqual([2, 1]);
  });

  it('has a small error where labels are drawn from the probabilities', () => {
    const random = rng(0);
    const p = Array.from({ length: 20_000 }, () => random.next());
    const labels = p.map((share) => (random.next() < share ? 1 : 0));
    expect(calibrationCurve(tensor(labels), tensor(p.map((share) => [share]))).ece).toBeLessThan(0.015);
  });

  it('refuses what is no probability', () => {
    expect(() => calibrationCurve(tensor([0]), tensor([[1.5]]))).toThrow(
      'calibrationCurve: expected probabilities from 0 to 1, received 1.5; apply sigmoid to the outputs.',
    );
    expect(() => calibrationCurve(tensor([0]), tensor([[2, 3]]))).toThrow('apply softmax to the outputs');
    expect(() => calibrationCurve(tensor([0]), tensor([[0.5]]), { bins: 0 })).toThrow('bins: a whole number ≥ 1');
  });
});
