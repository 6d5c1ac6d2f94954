/** Vectors for whole numbers, and for places in a sequence. */
import { describe, expect, it } from 'vitest';
import { embedding, positionalEmbedding, rng, sequential, sinusoidalEncoding, tensor, zeros } from 'tslate';
import { expectClose, messageOf } from '../values.ts';

describe('embedding', () => {
  const layer = embedding(4, 2);
  layer.build([3]);
  const E = layer.parameters['E'];
  E.assign(tensor([[0, 1], [10, 11], [20, 21], [30, 31]])); // prettier-ignore

  it('gives the row of each number, whether float or whole', () => {
    const rows = [[[20, 21], [0, 1], [20, 21]]]; // prettier-ignore
    expect(layer.call(tensor([[2, 0, 2]])).toArray()).toEqual(rows);
    expect(Reflect.apply(layer.call, layer, [tensor(new Int32Array([2, 0, 2]), [1, 3])]).toArray()).toEqual(rows);
  });

  it('gathers the gradients of a row from all its places', () => {
    layer.call(tensor([[2, 0, 2]])).mul(tensor([[1], [2], [3]])).sum().backward(); // prettier-ignore
    expect(E.grad?.toArray()).toEqual([[2, 2], [0, 0], [4, 4], [0, 0]]); // prettier-ignore
  });

  it('takes one number a sample, too', () => {
    const words = embedding(5, 3);
    expect(words.build([])).toEqual([3]);
    expect(words.call(tensor([4, 0])).shape).toEqual([2, 3]);
  });

  it('starts within ±0.05', () => {
    const wide = embedding(100, 10);
    wide.build([1]);
    const largest = wide.parameters['E'].abs().max().data[0];
    expect(largest).toBeLessThanOrEqual(0.0501);
    expect(largest).toBeGreaterThan(0.049);
  });

  it('says which number is not in its table', () => {
    expect(messageOf(() => layer.call(tensor([[0, 4, 1]])))).toBe(
      'embedding: expected whole numbers from 0 to 3, as its table has 4 rows, received 4; check the data, or make the table larger.',
    );
    expect(messageOf(() => layer.call(tensor([[0, 0.5, 1]])))).toContain('received 0.5');
    expect(messageOf(() => layer.call(tensor([[0, -1, 1]])))).toContain('received -1');
    expect(messageOf(() => embedding(3, 2).build([5, 4]))).toBe(
      'embedding: expects a whole number, or a sequence of them, per sample, got 5×4; vectors need no embedding.',
    );
    expect(messageOf(() => embedding(0, 2))).toBe('embedding: expected size: a whole number ≥ 1, received 0.');
  });
});

describe('positionalEmbedding', () => {
  it('adds a vector of its own to each place, the first ones to shorter sequences', () => {
    const layer = positionalEmbedding(3);
    layer.build([2, 2]);
    layer.parameters['P'].assign(tensor([[1, 2], [3, 4], [5, 6]])); // prettier-ignore
    expect(layer.call(zeros([1, 2, 2])).toArray()).toEqual([[[1, 2], [3, 4]]]); // prettier-ignore
    expect(sequential([2, 2], layer).summary()).toContain('6 parameters');
  });

  it('has no more than its places', () => {
    expect(messageOf(() => positionalEmbedding(3).build([4, 2]))).toBe(
      'positionalEmbedding: expected sequences of at most 3 steps, received 4; make its length larger, or the sequences shorter.',
    );
    expect(messageOf(() => positionalEmbedding(3).build([4]))).toContain('put embedding() before it');
  });
});

describe('sinusoidalEncoding', () => {
  it('adds sines and cosines of growing length', () => {
    const x = rng(1).normal([2, 50, 6]);
    const added = sinusoidalEncoding().call(x).sub(x).data;
    for (const [t, i] of [
      [0, 0],
      [1, 0],
      [7, 1],
      [49, 2],
    ]) {
      // prettier-ignore
      const angle = t / 10000 ** ((2 * i) / 6);
      expect(added[t * 6 + 2 * i]).toBeCloseTo(Math.sin(angle), 5);
      expect(added[t * 6 + 2 * i + 1]).toBeCloseTo(Math.cos(angle), 5);
    }
  });

  it('turns by the same angle from each place to the next, so that distances can be read off', () => {
    const waves = sinusoidalEncoding()
      .call(zeros([1, 20, 8]))
      .reshape([20, 8]);
    const products = waves.matmul(waves.transpose()).data;
    // p[s]·p[t] depends on t − s alone.
    for (let t = 0; t < 15; t++) expect(products[t * 20 + t + 5]).toBeCloseTo(products[5], 4);
  });

  it('has nothing to learn', () => {
    expect(sequential([7, 4], sinusoidalEncoding()).parameters()).toEqual([]);
    expectClose(sinusoidalEncoding().call(zeros([1, 1, 2])), tensor([[[0, 1]]]));
  });
});
