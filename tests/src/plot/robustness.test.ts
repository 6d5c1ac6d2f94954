/** What no figure may do, whatever it is handed: fail with another error than a sentence, or draw a place that is no number. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displaySymbol } from '../../../src/display/index.ts';
import { ArgumentError, ShapeError } from '../../../src/errors.ts';
import {
  bars,
  confusionPlot,
  heatmap,
  histogram,
  histogramOverEpochs,
  imageGrid,
  lines,
  parallelCoordinates,
  scatter,
  trainingCurves,
  type Figure,
} from '../../../src/plot/index.ts';
import { sizeOf } from './look.ts';

/** Each figure made of any numbers. */
const figures: Readonly<Record<string, (values: readonly number[]) => Figure>> = {
  lines: (values) => lines({ a: values, b: [1] }),
  'lines on logarithmic scales': (values) => lines({ a: values }, { logX: true, logY: true }),
  trainingCurves: (values) => trainingCurves({ loss: values, valLoss: values.slice(1) }),
  scatter: (values) => scatter(values.map((y, i) => [values[i - 1] ?? i, y])),
  'scatter with values and sizes': (values) => scatter(values.map((y, i) => [i, y]), { values, sizes: values }), // prettier-ignore
  histogram: (values) => histogram(values),
  histogramOverEpochs: (values) => histogramOverEpochs([values, [1, 2, 3]]),
  bars: (values) => bars(Object.fromEntries(values.slice(0, 30).map((value, i) => [`bar ${i}`, value]))),
  heatmap: (values) => heatmap([values, values]),
  confusionPlot: (values) => confusionPlot(values.map(() => values)),
  parallelCoordinates: (values) =>
    parallelCoordinates(
      values.map((score, number) => ({ number, settings: { rate: values[0], depth: number }, score })),
    ),
  imageGrid: (values) => imageGrid([[values]], { title: 'x' }),
};

/** Numbers of any size whose differences are numbers, too, and all that are none. */
const number = fc.oneof(
  fc.double({ min: -1e300, max: 1e300, noNaN: true }).map((value) => (Math.abs(value) < 1e-300 ? 0 : value)),
  fc.integer({ min: -5, max: 5 }),
  fc.constantFrom(NaN, Infinity, -Infinity, 0, -0, 1e300, -1e300, 1e-300, 1e-45, Number.MAX_SAFE_INTEGER),
);

/** The picture without what is said in words. */
const shapesOf = (svg: string) => svg.replace(/aria-label="[^"]*"|<(desc|title|text)\b[^>]*>.*?<\/\1>/gs, '');

async function expectDrawn(figure: Figure): Promise<void> {
  expect(figure.alt).not.toMatch(/undefined|\[object/);
  expect(shapesOf(await figure.toSVG())).not.toMatch(/NaN|Infinity|undefined|null/);
}

/** Draws, or refuses in one sentence. */
async function expectSense(draw: () => Figure): Promise<void> {
  let figure: Figure;
  try {
    figure = draw();
  } catch (error) {
    if (!(error instanceof ArgumentError || error instanceof ShapeError)) throw error;
    expect(error.message).toMatch(/^\w+: expected|^\w+: /);
    return;
  }
  await expectDrawn(figure);
}

describe.each(Object.entries(figures))('%s', (_, draw) => {
  it('draws any numbers, or says in a sentence why not', { timeout: 120_000 }, async () => {
    const property = fc.asyncProperty(fc.array(number, { maxLength: 12 }), (values) => expectSense(() => draw(values)));
    await fc.assert(property, { seed: 7, numRuns: 12 });
  });

  it('draws no numbers, none that is finite, one, and equal ones', { timeout: 120_000 }, async () => {
    for (const values of [[], [NaN, Infinity, -Infinity], [3], [0, 0, 0]]) await expectSense(() => draw(values));
  });
});

describe('a hundred thousand numbers', () => {
  const many = Float64Array.from({ length: 100_000 }, (_, i) => (i % 997 === 0 ? NaN : Math.sin(i * i) + i / 50_000));
  it.each(['lines', 'trainingCurves', 'scatter', 'histogram', 'histogramOverEpochs'])(
    'are thinned or binned by %s',
    { timeout: 120_000 },
    async (name) => {
      const figure = figures[name]?.([...many]);
      if (figure === undefined) throw new Error(`no ${name}`);
      await expectDrawn(figure);
      expect(sizeOf(await figure[displaySymbol]())).toBeLessThan(100_000);
    },
  );
});

describe('lengths that do not fit', () => {
  it.each([
    ['scatter', () => scatter([[1, 2]], { classes: [0, 1] })],
    ['scatter', () => scatter([[1, 2]], { labels: ['a', 'b'] })],
    ['heatmap', () => heatmap([[1, 2], [3]])],
    ['heatmap', () => heatmap([[1, 2]], { columnLabels: ['a'] })],
    ['confusionPlot', () => confusionPlot([[1, 2], [3]])],
    ['imageGrid', () => imageGrid([[[1, 2]]], { captions: ['a', 'b'] })],
    ['imageGrid', () => imageGrid([[[1, 2], [3]]])],
  ])('are a sentence that names %s', (name, draw) => {
    expect(draw).toThrow(new RegExp(`^${name}: `));
    expect(draw).toThrow(/expected/);
  });
});
