/** What chapter 13 says of the program of article 002: its size and shapes, its layers, and how it looks at images. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  activation,
  batchNormalization,
  block,
  conv2d,
  dense,
  flatten,
  globalAveragePool2d,
  maxPool2d,
  occlusion,
  rng,
  saliency,
  seed,
  sequential,
  withoutGradients,
  type Tensor,
} from 'tslate';
import { cnn as program } from '../../seeds/002-cnn.ts';

const read = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');
const chapter = read('notebooks/chapters/13-cnn-mnist.ts');

/** The program, untrained. */
const cnn = () => program().model;
const count = (model: { parameters(): readonly { readonly size: number }[] }): number =>
  model.parameters().reduce((sum, { size }) => sum + size, 0);

describe('the program of article 002', () => {
  it('has 34,826 parameters', () => {
    expect(count(cnn())).toBe(34_826);
  });

  it('has the shapes that the chapter derives', () => {
    expect(
      cnn()
        .layers()
        .map(({ output }) => output),
    ).toEqual([[26, 26, 32], [13, 13, 32], [11, 11, 64], [5, 5, 64], [1600], [10]]);
  });

  it('eq:filter-count: a filter has a weight for each channel that comes in, and one bias whatever the channels', () => {
    const [first, , second] = cnn()
      .layers()
      .map(({ layer }) => Object.values(layer.parameters).reduce((sum, { size }) => sum + size, 0));
    const filterCount = (k: number, channels: number, filters: number): number => (k * k * channels + 1) * filters;
    expect([first, second]).toEqual([filterCount(3, 1, 32), filterCount(3, 32, 64)]);
  });

  it('E17: it has one dense layer, the output; the one more that the article counts would more than triple it', () => {
    const kinds = cnn()
      .layers()
      .map(({ layer }) => layer.kind);
    expect(kinds).toEqual(['conv2d', 'maxPool2d', 'conv2d', 'maxPool2d', 'flatten', 'dense']);
    const described = sequential([1600], dense(64, { activation: 'relu' }), dense(10));
    expect(count(described) + 18_816).toBeGreaterThan(3 * count(cnn()));
  });

  it('is held to the numbers of Keras and of this framework that were measured', () => {
    const measured = (side: string): string =>
      JSON.stringify(JSON.parse(read(`tests/seeds/numbers/${side}.json`)).accuracies['002']).replaceAll(',', ', ');
    expect(chapter).toContain(`const keras = ${measured('keras')};`);
    expect(chapter).toContain(`const before = ${measured('tslate')};`);
  });
});

describe('what chapter 13 asks of a network', () => {
  seed(13);
  const model = sequential([6, 6, 1], conv2d(3, 3, { activation: 'relu' }), flatten(), dense(2));
  const x = rng(13).uniform([1, 6, 6, 1]);
  const scoreOf = (image: Tensor<readonly [number, 6, 6, 1]>): number =>
    withoutGradients(() => model.call(image).data[1]);
  const changed = (pixels: readonly number[], to: (value: number) => number) => {
    const copy = x.mul(1);
    for (const pixel of pixels) copy.data[pixel] = to(copy.data[pixel]);
    return copy;
  };

  it('eq:saliency is how much the score changes with a pixel', () => {
    const slope = saliency(model, x, { target: 1 });
    const step = 1e-2;
    for (const pixel of [0, 14, 21]) {
      const [up, down] = [step, -step].map((by) => scoreOf(changed([pixel], (value) => value + by)));
      expect((up - down) / (2 * step)).toBeCloseTo(slope.data[pixel], 2);
    }
  });

  it('eq:occlusion is the score of the whole less that of the covered image', () => {
    const covered = occlusion(model, x, { target: 1, size: 2, score: 'logit' });
    expect(covered.data[0]).toBeCloseTo(scoreOf(changed([0, 1, 6, 7], () => 0)), 5);
  });
});

describe('the smaller network of chapter 13', () => {
  it('keeps to its budget, half of the article’s parameters', () => {
    const unit = <const F extends number>(maps: F, padding: 'same' | 'valid' = 'valid') =>
      block([conv2d(maps, 3, { padding, useBias: false }), batchNormalization({ momentum: 0.9 }), activation('relu')]);
    const small = sequential(
      [28, 28, 1],
      unit(8, 'same'),
      maxPool2d(2),
      unit(16),
      maxPool2d(2),
      unit(32),
      unit(32),
      globalAveragePool2d(),
      dense(10, { activation: 'softmax' }),
    );
    expect(count(small)).toBeLessThanOrEqual(34_826 / 2);
  });
});
