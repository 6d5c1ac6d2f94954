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

  it('refuse to be none', () => {
    expect(() => bars({})).toThrow('bars: expected at least one named value, received none.');
  });
});
