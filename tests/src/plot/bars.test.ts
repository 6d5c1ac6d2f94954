import { afterEach, describe, expect, it } from 'vitest';
import { setLanguage } from '../../../src/display/index.ts';
import { bars } from '../../../src/plot/index.ts';
import { lookAt, says, wordsOf } from './look.ts';

afterEach(() => setLanguage('en'));

describe('bars', () => {
  it('stand in the order given, each with its value', async () => {
    const figure = bars(
      { GD: 0.91, Adam: 0.97, dead: NaN },
      { valueLabel: 'accuracy', title: 'After 10 epochs', highlight: 'Adam' },
    );
    const words = wordsOf((await lookAt(figure)).svg);
    expect(words.filter((word) => ['GD', 'Adam', 'dead'].includes(word))).toEqual(['GD', 'Adam', 'dead']);
    expect(words).toEqual(expect.arrayContaining(['0.9100', '0.9700', 'NaN', 'accuracy', 'After 10 epochs']));
    says(figure, 'Bar chart “After 10 epochs” of accuracy: GD 0.9100, Adam 0.9700, dead NaN. Highest: Adam.');
  });

  it('speak Chinese', async () => {
    setLanguage('zh');
    const figure = bars({ accuracy: 0.5, loss: -1 });
    expect(wordsOf((await lookAt(figure)).svg)).toEqual(expect.arrayContaining(['准确率', '损失', '−1']));
    says(figure, '条形图：准确率 0.5000、损失 −1。');
  });

  it('stand in groups, each with its value and the name of its series', async () => {
    const figure = bars({ MLP: { training: 0.99, test: 0.97 }, CNN: { training: 1, test: NaN } });
    const { svg } = await lookAt(figure);
    expect(wordsOf(svg)).toEqual(
      expect.arrayContaining(['0.9900  training', '0.9700  test', '1  training', 'NaN  test']),
    );
    const fills = [...svg.matchAll(/aria-roledescription="bar"[^>]*fill="(#\w+)"/g)].map(([, fill]) => fill);
    expect(fills).toEqual(['#0072B2', '#D55E00', '#0072B2', '#D55E00']);
    says(figure, 'training: MLP 0.9900, CNN 1; test: MLP 0.9700, CNN NaN. Highest: CNN (training); MLP (test).');
  });

  it('go left of zero for what is negative', async () => {
    const { svg } = await lookAt(bars({ age: -0.5, income: 0.5 }));
    const starts = [...svg.matchAll(/aria-roledescription="bar"[^>]* d="M([\d.]+),/g)].map(([, x]) => Number(x));
    expect(starts[0]).toBeLessThan(starts[1]);
  });

  it('are an empty frame where there are none', async () => {
    expect(wordsOf((await lookAt(bars({}, { valueLabel: 'accuracy' }))).svg)).toEqual(
      expect.arrayContaining(['no data', 'accuracy']),
    );
  });
});
