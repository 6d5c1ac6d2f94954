import { afterEach, describe, expect, it } from 'vitest';
import { type History } from 'tslate';
import { setLanguage } from '../../../src/display/index.ts';
import { type Chart, lines } from '../../../src/plot/index.ts';
import { listOf, lookAt, says, wordsOf } from './look.ts';

afterEach(() => setLanguage('en'));

const loss = listOf(10, (i) => 2.3 * Math.exp(-i / 3));
const valLoss = listOf(10, (i) => 2.4 * Math.exp(-i / 3) + 0.02 * i);

describe('lines', () => {
  it('draws a live chart, a static picture with every label, and a sentence', async () => {
    const { svg } = await lookAt(lines({ valLoss, loss }, { title: 'Training <1>' }));
    const words = wordsOf(svg);
    expect(words).toEqual(expect.arrayContaining(['epoch', 'Training &lt;1&gt;']));
    expect(words.filter((word) => word.includes('loss'))).toEqual(['validation loss', 'loss']);
  });

  it('labels whole epochs only, from 1, and each of a few', async () => {
    const { svg } = await lookAt(lines({ loss: loss.slice(0, 3) }));
    expect(wordsOf(svg).slice(0, 3)).toEqual(['1', '2', '3']);
    const many = wordsOf((await lookAt(lines({ loss: listOf(40, (i) => i) }))).svg);
    expect(many.filter((word) => /^\d+\.\d/.test(word))).toEqual([]);
  });

  it('says where each line starts, ends and has its extremes', () => {
    says(
      lines({ loss, valLoss }),
      'loss over epoch',
      'loss: from 2.300 at epoch 1 (highest) to 0.1145 at epoch 10 (lowest).',
    );
    const dip = lines({ run: [3, 1, 4, 2] }, { start: 0, xLabel: 'step' });
    says(dip, 'run: from 3 at step 0 to 2 at step 3; lowest 1 at step 1; highest 4 at step 2.');
    says(lines({ flat: [1, 1] }), 'flat: from 1 at epoch 1 to 1 at epoch 2.');
    says(lines({ one: [5] }), 'one: 5 at epoch 1.');
  });

  it('speaks Chinese in the picture and in the sentence', async () => {
    setLanguage('zh');
    const figure = lines({ loss, valLoss }, { title: '训练' });
    expect(wordsOf((await lookAt(figure)).svg)).toEqual(expect.arrayContaining(['轮次', '损失', '验证损失', '训练']));
    says(figure, '折线图“训练”', '损失：从 2.300（轮次 1，最高）到 0.1145（轮次 10，最低）。');
  });

  it('marks with a cross where a run died, and says so', async () => {
    const figure = lines({ '2017': [2.3, 2.1, NaN, NaN], repaired: [2.3, 1.5, 1, 0.8] });
    const { svg } = await lookAt(figure);
    says(
      figure,
      '2017: from 2.300 at epoch 1 (highest) to 2.100 at epoch 2 (lowest); not a number (NaN) from epoch 3 on, marked by a cross.',
    );
    expect(wordsOf(svg)).toContain('NaN');
    expect(svg).toMatch(/aria-label="epoch: 2; value: 2\.1; series: 2017"[^>]*d="M-5/);
  });

  it('leaves a gap where a value is infinite and goes on after it', async () => {
    const figure = lines({ a: [1, 2, Infinity, 4, 5] });
    const { svg } = await lookAt(figure);
    says(figure, 'infinite (∞) at epoch 3, marked by a cross');
    expect(wordsOf(svg)).toContain('∞');
    expect(svg.match(/class="mark-line role-mark[^"]*"/g)).toHaveLength(2);
  });

  it('marks and tells the first and the last of many gaps, and counts the others', async () => {
    const figure = lines({ a: listOf(400, (i) => (i % 4 === 3 ? NaN : i)) });
    const { svg } = await lookAt(figure);
    says(figure, 'not a number (NaN) at epoch 4, marked', 'not a number (NaN) from epoch 400 on', '; 93 more gaps.');
    expect(svg.match(/d="M-5/g)?.length).toBe(7);
  });

  it('draws a frame with a cross for a run that was never finite', async () => {
    const figure = lines({ dead: [NaN, NaN] });
    expect(wordsOf((await lookAt(figure)).svg)).toContain('NaN');
    says(figure, 'dead: nothing can be drawn; not a number (NaN) from epoch 1 on');
  });

  it('draws decades on a logarithmic scale and gaps where it cannot show a value', async () => {
    const figure = lines({ error: [100, 1, 0, 0.01] }, { logY: true });
    const words = wordsOf((await lookAt(figure)).svg);
    expect(words).toEqual(expect.arrayContaining(['0.01', '0.1', '1', '10', '100', '≤ 0']));
    says(figure, 'logarithmic scale', '0, which a logarithmic scale cannot show, at epoch 3');
    const narrow = wordsOf((await lookAt(lines({ rate: [0.3, 0.4] }, { logY: true }))).svg);
    expect(narrow).toEqual(expect.arrayContaining(['0.2', '0.5']));
  });

  it('draws x on a logarithmic scale, and marks places on it with a word', async () => {
    const points = [1e-4, 1e-3, 1e-2, 0.1].map((x) => ({ x, y: Math.log10(x) ** 2 }));
    const figure = lines({ loss: points }, { logX: true, xLabel: 'rate', markers: [{ x: 0.012348, label: 'best' }] });
    const { svg } = await lookAt(figure);
    expect(wordsOf(svg)).toEqual(expect.arrayContaining(['0.0001', '0.001', '0.01', '0.1', 'best']));
    const at = (x: number) => Number(svg.match(new RegExp(`aria-label="rate: ${x};[^>]*translate\\(([\\d.]+),`))?.[1]);
    expect(at(0.01) - at(0.001)).toBeCloseTo(at(0.1) - at(0.01), 1);
    says(figure, 'loss over rate, horizontal scale logarithmic.', 'Marked at rate 0.01235: best.');
    says(lines({ loss: points }, { logX: true, logY: true }), 'both scales logarithmic');
    expect(() => lines({ loss: [{ x: 0, y: 1 }] }, { logX: true })).toThrow(
      'lines: value 0 of the series "loss" stands at x = 0; expected x > 0, as a logarithmic scale needs.',
    );
  });

  it('has the word of a marker on its left where a curve runs on its right', async () => {
    const marked = (x: number) =>
      lines({ loss: [4, 3, 2, 1, 1, 1, 1, 1, 1, 1, 1, 4] }, { markers: [{ x, label: 'suggested' }] });
    const anchor = async (x: number) => /text-anchor="(\w+)"[^>]*>suggested</.exec((await lookAt(marked(x))).svg)?.[1];
    expect([await anchor(4), await anchor(11)]).toEqual(['start', 'end']);
  });

  it('labels a logarithmic scale that reaches far by powers of ten, which do not run into each other', async () => {
    const labels = async (xs: readonly number[], logY = false) => {
      const figure = lines({ loss: xs.map((x) => ({ x, y: x })) }, { logX: true, logY });
      return wordsOf((await lookAt(figure)).svg).filter((word) => /^[\d.·⁻⁰¹²³⁴⁵⁶⁷⁸⁹e-]+$/.test(word));
    };
    expect((await labels([1e-7, 1e-3, 1])).slice(0, 8)).toEqual([
      '10⁻⁷',
      '10⁻⁶',
      '10⁻⁵',
      '10⁻⁴',
      '10⁻³',
      '10⁻²',
      '10⁻¹',
      '10⁰',
    ]);
    expect((await labels([4e-7, 3e-6])).slice(0, 3)).toEqual(['5·10⁻⁷', '10⁻⁶', '2·10⁻⁶']);
    expect(await labels([1e5, 1e7], true)).toEqual(['10⁵', '10⁶', '10⁷', '10⁵', '10⁶', '10⁷']);
  });

  it('joins points from left to right, or in the order given as a path that turns back', async () => {
    const circle = { orbit: listOf(41, (i) => ({ x: Math.cos((i * Math.PI) / 20), y: Math.sin((i * Math.PI) / 20) })) };
    const along = async (figure: Chart) => {
      const { svg } = await lookAt(figure);
      const [, line = ''] = /aria-roledescription="line mark"[^>]* d="([^"]+)"/.exec(svg) ?? [];
      return [...line.matchAll(/[ML]([-\d.]+)/g)].map(([, x]) => Number(x));
    };
    const turns = (xs: readonly number[]) =>
      xs.filter((x, i) => i > 1 && (x - xs[i - 1]) * (xs[i - 1] - xs[i - 2]) < 0);
    expect(turns(await along(lines(circle, { xLabel: 'x' })))).toEqual([]);
    const path = await along(lines(circle, { xLabel: 'x', path: true }));
    expect(path).toHaveLength(41);
    expect(turns(path)).toHaveLength(1);
  });

  it('keeps a hundred thousand points within the budget, with the extremes and a note', async () => {
    const long = Object.fromEntries(listOf(8, (k) => [`第 ${k} 次运行`, listOf(12_500, (i) => Math.sin(i * 1.3) + k)]));
    const spike = listOf(12_500, (i) => (i === 7777 ? 99 : i % 7));
    const figure = lines({ ...long, spike });
    const { svg } = await lookAt(figure);
    expect(JSON.stringify(figure.spec)).toContain('{"x":7778,"y":99,"s":"spike"}');
    expect(wordsOf(svg).some((word) => /^\d+ of 112500 points drawn; the extremes are among them$/.test(word))).toBe(
      true,
    );
  });

  it('takes points with their own x, and typed arrays', async () => {
    const figure = lines(
      {
        sweep: [
          { x: 0.5, y: 1 },
          { x: 1.5, y: 3 },
        ],
        typed: Float32Array.of(1, 2),
      },
      { xLabel: 'rate' },
    );
    await lookAt(figure);
    says(figure, 'sweep: from 1 at rate 0.5 (lowest) to 3 at rate 1.5 (highest).', 'typed: from 1 at rate 1');
  });

  it('takes the history of a training as it is', async () => {
    const history: History<'accuracy'> = { loss, accuracy: loss, valLoss };
    const words = wordsOf((await lookAt(lines(history))).svg);
    expect(words).toEqual(expect.arrayContaining(['loss', 'accuracy', 'validation loss']));
  });

  it('tells lines apart by dash and shape as well as by colour', async () => {
    const { svg } = await lookAt(lines({ a: [1, 2], b: [2, 1], c: [3, 3] }));
    const [drawn = ''] = svg.split('role-legend');
    expect(new Set(drawn.match(/stroke-dasharray="[^"]+"/g)).size).toBe(3);
    expect(
      new Set(drawn.match(/aria-roledescription="point"[^>]* d="[^"]+"/g)?.map((mark) => mark.split(' d=')[1])).size,
    ).toBe(3);
  });

  it('draws measured points without a line beside a fitted curve', async () => {
    const measured = [0, 4, 9].map((x) => ({ x, y: 2 * x }));
    const figure = lines({ fit: listOf(40, (i) => i), measured }, { points: ['measured'], xLabel: 'x' });
    const { svg } = await lookAt(figure);
    expect(svg.match(/aria-roledescription="line mark"/g)).toHaveLength(1);
    expect(wordsOf(svg)).toEqual(expect.arrayContaining(['fit', 'measured']));
    says(figure, 'measured: 3 points; from 0 at x 0 (lowest) to 18 at x 9 (highest).');
    expect(() => lines({ fit: [1, 2] }, { points: ['measured'] })).toThrow(
      'lines: points: expected names of series: fit, received measured',
    );
  });

  it('takes the alternative text that the author gives', async () => {
    const { svg } = await lookAt(lines({ loss }, { alt: 'The loss falls.' }));
    expect(svg).toContain('<desc>The loss falls.</desc>');
  });

  it('draws an empty frame that says so where there are no data', async () => {
    const none = lines({}, { title: 'Runs' });
    expect(wordsOf((await lookAt(none)).svg)).toEqual(expect.arrayContaining(['no data', 'Runs']));
    says(none, 'Line chart “Runs”: no data.');
    const empty = lines({ loss: [] }, { logX: true, logY: true });
    expect(wordsOf((await lookAt(empty)).svg)).toContain('no data');
    says(empty, 'loss: nothing can be drawn.');
    const half = lines({ loss, valLoss: [] });
    expect(wordsOf((await lookAt(half)).svg)).not.toContain('no data');
  });

  it('refuses what cannot be drawn with one sentence', () => {
    const noX = { x: NaN, y: 1 };
    expect(() => lines({ loss: [noX] })).toThrow(
      'value 0 of the series "loss" is {"x":null,"y":1}; expected a number or { x, y }',
    );
  });
});
