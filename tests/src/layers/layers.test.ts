/** The layers without parameters, and layers of one’s own. */
import { describe, expect, it } from 'vitest';
import { activation, dropout, flatten, layer, ones, parameter, rng, type ShapeFunction, tensor, zeros } from 'tslate';
import type { Parameter } from '../../../src/tensor/parameter.ts';
import { isLayer } from '../../../src/layers/layer.ts';
import { messageOf } from '../values.ts';

describe('flatten', () => {
  it('makes one vector of each sample', () => {
    expect(flatten().build([28, 28, 1])).toEqual([784]);
    expect(flatten().call(zeros([5, 28, 28, 1])).shape).toEqual([5, 784]);
    expect(flatten().call(tensor([[[1, 2], [3, 4]]])).toArray()).toEqual([[1, 2, 3, 4]]); // prettier-ignore
    expect(flatten().build([])).toEqual([1]);
  });
});

describe('activation', () => {
  it('applies a function to every element', () => {
    expect(
      activation('relu')
        .call(tensor([[-1, 2]]))
        .toArray(),
    ).toEqual([[0, 2]]);
    expect(
      activation('softmax')
        .call(zeros([1, 4]))
        .toArray(),
    ).toEqual([[0.25, 0.25, 0.25, 0.25]]);
    expect(activation('tanh').build([3, 2])).toEqual([3, 2]);
  });

  it('keeps its name in the configuration, so it needs one', () => {
    expect(activation('softplus').config).toEqual({ activation: 'softplus' });
    expect(
      messageOf(() =>
        activation(
          (
            () => (x) =>
              x
          )(),
        ),
      ),
    ).toContain('needs a name');
  });
});

describe('dropout', () => {
  const x = ones([100, 100]);

  it('does nothing outside training', () => {
    expect(dropout(0.5).call(x)).toBe(x);
    expect(dropout(0.5).call(x, { training: false })).toBe(x);
    expect(dropout(0).call(x, { training: true })).toBe(x);
  });

  it('drops the share asked for while training, and scales what stays, so that the mean stays', () => {
    const y = dropout(0.3).call(x, { training: true, rng: rng(1) });
    const values = [...new Set(y.data)].sort();
    expect(values).toEqual([0, Math.fround(1 / 0.7)]);
    const dropped = y.data.filter((value) => value === 0).length / y.size;
    expect(Math.abs(dropped - 0.3)).toBeLessThan(6 * Math.sqrt((0.3 * 0.7) / y.size));
    expect(Math.abs(y.mean().item() - 1)).toBeLessThan(6 * Math.sqrt(0.3 / 0.7 / y.size));
  });

  it('drops others each time, and the same from the same generator', () => {
    const layer = dropout(0.5);
    const random = rng(2);
    const [a, b] = [layer.call(x, { training: true, rng: random }), layer.call(x, { training: true, rng: random })];
    expect(a.toArray()).not.toEqual(b.toArray());
    expect(layer.call(x, { training: true, rng: rng(2) }).toArray()).toEqual(a.toArray());
  });

  it('passes gradients where it passed values', () => {
    const p = parameter(x);
    const y = dropout(0.5).call(p, { training: true, rng: rng(3) });
    y.sum().backward();
    expect(p.grad?.toArray()).toEqual(y.toArray());
  });

  it('wants a share below 1', () => {
    expect(messageOf(() => dropout(1))).toBe('dropout: expected a rate with 0 ≤ rate < 1, received 1.');
    expect(() => dropout(-0.1)).toThrow('received -0.1');
    expect(() => dropout(NaN)).toThrow('received NaN');
  });
});

describe('a layer of one’s own', () => {
  interface Doubled extends ShapeFunction {
    readonly out: this['in'];
  }
  const scale = () =>
    layer<Doubled, { s: Parameter }>({
      kind: 'scale',
      config: {},
      shape: (input) => input,
      parameters: (input) => ({ s: ones(input) }),
      call: (x, { s }) => x.mul(s).mul(2),
    });

  it('is written from its shape rule, its parameters and its function', () => {
    const own = scale();
    expect(own.call(ones([2, 3])).toArray()).toEqual([[2, 2, 2], [2, 2, 2]]); // prettier-ignore
    expect(own.parameters['s'].name).toBe('scale/s');
    expect([isLayer(own), isLayer({}), isLayer(null), isLayer('dense')]).toEqual([true, false, false, false]);
  });

  it('takes other samples as long as its parameters stay the same', () => {
    const own = scale();
    own.build([3]);
    expect(() => own.build([4])).toThrow('expected samples of shape 3, for which its parameters were made, received 4');
    const free = flatten();
    expect([free.build([2, 2]), free.build([3, 3])]).toEqual([[4], [9]]);
  });
});
