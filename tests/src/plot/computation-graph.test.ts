import { afterEach, describe, expect, it } from 'vitest';
import { computationGraph, displaySymbol, grad, parameter, rng, setLanguage, type Tensor, tensor, zeros } from 'tslate';
import { messageOf } from '../values.ts';
import { sizeOf, wordsOf } from './look.ts';

afterEach(() => setLanguage('en'));

const W = parameter(zeros([3, 2]), 'W');
const b = parameter(zeros([2]), 'b');
const x = tensor([[1, 2, 3]]);

describe('a drawing of a computation', () => {
  it('goes from parameters and constants through every operation to the value', async () => {
    const loss = x.matmul(W).add(b).sub(1).square().sum(-1).mul(0.5).sum(0);
    const figure = computationGraph(loss, { title: 'A loss' });
    expect(figure.alt).toBe(
      [
        'Computation graph “A loss”: 7 operations, 2 parameters.',
        '1 constant, 1×3',
        '2 W, 3×2',
        '3 matmul, yᵢⱼ = Σₖ aᵢₖ bₖⱼ, 1×2 ← 1 constant, 2 W',
        '4 b, 2',
        '5 add, y = a + b, 1×2 ← 3 matmul, 4 b',
        '6 sub, y = a − b, b = 1, 1×2',
        '7 square, y = x², 1×2',
        '8 sum, y = Σₖ xₖ, axis 1, 1×1',
        '9 mul, y = a · b, b = 0.5, 1',
        '10 sum, y = Σₖ xₖ, axis 0, 1',
        '11 output, 1',
      ].join('\n'),
    );
    const bundle = await figure[displaySymbol]();
    expect(wordsOf(await figure.toSVG())).toEqual(
      expect.arrayContaining(['A loss', 'W', '3×2', 'matmul', 'y = x²', 'output']),
    );
    expect(sizeOf(bundle)).toBeLessThan(100_000);
  });

  it('shows numbers on the way there and gradients on the way back', () => {
    const w = parameter(tensor(3), 'w');
    const loss = w.mul(2).sub(5).square();
    const lines = computationGraph(loss, { values: true }).alt.split('\n').slice(1);
    expect(lines).toEqual([
      'w, value 3, gradient 4',
      'mul, y = a · b, b = 2, value 6, gradient 2',
      'sub, y = a − b, b = 5, value 1, gradient 2',
      'square, y = x², value 1, gradient 1',
      'output, 1',
    ]);
    expect(computationGraph(x.matmul(W), { values: true }).alt).toContain('1×2');
  });

  it('draws a function without computing it, composed operations whole', () => {
    const f = (z: Tensor<readonly [1, 3]>) => z.matmul(W).softmax();
    expect(computationGraph(f, [x]).alt).toBe(
      [
        'Computation graph: 2 operations, 1 parameter.',
        'x, 1×3',
        'W, 3×2',
        'matmul, yᵢⱼ = Σₖ aᵢₖ bₖⱼ, 1×2 ← x, W',
        'softmax, 1×2',
        'output, 1×2',
      ].join('\n'),
    );
    const parts = computationGraph(f, [x], { primitives: true, names: ['pixels'] }).alt;
    expect(parts).toContain('pixels, 1×3');
    expect(parts).toMatch(/exp, y = eˣ, 1×2\n.*sum.*\n.*div, y = a \/ b, 1×2 ← .*exp, .*sum/);
    expect(parts).toContain('where, y = a where c, else b, b = 0, 1×1');
  });

  it('draws gradients as what they are: a computation of their own', () => {
    const slope = (u: Tensor<readonly [2]>, v: Tensor<readonly [2]>) =>
      grad((p: Tensor<readonly [2]>, q: Tensor<readonly [2]>) => p.mul(q).sum())(u, v);
    const lines = computationGraph(slope, [zeros([2]), zeros([2])], { names: ['u', 'v'] }).alt.split('\n');
    expect(lines.filter((line) => /output/.test(line))).toHaveLength(2);
    expect(lines.find((line) => / mul,/.test(line))).toMatch(/← .*(u|v)$/);
  });

  it('leaves out the middle of a long computation', () => {
    const long = (z: Tensor<readonly [2]>) => {
      let y = z;
      for (let i = 0; i < 5000; i++) y = y.mul(0.5).tanh();
      return y;
    };
    const { alt } = computationGraph(long, [zeros([2])], { limit: 6 });
    expect(alt.split('\n')).toEqual([
      'Computation graph: 10000 operations, 0 parameters.',
      '1 x, 2',
      '2 mul, y = a · b, b = 0.5, 2',
      '3 tanh, y = tanh x, 2',
      '4 ⋯, 9997 more',
      '5 tanh, y = tanh x, 2',
      '6 output, 2',
    ]);
  });

  it('remembers a value that is used twice as one', () => {
    const h = rng(0)
      .normal([2])
      .mul(parameter(zeros([2]), 'p'));
    const alt = computationGraph(h.tanh().add(h.sigmoid())).alt;
    expect(alt.match(/^mul,/gm)).toHaveLength(1);
    expect(alt).toMatch(/add, y = a \+ b, 2 ← tanh, sigmoid/);
  });

  it('speaks Chinese', () => {
    setLanguage('zh');
    expect(computationGraph(W.sum(0)).alt).toBe(
      '计算图：1 个运算，1 个参数。\nW, 3×2\nsum, y = Σₖ xₖ, axis 0, 1×2\n输出, 2',
    );
  });

  it('says when a function asks for values, which there are none of', () => {
    expect(messageOf(() => computationGraph((z: Tensor<readonly [2]>) => z.mul(z.data[0]), [zeros([2])]))).toContain(
      'A tensor was asked for its values while its operations are being traced',
    );
  });
});
