/** Plain values with a look of their own: histories and data sets. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  batchNormalization,
  confusionMatrix,
  dense,
  displaySymbol,
  isDisplayable,
  metadataSymbol,
  mnist,
  moons,
  sequential,
  tensor,
} from 'tslate';
import type { MimeBundle } from 'tslate';
import { showsAs } from '../../../src/display/shows-as.ts';
import { quiet, xorX, xorY } from '../training/samples.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const shownAs = async (value: object): Promise<MimeBundle> => {
  if (!isDisplayable(value)) throw new Error('it has no look');
  return value[displaySymbol]();
};

describe('showsAs', () => {
  it('asks for the look when it is shown, with the metadata that it has then, and changes nothing else', async () => {
    const value = { a: 1 };
    showsAs(value, () => ({
      [displaySymbol]: () => ({ 'text/plain': `a is ${value.a}` }),
      [metadataSymbol]: { 'text/plain': { a: value.a } },
    }));
    expect(Reflect.get(value, metadataSymbol)).toBeUndefined();
    value.a = 2;
    expect(await shownAs(value)).toEqual({ 'text/plain': 'a is 2' });
    expect(Reflect.get(value, metadataSymbol)).toEqual({ 'text/plain': { a: 2 } });
    expect(value).toStrictEqual({ a: 2 });
    expect(JSON.stringify({ ...value })).toBe('{"a":2}');
  });
});

it('a history is its curves', async () => {
  const model = sequential([2], dense(1)).compile({ optimizer: 'sgd', loss: 'mse' });
  const history = await model.fit(xorX, xorY, { epochs: 3, ...quiet });
  const bundle = await shownAs(history);
  expect(Object.keys(bundle)).toContain('application/vnd.vegalite.v5+json');
  expect(bundle['text/plain']).toMatch(/^Training curves: loss over epoch\. loss, training: from /);
  expect(Object.keys(history)).toEqual(['loss']);
  const none = await model.fit(xorX, xorY, { epochs: 0, ...quiet });
  expect((await shownAs(none))['text/plain']).toMatch(/no data|nothing can be drawn/);
});

it('a set of images is two samples of each class and how many there are', async () => {
  vi.stubEnv('TSLATE_DATA', '');
  vi.stubEnv('TSLATE_OFFLINE', '1');
  vi.spyOn(console, 'log').mockImplementation(() => undefined);
  const digits = await mnist.load({ train: 300, test: 10 });
  const bundle = await shownAs(digits);
  const words = String(bundle['text/plain']);
  expect(words).toContain('300 training and 10 test images. Two samples of each class');
  const counts = [...words.matchAll(/(\d): (\d+)/g)].map(([, , count]) => Number(count));
  expect(counts).toHaveLength(10);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(300);
  expect(JSON.stringify(bundle).length).toBeLessThan(95_000);
});

it('a confusion matrix is its heatmap, and still a tensor', async () => {
  const matrix = confusionMatrix(tensor([0, 1, 1]), tensor([[0.9, 0.1], [0.2, 0.8], [0.7, 0.3]])); // prettier-ignore
  const bundle = await shownAs(matrix);
  expect(Object.keys(bundle)).toContain('application/vnd.vegalite.v5+json');
  expect(bundle['text/plain']).toMatch(/true class/);
  expect(matrix.toArray()).toEqual([[1, 0], [1, 1]]); // prettier-ignore
});

it('points of the plane are a scatter plot', async () => {
  const bundle = await shownAs(moons({ samples: 20, seed: 0 }));
  expect(Object.keys(bundle)).toContain('application/vnd.vegalite.v5+json');
  expect(bundle['text/plain']).toContain('20 points');
});

it('a model is its summary as a table, compiled or not', async () => {
  const net = sequential([4], dense(3), dense(1));
  const bundle = await shownAs(net);
  expect(bundle['text/plain']).toBe(net.summary());
  const html = String(bundle['text/html']);
  const rows = [...html.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row = '']) =>
    row.replaceAll(/<[^>]*>/g, '|').replaceAll(/\|+/g, '|'),
  );
  expect(rows).toEqual([
    '|layer|kind|output|parameters|share|',
    '|input|4|',
    '|dense1|dense|3|15|79 %|',
    '|dense2|dense|1|4|21 %|',
  ]);
  expect(html).toContain('19 parameters');
  const compiled = net.compile({ optimizer: 'sgd', loss: 'mse' });
  expect(await shownAs(compiled)).toEqual(bundle);
  expect(String(compiled)).toBe(net.summary());
});

it('the table of a model is in the reader’s language, with what no gradient changes', async () => {
  vi.stubEnv('TSLATE_LANGUAGE', 'zh');
  const net = sequential([4], batchNormalization(), dense(1));
  const bundle = await shownAs(net);
  expect(bundle['text/html']).toContain('共 13 个参数，另有 8 个不由梯度改变的数');
  expect(bundle['text/plain']).toMatch(/^共 13 个参数，另有 8 个不由梯度改变的数$/m);
});
