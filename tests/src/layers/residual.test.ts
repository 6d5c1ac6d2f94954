/** Blocks of layers, and residual connections past them. */
import { describe, expect, it } from 'vitest';
import { batchNormalization, block, conv2d, dense, dropout, residual, rng, seed, sequential, tensor } from 'tslate';
import { expectClose, messageOf } from '../values.ts';

describe('block', () => {
  it('is its layers one after the other', () => {
    const [first, second] = [dense(4, { activation: 'tanh' }), dense(2)];
    const layer = block([first, second]);
    const x = rng(1).normal([5, 3]);
    expectClose(layer.call(x), second.call(first.call(x)));
    expect(Object.keys(layer.parameters)).toEqual(['dense1/W', 'dense1/b', 'dense2/W', 'dense2/b']);
  });

  it('hands the context on', () => {
    const x = rng(2).normal([1, 50]);
    const layer = block([dropout(0.5)]);
    expect(layer.call(x)).toBe(x);
    expect(layer.call(x, { training: true, rng: rng(0) }).toArray()).not.toEqual(x.toArray());
  });

  it('names the layer that does not fit', () => {
    const layer = block([conv2d(8, 3), dense(10)]);
    expect(messageOf(() => Reflect.apply(layer.build, layer, [[9, 9, 1]]))).toBe(
      'dense1: dense: expects one vector per sample, got 7×7×8; put flatten() before it.',
    );
    expect(messageOf(() => block([]))).toBe('block: expected at least one layer, received none.');
  });
});

describe('residual', () => {
  it('adds what its layers give to its input', () => {
    const inside = dense(3, { activation: 'relu' });
    const layer = residual([inside]);
    const x = rng(3).normal([4, 3]);
    expectClose(layer.call(x), inside.call(x).add(x));
  });

  it('adds to what the shortcut gives, where there is one', () => {
    const [inside, past] = [dense(2), dense(2, { useBias: false })];
    const layer = residual([inside], { shortcut: past });
    const x = rng(4).normal([4, 3]);
    expectClose(layer.call(x), inside.call(x).add(past.call(x)));
    expect(Object.keys(layer.parameters)).toEqual(['dense1/W', 'dense1/b', 'shortcut/W']);
  });

  it('lets gradients past layers that pass none', () => {
    const model = sequential([2], dense(2), residual([dense(2, { initializer: 'zeros', activation: 'relu' })]));
    model
      .call(tensor([[1, 2]]))
      .sum()
      .backward();
    expect(model.parameters()[0].grad?.toArray()).toEqual([[1, 1], [2, 2]]); // prettier-ignore
  });

  it('counts the penalties of what is inside, and names all weights by path', () => {
    seed(1);
    const model = sequential([4, 4, 1], residual([conv2d(1, 3, { padding: 'same', l2: 1 }), batchNormalization()]));
    const W = model.weights().get('residual1/conv2d1/W');
    expect(model.penalty()?.data[0]).toBeCloseTo(W?.cast('float32').square().sum().item() ?? 0, 5);
    expect([...model.weights().keys()]).toContain('residual1/batchNormalization1/movingMean');
    expect(model.parameters()).toHaveLength(4);
  });

  it('wants a shortcut that fits, with the sentence of the compiler', () => {
    const layer = residual([conv2d(32, 3, { stride: 2, padding: 'same' })]);
    expect(messageOf(() => layer.build([8, 8, 16]))).toBe(
      'residual: its layers give 4×4×32, and the shortcut gives 8×8×16; give it a shortcut that fits, for example a convolution with window 1.',
    );
  });
});
