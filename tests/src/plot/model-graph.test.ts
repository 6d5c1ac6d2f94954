import { afterEach, describe, expect, it } from 'vitest';
import {
  activation,
  add,
  batchNormalization,
  block,
  concatenate,
  type Context,
  conv2d,
  dense,
  displaySymbol,
  dropout,
  flatten,
  functional,
  input,
  maxPool2d,
  Model,
  modelGraph,
  multiHeadAttention,
  residual,
  sequential,
  setLanguage,
  type Tensor,
} from 'tslate';
import { messageOf } from '../values.ts';
import { listOf, sizeOf, wordsOf } from './look.ts';

afterEach(() => setLanguage('en'));

const cnn = () =>
  sequential(
    [28, 28, 1],
    conv2d(32, 3, { activation: 'relu' }),
    maxPool2d(2),
    flatten(),
    dropout(0.5),
    dense(10, { activation: 'softmax' }),
  );

/** A model of one's own: a branch past a layer, a gate, and a layer that passes its input on. */
class Mine extends Model<[20], [1]> {
  readonly first = dense(32, { activation: 'relu' });
  readonly drop = dropout(0.2);
  readonly second = dense(32);
  readonly gate = dense(32, { activation: 'sigmoid' });
  readonly head = dense(1);
  call(x: Tensor<readonly [number, 20]>, context?: Context) {
    const h = this.first.call(x, context);
    const sum = this.second.call(this.drop.call(h, context), context).add(h).relu();
    return this.head.call(sum.mul(this.gate.call(h, context)), context);
  }
}

describe('a drawing of a model', () => {
  it('has a box for each layer with its settings, the shape of its output and its parameters', async () => {
    const figure = modelGraph(cnn(), { title: 'A CNN' });
    expect(figure.alt).toBe(
      [
        'Model graph “A CNN”: 5 layers, 54,410 parameters.',
        'input, 28×28×1',
        'conv2d1, 3×3 · relu, 26×26×32 · 320 parameters',
        'maxPool2d1, 2×2, 13×13×32',
        'flatten1, 5408',
        'dropout1, 0.5, 5408',
        'dense1, softmax, 10 · 54,090 parameters',
      ].join('\n'),
    );
    const bundle = await figure[displaySymbol]();
    expect(wordsOf(await figure.toSVG())).toEqual([
      ...['A CNN', 'input', '28×28×1', 'conv2d1', '3×3 · relu', '26×26×32 · 320 parameters'],
      ...['maxPool2d1', '2×2', '13×13×32', 'flatten1', '5408', 'dropout1', '0.5', '5408'],
      ...['dense1', 'softmax', '10 · 54,090 parameters'],
    ]);
    expect(sizeOf(bundle)).toBeLessThan(100_000);
    expect(modelGraph(cnn().compile({ optimizer: 'sgd', loss: 'mse' }), { title: 'A CNN' }).alt).toBe(figure.alt);
  });

  it('puts layers inside a layer into a frame, and shows where branches meet', () => {
    const narrow = block([conv2d(4, 3, { padding: 'same' }), batchNormalization(), activation('relu')]);
    const model = sequential(
      [8, 8, 4],
      residual([narrow, conv2d(4, 3, { padding: 'same' })]),
      residual([conv2d(8, 3, { padding: 'same', stride: 2 })], { shortcut: conv2d(8, 1, { stride: 2 }) }),
    );
    expect(modelGraph(model).alt).toBe(
      [
        'Model graph: 6 layers, 648 parameters.',
        '1 input, 8×8×4',
        'residual1 · 312 parameters:',
        '  block1 · 164 parameters:',
        '    2 conv2d1, 3×3 · same, 8×8×4 · 148 parameters',
        '    3 batchNormalization1, 8×8×4 · 16 parameters',
        '    4 activation1, relu, 8×8×4',
        '  5 conv2d1, 3×3 · same, 8×8×4 · 148 parameters',
        '  6 + ← 5 conv2d1, 1 input',
        'residual2 · 336 parameters:',
        '  7 conv2d1, 3×3 · stride 2×2 · same, 4×4×8 · 296 parameters',
        '  8 shortcut, conv2d · 1×1 · stride 2×2, 4×4×8 · 40 parameters ← 6 +',
        '  9 + ← 7 conv2d1, 8 shortcut',
      ].join('\n'),
    );
  });

  it('has several inputs and outputs, and a shared layer at each of its places with its parameters at the first', () => {
    const [a, b] = [input([4, 4, 1]), input([3])];
    const h = a.to(conv2d(2, 3, { padding: 'same' }));
    const shared = dense(5);
    const joined = h
      .to(conv2d(2, 1))
      .to(add(), h)
      .to(flatten())
      .to(dense(3))
      .to(shared)
      .to(concatenate(), b.to(shared));
    const model = functional([a, b], [joined.to(dense(2)), joined]);
    expect(modelGraph(model).alt).toBe(
      [
        'Model graph: 8 layers, 167 parameters.',
        '1 input 1, 4×4×1',
        '2 input 2, 3',
        '3 conv2d1, 3×3 · same, 4×4×2 · 20 parameters ← 1 input 1',
        '4 conv2d2, 1×1, 4×4×2 · 6 parameters',
        '5 add1, 4×4×2 ← 4 conv2d2, 3 conv2d1',
        '6 flatten1, 32',
        '7 dense1, 3 · 99 parameters',
        '8 dense2, 5 · 20 parameters',
        '9 dense2, 5 · the same weights ← 2 input 2',
        '10 concatenate1, 10 ← 8 dense2, 9 dense2',
        '11 dense3, 2 · 22 parameters',
        '12 output 1, 2',
        '13 output 2, 10 ← 10 concatenate1',
      ].join('\n'),
    );
  });

  it('shows what a model of one’s own really does, also past a layer that passes its input on', () => {
    const model = new Mine();
    expect(modelGraph(model, { input: [20] }).alt).toBe(
      [
        'Model graph: 5 layers, 2,817 parameters.',
        'input, 20',
        'first, dense · relu, 32 · 672 parameters',
        'drop, dropout · 0.2, 32',
        'second, dense, 32 · 1,056 parameters',
        'gate, dense · sigmoid, 32 · 1,056 parameters ← first',
        '+ → relu ← second, first',
        '× ← + → relu, gate',
        'head, dense, 1 · 33 parameters',
      ].join('\n'),
    );
  });

  it('keeps a value apart that goes into several operations', () => {
    class Gated extends Model<[4], [4]> {
      readonly layer = dense(4);
      call(x: Tensor<readonly [number, 4]>, context?: Context) {
        const sum = this.layer.call(x, context).add(x);
        return sum.mul(sum.sigmoid());
      }
    }
    expect(
      modelGraph(new Gated(), { input: [4] })
        .alt.split('\n')
        .slice(1),
    ).toEqual(['input, 4', 'layer, dense, 4 · 20 parameters', '+ ← layer, input', 'sigmoid', '× ← +, sigmoid']);
  });

  it('writes the parameters and numbers that are computed with beside the signs: attention as it is', () => {
    const lines = modelGraph(sequential([6, 8], multiHeadAttention(2, { causal: true }))).alt.split('\n');
    expect(lines.slice(1)).toEqual([
      'input, 6×8',
      'multiHeadAttention1 · 288 parameters:',
      '  · Wq → + bq',
      '  · Wk → + bk ← input',
      '  · → × 0.5 → where ← · Wq → + bq, · Wk → + bk',
      '  attention, activation · softmax, 2×6×6',
      '  dropout, 2×6×6',
      '  · Wv → + bv ← input',
      '  · → · Wo → + bo ← dropout, · Wv → + bv',
    ]);
  });

  it('closes the layers inside layers where there are too many, and leaves out the middle of what is still too long', async () => {
    const part = () => residual([dense(4), dense(4)]);
    const ten = sequential([4], ...listOf(10, part));
    const closed = modelGraph(ten, { limit: 12 });
    expect(closed.alt.split('\n')).toHaveLength(12);
    expect(closed.alt).toContain('residual10, 2 layers inside, 4 · 40 parameters');
    const short = modelGraph(ten, { limit: 5 });
    expect(short.alt.split('\n').slice(1)).toEqual([
      'input, 4',
      'residual1, 2 layers inside, 4 · 40 parameters',
      '⋯, 7 more',
      'residual9, 2 layers inside, 4 · 40 parameters',
      'residual10, 2 layers inside, 4 · 40 parameters',
    ]);
    expect(wordsOf(await short.toSVG())).toContain('4 of 11 boxes drawn');
  });

  it('speaks Chinese', async () => {
    setLanguage('zh');
    const figure = modelGraph(sequential([4], dense(2)));
    expect(figure.alt).toBe('模型结构图：1 层，10 个参数。\n输入, 4\ndense1, 2 · 10 个参数');
    expect(wordsOf(await figure.toSVG())).toEqual(['输入', '4', 'dense1', '2 · 10 个参数']);
  });

  it('says what it needs to know, and why it sees no layers', () => {
    expect(messageOf(() => modelGraph(new Mine()))).toBe(
      'modelGraph: expected a model that fixes the shape of its input, received Mine, which takes what comes; say what one sample is: modelGraph(model, { input: [28, 28, 1] }).',
    );
    class Silent extends Model<[2], [1]> {
      readonly layer = dense(1);
      call(x: Tensor<readonly [number, 2]>) {
        return this.layer.call(x);
      }
    }
    expect(messageOf(() => modelGraph(new Silent(), { input: [2] }))).toBe(
      'modelGraph: expected layers that tell what they compute, received none that does; hand the context on where the model calls its layers: layer.call(x, context).',
    );
    expect(messageOf(() => modelGraph({ model: 3 }))).toBe('modelGraph: expected a model, received 3.');
  });
});
