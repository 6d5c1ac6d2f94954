import { afterEach, describe, expect, it } from 'vitest';
import { decisionBoundary, dense, seed, sequential, setLanguage, tensor } from '../../../src/index.ts';
import { listOf, lookAt, says, wordsOf } from './look.ts';

afterEach(() => setLanguage('en'));

const points = [
  [1, 1],
  [2, 1],
  [-1, 0],
  [-2, -1],
  [0.5, -1],
];
const labels = [1, 1, 0, 0, 0];
describe('a decision boundary', () => {
  it('draws the regions of a function, and outlines the points on the wrong side', async () => {
    const figure = decisionBoundary((x) => x.matmul(tensor([[4], [0]])).sigmoid(), points, labels, { x: [-2, 2] });
    const { svg } = await lookAt(figure);
    expect(wordsOf(svg)).toEqual(
      expect.arrayContaining([
        'x₁',
        'x₂',
        'class 0',
        'class 1',
        'darker: surer; outlined: 1 of 5 points in the region of another class',
      ]),
    );
    says(
      figure,
      'Decision boundary: 2 classes over x₁ from −2 to 2 and x₂',
      'Of the plane class 0 has 51 %, class 1 has 49 %.',
      '4 of 5 points (80 %) lie in the region of their class; in other regions, outlined: 1 of class 0.',
    );
  });

  it('takes a model with one output for each class, compiled or not', async () => {
    seed(0);
    const model = sequential([2], dense(3, { activation: 'softmax' }));
    const [W] = model.parameters();
    W.assign(tensor([1, -1, 0, 0, 0, 1], [2, 3]));
    const three = [0, 0, 1, 1, 2];
    const figure = decisionBoundary(model, points, three, { classNames: ['east', 'west', 'north'] });
    expect(wordsOf((await lookAt(figure)).svg)).toEqual(expect.arrayContaining(['east', 'west', 'north']));
    says(figure, '3 classes', '4 of 5 points (80 %)', '1 of north');
    const compiled = model.compile({ optimizer: 'sgd', loss: 'sparseCategoricalCrossentropy' });
    expect(decisionBoundary(compiled, points, three, { classNames: ['east', 'west', 'north'] }).alt).toBe(figure.alt);
  });

  it('reads numbers outside 0 … 1 as scores, and labels −1 and 1 with them', () => {
    const figure = decisionBoundary((x) => x.matmul(tensor([[4], [0]])), points, [1, 1, -1, -1, -1]);
    says(figure, '4 of 5 points (80 %)', '1 of class −1');
    says(
      decisionBoundary(
        (x) =>
          x.matmul(
            tensor([
              [4, -4],
              [0, 0],
            ]),
          ),
        points,
        labels,
      ),
      '1 of 5 points (20 %)',
    );
  });

  it('takes class numbers, as a rule by hand gives them', () => {
    const rule = decisionBoundary((x) => x.sum(1).greater(0).cast('int32'), points, labels);
    says(rule, '5 of 5 points (100 %) lie in the region of their class.');
  });

  it('draws the classes in colours, shapes and names', async () => {
    const { svg } = await lookAt(decisionBoundary((x) => x.sum(1).sigmoid(), points, labels));
    const marks = svg.split('role-legend')[0].match(/<path transform="[^"]*" d="[^"]+" fill="#(0072B2|D55E00)"/g) ?? [];
    expect(marks).toHaveLength(5);
    expect(new Set(marks.map((mark) => mark.replace(/transform="[^"]*"|[\d.]+/g, ''))).size).toBe(2);
  });

  it('keeps a hundred thousand points within the budget, and says so', async () => {
    const many = listOf(100_000, (i) => [Math.sin(i), Math.cos(i * 1.7)]);
    const figure = decisionBoundary(
      (x) => x.sum(1).sigmoid(),
      many,
      listOf(100_000, (i) => i % 2),
    );
    expect(wordsOf((await lookAt(figure)).svg)).toContain('300 of 100000 points drawn');
    says(figure, 'of 100000 points (');
  });

  it('leaves white where the model gives no finite output, and leaves such points out', async () => {
    const figure = decisionBoundary(
      (x) => x.sum(1).log().sigmoid(),
      [
        [1, 2],
        [NaN, 1],
        [2, -1],
      ],
      [1, 0, 1],
    );
    const words = wordsOf((await lookAt(figure)).svg);
    expect(words).toContain('1 of 3 points not finite, left out');
    expect(words.some((word) => /^on \d+ % of the plane the output is not finite, left white$/.test(word))).toBe(true);
  });

  it('draws the regions alone where there are no points', async () => {
    const figure = decisionBoundary((x) => x.sum(1).sigmoid(), [], []);
    expect(wordsOf((await lookAt(figure)).svg)).toContain('darker: surer; no points');
    says(figure, 'over x₁ from −1 to 1', 'No points.');
  });

  it('speaks Chinese', async () => {
    setLanguage('zh');
    const figure = decisionBoundary((x) => x.matmul(tensor([[4], [0]])).sigmoid(), points, labels, { title: '两类' });
    expect(wordsOf((await lookAt(figure)).svg)).toEqual(
      expect.arrayContaining(['两类', '类别 0', '颜色越深越确定；描边：5 个点中有 1 个落在其他类别的区域']),
    );
    says(figure, '决策边界图“两类”：2 个类别', '落在其他区域（加描边）：类别 0 1 个。');
  });

  it('refuses what does not fit with one sentence', () => {
    expect(() => decisionBoundary((x) => x.sum(1), points, [0])).toThrow(
      'decisionBoundary: expected 5 labels, one for each point, received 1.',
    );
    expect(() => decisionBoundary((x) => x.sum(1), [[1, 2, 3]], [0])).toThrow(
      'decisionBoundary: expected points of the plane, two numbers each, received 3 numbers in point 0; choose two columns.',
    );
    expect(() => decisionBoundary((x) => x.sum(1), points, [0, 1, 2, 1, 0])).toThrow(
      'decisionBoundary: expected labels that are classes of the model: 0, 1, received 2.',
    );
    expect(() => decisionBoundary((x) => x.sum(), points, labels)).toThrow('received a scalar.');
    expect(() => decisionBoundary((x) => x.sum(1), points, labels, { classNames: ['a'] })).toThrow(
      'decisionBoundary: classNames: expected 2 names, one for each class, received 1.',
    );
    expect(() => decisionBoundary((x) => x.sum(1), points, labels, { x: [1, 0] })).toThrow(
      'decisionBoundary: x: expected two finite numbers, the lower one first, received [1,0].',
    );
  });
});
