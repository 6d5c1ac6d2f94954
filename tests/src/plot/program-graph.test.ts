/** Compiled functions as drawings: what runs, back to the gradients. */
import { afterEach, describe, expect, it } from 'vitest';
import { compile, ones, parameter, rng, setLanguage, sgd, type Tensor, zeros } from 'tslate';
import { wordsOf } from './look.ts';

afterEach(() => setLanguage('en'));

const W = parameter(zeros([3, 2]), 'W');
const b = parameter(zeros([2]), 'b');
type Rows = Tensor<readonly [4, 3]>;

describe('the drawing of a compiled function', () => {
  it('goes from its inputs through every operation to its result, numbers in the operations they go into', async () => {
    const figure = compile((x: Rows) => x.matmul(W).add(b).mul(3).softmax()).drawing(ones([4, 3]));
    expect(figure.alt).toBe(
      [
        'Program of 4 operations.',
        'x, 4×3',
        'W, 3×2',
        'matmul, 4×2 ← x, W',
        'b, 2',
        'add, 4×2 ← matmul, b',
        'mul, 3, 4×2',
        'softmax, 4×2',
        'output, 4×2',
      ].join('\n'),
    );
    expect(wordsOf(await figure.toSVG())).toEqual(expect.arrayContaining(['W', '3×2', 'matmul', 'output']));
  });

  it('has the gradients, the new values and the random numbers of a step in it, and calls them what they are', () => {
    const mean = parameter(zeros([2]), 'mean');
    const draws = rng(0);
    const descent = sgd();
    const step = compile((x: Rows) => {
      const y = x.matmul(W).add(draws.normal([4, 2]));
      mean.assign(y.mean(0));
      const loss = y.square().mean();
      loss.backward();
      descent.step([W]);
      return { loss, y };
    });
    const { alt } = step.drawing(ones([4, 3]));
    for (const line of ['random1, 4×2', 'output 1, a scalar', 'output 2, 4×2', 'new mean, 2', 'gradient of W, 3×2']) {
      expect(alt).toContain(line);
    }
    setLanguage('zh');
    expect(step.drawing(ones([4, 3])).alt).toContain('W 的梯度');
  });

  it('leaves out the middle of a long program', () => {
    const figure = compile((x: Rows) => {
      let y = x.add(1);
      for (let i = 0; i < 100; i++) y = y.mul(2).sin();
      return y;
    }).drawing(ones([4, 3]));
    expect(figure.alt.split('\n')).toHaveLength(41);
    expect(figure.alt).toContain('164 more');
  });
});
