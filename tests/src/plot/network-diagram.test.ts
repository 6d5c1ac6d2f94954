import { afterEach, describe, expect, it } from 'vitest';
import {
  conv2d,
  dense,
  displaySymbol,
  dropout,
  networkDiagram,
  sequential,
  setLanguage,
  tensor,
} from '../../../src/index.ts';
import { listOf, says, sizeOf, wordsOf } from './look.ts';

afterEach(() => setLanguage('en'));

/** Two hidden neurons that find “or” and “and”; the output is the one without the other. */
function exclusiveOr() {
  const model = sequential([2], dense(2, { activation: 'relu' }), dropout(0.1), dense(1));
  const [W1, b1, W2] = model.parameters();
  W1.assign(
    tensor([
      [1, 1],
      [1, 1],
    ]),
  );
  b1.assign(tensor([0, -1]));
  W2.assign(tensor([[1], [-2]]));
  return model;
}

describe('a network diagram', () => {
  it('draws a circle for each neuron and a line for each weight, with sign and size', async () => {
    const figure = networkDiagram(exclusiveOr(), { inputLabels: ['a', 'b'], outputLabels: ['a ⊕ b'] });
    const svg = await figure.toSVG();
    expect(svg.match(/<circle/g)).toHaveLength(5);
    expect(svg.match(/M[\d.]+ [\d.]+L/g)).toHaveLength(6);
    // The largest weight, −2, has the thickest line, dashed; ±1 is half of it.
    expect(svg).toMatch(/stroke="#0072B2" stroke-width="4.4"[^>]* stroke-dasharray="6 3"/);
    expect(svg.match(/stroke="#D55E00" stroke-width="2.2"/g)).toHaveLength(1);
    expect(wordsOf(svg)).toEqual(
      expect.arrayContaining([
        'input',
        'dense1',
        'dense2',
        '2 · relu',
        'a',
        'b',
        'a ⊕ b',
        'thickest: 2',
        'negative weight',
      ]),
    );
    says(
      figure,
      'Network, neurons by layer: input 2 → dense1 2 (relu) → dense2 1.',
      '6 weights, 1 of them negative; the largest in size is −2, from dense1 2 to dense2 1.',
    );
  });

  it('shows what a sample makes of each neuron', async () => {
    const figure = networkDiagram(exclusiveOr(), { sample: [1, 1] });
    // Of both inputs 1, “or” is 2 and “and” 1, and the output is 2 − 2 · 1 = 0.
    expect(wordsOf(await figure.toSVG()).filter((word) => /^[\d.]+$/.test(word))).toEqual([
      '2',
      '1',
      '1.0',
      '1.0',
      '2.0',
      '1.0',
      '0',
    ]);
    says(figure, 'For the sample the outputs are 0.');
    says(
      networkDiagram(exclusiveOr().compile({ optimizer: 'sgd', loss: 'mse' }), { sample: tensor([1, 0]) }),
      'outputs are 1.',
    );
  });

  it('gives a positive value the colour of a positive weight, whether or not another one is negative', async () => {
    const fills = async (sample: readonly number[]) => {
      const svg = await networkDiagram(exclusiveOr(), { sample }).toSVG();
      return [...svg.matchAll(/<circle[^>]* fill="([^"]+)"/g)].map(([, fill]) => fill);
    };
    const [positive, zero] = await fills([1, 0]);
    const [same, negative] = await fills([1, -1]);
    expect(same).toBe(positive);
    const [red, , blue] = [1, 3, 5].map((at) => parseInt(positive.slice(at, at + 2), 16));
    expect(red).toBeGreaterThan(blue);
    expect(new Set([positive, zero, negative]).size).toBe(3);
  });

  it('draws sizes alone with plain lines', async () => {
    const figure = networkDiagram([2, 3, 1], { title: 'Small' });
    const svg = await figure.toSVG();
    expect(svg.match(/M[\d.]+ [\d.]+L/g)).toHaveLength(9);
    expect(wordsOf(svg)).toEqual(['Small', 'input', '2', 'hidden', '3', 'output', '1']);
    says(figure, 'Network “Small”, neurons by layer: input 2 → hidden 3 → output 1.');
  });

  it('draws the first and last neurons of large layers, within the budget, and says so', async () => {
    const model = sequential([784], dense(64, { activation: 'relu' }), dense(10, { activation: 'softmax' }));
    const figure = networkDiagram(model, { sample: listOf(784, (i) => Math.sin(i)) });
    const svg = await figure.toSVG();
    expect(svg.match(/<circle/g)).toHaveLength(24);
    expect(wordsOf(svg).filter((word) => word === '⋮')).toHaveLength(3);
    const note = 'drawn of input: 8 of 784 neurons; dense1: 8 of 64 neurons; dense2: 8 of 10 neurons';
    expect(wordsOf(svg)).toContain(note);
    says(figure, `${note}.`, '50816 weights');
    expect(sizeOf(await figure[displaySymbol]())).toBeLessThan(100_000);
  });

  it('leaves weights out that are not finite, and says so', async () => {
    const model = exclusiveOr();
    model.parameters()[0].assign(
      tensor([
        [NaN, Infinity],
        [0, 1],
      ]),
    );
    const figure = networkDiagram(model);
    expect((await figure.toSVG()).match(/M[\d.]+ [\d.]+L/g)).toHaveLength(3);
    says(figure, '2 are not finite and not drawn.');
  });

  it('speaks Chinese', async () => {
    setLanguage('zh');
    const figure = networkDiagram(exclusiveOr());
    expect(wordsOf(await figure.toSVG())).toEqual(expect.arrayContaining(['输入', '正权重', '负权重', '最粗：2']));
    says(figure, '神经网络图，各层神经元：输入 2 → dense1 2（relu） → dense2 1。', '共 6 个权重，其中 1 个为负');
  });

  it('refuses what has no such drawing with one sentence', () => {
    expect(() => networkDiagram(sequential([8, 8, 1], conv2d(2, 3)))).toThrow(
      'networkDiagram: expected dense layers one after the other, received the layer conv2d1, a conv2d; modelGraph draws models of all kinds.',
    );
    expect(() => networkDiagram([3])).toThrow(
      'expected at least two sizes of layers, whole numbers ≥ 1, received [3].',
    );
    expect(() => networkDiagram([3, 1], { sample: [1, 2, 3] })).toThrow('sample: expected a model, received sizes');
    expect(() => networkDiagram(exclusiveOr(), { sample: [1] })).toThrow('sample: expected 2 numbers, received 1.');
    expect(() => networkDiagram([2, 1], { inputLabels: ['a'] })).toThrow(
      'inputLabels: expected 2, one for each neuron, received 1.',
    );
    expect(() => networkDiagram([2, 1], { limit: 1 })).toThrow('limit: a whole number ≥ 2');
  });
});
