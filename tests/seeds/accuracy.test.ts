/** The accuracies that were measured on MNIST: Keras' and ours lie close together, and ACCURACY.md shows them. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

interface Measured {
  readonly 'made by': string;
  readonly accuracies: Readonly<Record<string, readonly number[]>>;
  readonly seconds?: Readonly<Record<string, number>>;
}

const measured = (side: string): Measured =>
  JSON.parse(readFileSync(new URL(`numbers/${side}.json`, import.meta.url), 'utf8'));
const [ours, keras] = [measured('tslate'), measured('keras')];

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value / values.length, 0);
const percent = (value: number): string => (100 * value).toFixed(2).replace('-', '−');
const apart = (name: string): number => mean(ours.accuracies[name]) - mean(keras.accuracies[name]);

describe('accuracy on MNIST after the articles’ epochs', () => {
  it.each(Object.keys(keras.accuracies))('%s: the mean over the seeds is within 0.3 points of Keras’', (name) => {
    expect(ours.accuracies[name].length).toBeGreaterThanOrEqual(3);
    expect(keras.accuracies[name].length).toBeGreaterThanOrEqual(3);
    expect(Math.abs(apart(name))).toBeLessThanOrEqual(0.003);
  });

  it.each(Object.keys(keras.accuracies))('%s: is what the README says, with the time of a training', (name) => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const row = readme.split('\n').find((line) => line.startsWith(`| ${Number(name) + 1} `));
    const [ourMean, kerasMean, time] =
      row
        ?.split('|')
        .slice(-4, -1)
        .map((cell) => cell.trim()) ?? [];
    expect([ourMean, kerasMean]).toEqual([ours, keras].map(({ accuracies }) => `${percent(mean(accuracies[name]))} %`));
    expect(time).toBe(`${ours.seconds?.[name].toFixed(0)} s`);
  });

  it('is what ACCURACY.md says; after new measurements: vitest … tests/seeds/accuracy.test.ts --update', async () => {
    const rows = Object.keys(keras.accuracies).map((name) => {
      const cells = [ours, keras].flatMap(({ accuracies }) => [
        accuracies[name].map(percent).join(' · '),
        percent(mean(accuracies[name])),
      ]);
      return `| ${[name, ...cells, percent(apart(name))].join(' | ')} |`;
    });
    const page = [
      '# Accuracy on MNIST\n',
      'Percent of the 10,000 test images after the article’s epochs, for one seed after the other; see README.md.\n',
      '| article | tslate | mean | Keras | mean | difference |',
      '| ------- | ------ | ---- | ----- | ---- | ---------- |',
      ...rows,
      `\nMade by ${ours['made by']} and ${keras['made by']}.\n`,
    ].join('\n');
    await expect(page).toMatchFileSnapshot(fileURLToPath(new URL('ACCURACY.md', import.meta.url)));
  });
});
