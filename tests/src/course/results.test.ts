/** Results of a notebook: shown as a table, published as JSON. */
import { describe, expect, it } from 'vitest';
import { displaySymbol, results } from 'tslate';
import { resultsType } from '../../../src/course/results.ts';

describe('results', () => {
  it('shows accuracies in percent, whole numbers as they are, others with five digits, words unchanged', async () => {
    const shown = await results({ testAccuracy: 0.97125, steps: 18750, loss: 0.123456789, dataset: 'MNIST' })[
      displaySymbol
    ]();
    expect(shown['text/html']).toBe(
      '<table>' +
        '<tr><th scope="row">testAccuracy</th><td>97.13 %</td></tr>' +
        '<tr><th scope="row">steps</th><td>18750</td></tr>' +
        '<tr><th scope="row">loss</th><td>0.12346</td></tr>' +
        '<tr><th scope="row">data set</th><td>MNIST</td></tr>' +
        '</table>',
    );
  });

  it('publishes the numbers themselves, and says them in plain text', async () => {
    const shown = await results({ accuracy: 0.5, source: 'synthetic <digits>' })[displaySymbol]();
    expect(shown[resultsType]).toEqual({ accuracy: 0.5, source: 'synthetic <digits>' });
    expect(shown['text/plain']).toBe('accuracy: 50.00 %\nsource: synthetic <digits>');
    expect(shown['text/html']).toContain('synthetic &lt;digits&gt;');
  });

  it('takes an accuracy beyond 1 for a number, not for a share', async () => {
    const shown = await results({ accuracy: 97 })[displaySymbol]();
    expect(shown['text/html']).toContain('<td>97</td>');
  });
});
