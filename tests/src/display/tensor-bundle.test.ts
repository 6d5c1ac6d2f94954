/** What a tensor looks like in a notebook. */
import { afterEach, describe, expect, it } from 'vitest';
import { displaySymbol, metadataSymbol, parameter, range, rng, setLanguage, tensor, zeros } from 'tslate';
import { traceStep } from '../../../src/graph/trace-step.ts';
import type { AnyTensor } from '../../../src/tensor/tensor.ts';
import { tensorStatistics } from '../../../src/display/tensor-bundle.ts';

afterEach(() => setLanguage('en'));

const htmlOf = (t: AnyTensor): string => String(t[displaySymbol]()['text/html']);
const textOf = (t: AnyTensor): string => String(t[displaySymbol]()['text/plain']);
/** The words of the HTML, one piece a line. */
const wordsOf = (t: AnyTensor): readonly string[] =>
  htmlOf(t)
    .replaceAll(/<[^>]*>/g, '\n')
    .split('\n')
    .flatMap((word) => word.trim() || []);

describe('a tensor in a notebook', () => {
  it('shows what it is, its elements with their indices, and what can be said of all', () => {
    const t = tensor([[1, NaN, Infinity], [0, -2.5, 0]]); // prettier-ignore
    expect(wordsOf(t)).toEqual([
      ...['Tensor', 'float32 2×3', '0', '1', '2'],
      ...['0', '1', 'NaN', 'Infinity'],
      ...['1', '0', '−2.5', '0'],
      'min −2.5 · max 1 · mean −0.375 · zeros 2 (33 %) · NaN 1 (17 %) · ∞ 1 (17 %)',
    ]);
    expect(textOf(t)).toBe(t.toString());
  });

  it('elides the middle, and says in the text too what cannot be seen there', () => {
    const t = range(100).reshape([10, 10]);
    expect(wordsOf(t).slice(2, 9)).toEqual(['0', '1', '2', '…', '7', '8', '9']);
    expect(textOf(t)).toBe(`${t.toString()}\nmin 0 · max 99 · mean 49.5 · zeros 1 (1 %)`);
    expect(htmlOf(t).length).toBeLessThan(4000);
  });

  it('shows one matrix of a tensor of more axes, and where it lies; of few channels the first', () => {
    const images = rng(0).normal([2, 9, 4, 1]);
    expect(wordsOf(images).slice(0, 3)).toEqual(['Tensor', 'float32 2×9×4×1', '[0, :, :, 0]']);
    expect(textOf(images)).toMatch(/^Tensor float32 2×9×4×1, \[0, :, :, 0\]\n\[\[.*\n/);
    expect(textOf(images).split('\n')).toHaveLength(1 + 7 + 1);
    const heads = tensor(Int32Array.from({ length: 30 }, (_, i) => i), [1, 6, 5]); // prettier-ignore
    expect(wordsOf(heads)[2]).toBe('[0, :, :]');
    expect(wordsOf(heads)).toContain('29');
  });

  it('is short where there is little to show', () => {
    expect(wordsOf(tensor(3.5))).toEqual(['Tensor', 'float32 scalar 3.5']);
    expect(wordsOf(zeros([0, 2]))).toEqual(['Tensor', 'float32 0×2']);
    expect(wordsOf(tensor([1, 2, 3]).greater(1)).at(-1)).toBe('true 2 (67 %) · false 1 (33 %)');
    expect(wordsOf(tensor([NaN]).cast('float64'))).toEqual(['Tensor', 'float64 1', '0', 'NaN']);
  });

  it('has the name of a parameter, escaped', () => {
    const p = parameter(tensor([1, 2]), 'dense1/W<b>');
    expect(htmlOf(p)).toContain('<strong>Parameter dense1/W&lt;b&gt;</strong> float32 2');
    expect(textOf(p)).toBe('Parameter dense1/W<b> float32 2\n[1, 2]');
  });

  it('has no values while it is traced', () => {
    const p = parameter(tensor([1, 2]));
    const seen: unknown[] = [];
    traceStep(() => (seen.push(p[displaySymbol]()), []), []);
    expect(seen).toEqual([{ 'text/plain': 'Tensor<2> being traced' }]);
  });

  it('speaks Chinese', () => {
    setLanguage('zh');
    expect(wordsOf(tensor([1, 0])).at(-1)).toBe('最小 0 · 最大 1 · 平均 0.5 · 零 1 (50 %)');
    expect(wordsOf(tensor(1))).toEqual(['Tensor', 'float32 标量 1']);
  });

  it('holds nothing that a sanitiser takes away, and no colours of its own for dark or light', () => {
    const html = htmlOf(rng(0).normal([3, 3]));
    expect(html).not.toMatch(/<script|on\w+=|class=|[^-]color:|background/);
  });
});

it('counts what is not finite apart', () => {
  const { min, max, mean, zeros: none, nans, infinities } = tensorStatistics([NaN, -Infinity, 0, 4]);
  expect([min, max, mean, none, nans, infinities]).toEqual([0, 4, 2, 1, 1, 1]);
  expect(tensorStatistics([]).mean).toBeNaN();
});

describe('asImage', () => {
  const alt = async (t: AnyTensor): Promise<string> => String((await t.asImage()[displaySymbol]())['text/plain']);

  it('takes one image for one, and a stack for many', async () => {
    expect(await alt(zeros([4, 5]))).toContain('1 image of 4×5 pixels');
    expect(await alt(zeros([4, 5, 3]))).toContain('1 image of 4×5 pixels');
    expect(await alt(zeros([16]))).toContain('1 image of 4×4 pixels');
    expect(await alt(zeros([7, 4, 5]))).toContain('7 images of 4×5 pixels');
    expect(await alt(zeros([7, 4, 5, 1]))).toContain('7 images of 4×5 pixels');
    const figure = zeros([4, 5]).asImage({ title: 'nothing' });
    await figure[displaySymbol]();
    expect(figure[metadataSymbol]).toMatchObject({ 'image/png': { alt: expect.stringContaining('nothing') } });
  });

  it('says what shape it cannot draw', () => {
    expect(() => zeros([2, 2, 2, 2, 2]).asImage()).toThrow(/imageGrid: expected images of shape/);
    expect(() => zeros([3]).asImage()).toThrow(/which make no square/);
  });
});
