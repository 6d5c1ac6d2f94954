import { afterEach, describe, expect, it } from 'vitest';
import { batchNormalization, dense, seed, sequential, setLanguage } from 'tslate';
import { parameterTable } from '../../../src/plot/index.ts';
import { listOf, lookAt, says, wordsOf } from './look.ts';

afterEach(() => setLanguage('en'));

const model = () => {
  seed(0);
  return sequential([8], dense(16, { activation: 'relu' }), batchNormalization(), dense(3));
};

describe('a table of parameters', () => {
  it('has a row for each tensor with its shape, number, share and spread', async () => {
    const figure = parameterTable(model(), { title: 'MLP' });
    const words = wordsOf((await lookAt(figure)).svg);
    expect(words).toEqual(expect.arrayContaining(['parameter', 'shape', 'numbers', 'mean', 'std', 'share', 'MLP']));
    expect(words).toEqual(expect.arrayContaining(['dense1/W', '8×16', '128', '49.4 %', 'dense2/b', '3']));
    // 8·16 + 16, four times 16 of the batch normalisation, 16·3 + 3
    expect(words).toContain('8 tensors, 259 numbers');
    says(
      figure,
      'Table of parameters “MLP”: 8 tensors, 259 numbers, of which no gradient changes 32.',
      'Largest: dense1/W, 8×16, 49.4 % of all.',
    );
  });

  it('takes a compiled model, too', async () => {
    await lookAt(parameterTable(model().compile({ optimizer: 'sgd', loss: 'meanSquaredError' })));
  });

  it('sums up what does not fit', async () => {
    const deep = sequential([4], ...listOf(30, () => dense(4)));
    const words = wordsOf((await lookAt(parameterTable(deep))).svg);
    expect(words).toEqual(expect.arrayContaining(['60 tensors, 600 numbers', '21 more']));
  });

  it('speaks Chinese, and is an empty frame without parameters', async () => {
    setLanguage('zh');
    const figure = parameterTable(model());
    expect(wordsOf((await lookAt(figure)).svg)).toEqual(expect.arrayContaining(['参数', '形状', '占比', '标准差']));
    says(figure, '参数表：8 个张量，共 259 个数，其中 32 个不由梯度改变。最大的是 dense1/W，8×16，占 49.4 %。');
    expect(wordsOf((await lookAt(parameterTable({ weights: () => new Map() }))).svg)).toContain('没有数据');
  });
});
