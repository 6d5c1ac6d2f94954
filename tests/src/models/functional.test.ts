/** Models drawn up as a graph: branches, shared layers, several inputs and outputs. */
import { describe, expect, it } from 'vitest';
import {
  activation,
  dense,
  type DType,
  functional,
  type GraphNode,
  input,
  layer,
  ones,
  setLanguage,
  type Tensor,
  tensor,
  zeros,
} from 'tslate';
import type { SameShape } from '../../../src/layers/layer-types.ts';
import { messageOf } from '../values.ts';

const sum = () =>
  layer<SameShape>({
    kind: 'sum',
    config: {},
    shape: (shape) => shape,
    call: (x, _, __, others) => others.reduce((total: typeof x, other) => total.add(other), x),
  });

describe('a functional model', () => {
  it('computes along branches that meet again', () => {
    const x = input([3]);
    const hidden = x.to(dense(3));
    const model = functional(x, hidden.to(activation('relu')).to(sum(), x, x).to(dense(2)));
    const batch: Tensor<readonly [number, 3], DType> = tensor([[1, -2, 3]]);
    const [first, , , last] = model.layers();
    const { W, b } = first.layer.parameters;
    const expected = batch.matmul(W.reshape([3, 3])).add(b.reshape([3])).relu().add(batch.mul(2)); // prettier-ignore
    const { W: V } = last.layer.parameters;
    expect(model.run([batch])[0].toArray()).toEqual(expected.matmul(V.reshape([3, 2])).toArray());
    expect(model.call(zeros([5, 3])).shape).toEqual([5, 2]);
  });

  it('names its layers by kind, and says in its summary what comes from where', () => {
    const x = input([3]);
    const hidden = x.to(dense(3));
    const model = functional(x, hidden.to(sum(), x).to(dense(2)));
    expect([...model.weights().keys()]).toEqual(['dense1/W', 'dense1/b', 'dense2/W', 'dense2/b']);
    expect(model.summary().split('\n')).toEqual([
      'layer   kind   output  from           parameters',
      '──────  ─────  ──────  ─────────────  ──────────',
      'input          3',
      'dense1  dense  3       input                  12',
      'sum1    sum    3       dense1, input           0',
      'dense2  dense  2       sum1                    8',
      '──────  ─────  ──────  ─────────────  ──────────',
      '20 parameters',
    ]);
  });

  it('says it in the language of the reader, in columns of characters that are two wide', () => {
    setLanguage('zh');
    const x = input([3]);
    expect(
      functional(x, x.to(dense(3)).to(dense(2)))
        .summary()
        .split('\n'),
    ).toEqual([
      '层      类型   输出  来自    参数',
      '──────  ─────  ────  ──────  ────',
      'input          3',
      'dense1  dense  3     input     12',
      'dense2  dense  2     dense1     8',
      '──────  ─────  ────  ──────  ────',
      '共 20 个参数',
    ]);
    setLanguage('en');
  });

  it('trains', async () => {
    const x = input([2]);
    const model = functional(x, x.to(dense(8)).to(activation('tanh')).to(dense(1))).compile({
      optimizer: 'adam',
      loss: 'mse',
    });
    const samples = tensor([[0, 0], [0, 1], [1, 0], [1, 1]]); // prettier-ignore
    const { loss } = await model.fit(samples, tensor([[0], [1], [1], [0]]), { epochs: 50, progress: false });
    expect(loss[49]).toBeLessThan(loss[0]);
  });

  it('has one set of weights for a layer that stands at two places', () => {
    const shared = dense(2);
    const [a, b] = [input([2]), input([2])];
    const model = functional([a, b], [a.to(shared), b.to(shared)]);
    const [y, z] = model.call([ones([1, 2]), ones([1, 2])]);
    expect(y.toArray()).toEqual(z.toArray());
    expect(model.parameters()).toHaveLength(2);
    expect(model.summary()).toContain('input1, input2');
  });

  it('refuses inputs that are not listed or not used, and samples of another shape', () => {
    const [a, b] = [input([2]), input([3])];
    const y = a.to(dense(3)).to(sum(), b);
    expect(messageOf(() => functional(a, y))).toBe(
      'functional: expected outputs that depend on the listed inputs, received an output that depends on another input, of shape 3; list every input() that the outputs are computed from, and no other.',
    );
    expect(messageOf(() => functional([a, b], [a.to(dense(1))]))).toContain(
      'received one of shape 3 that none depends on',
    );
    const model = functional([a, b], [y]);
    expect(messageOf(() => model.run([zeros([1, 2]), zeros([1, 2])]))).toBe(
      'functional: expected samples of shape 3 for input 2, received 2.',
    );
    expect(messageOf(() => model.run([zeros([1, 2])]))).toBe(
      'functional: expected a batch for each of 2 inputs, received 1.',
    );
    const images: GraphNode = input([2, 2, 2]);
    expect(messageOf(() => images.to(dense(1)))).toContain('put flatten() before');
  });
});
