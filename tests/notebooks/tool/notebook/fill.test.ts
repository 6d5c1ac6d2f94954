import { describe, expect, it } from 'vitest';
import { buildNotebook } from '../../../../notebooks/tool/notebook/build.ts';
import { checkNotebook } from '../../../../notebooks/tool/verify/notebook.ts';
import { executed, published } from '../../outputs.ts';
import { chapterOf, language, program, prose } from '../../script.ts';

const text =
  'It is {{first.accuracy|percent}}, then {{accuracy|percent0}}; cost {{cost|2}}, {{cost}}, {{n}} on {{dataset}}.';
const chapter = chapterOf(language, program('first', 'f();'), program('second', 'g();'), prose('p', text, text));
const built = buildNotebook(chapter, 'en');
const run = executed(built, (id) =>
  id === 'first'
    ? [published({ accuracy: 0.9312, cost: -0.30456, n: 7960, dataset: 'MNIST' })]
    : id === 'second'
      ? [published({ accuracy: 0.95 })]
      : [],
);
const said = (notebook: typeof built): string => String(notebook.cells[3]?.source);

describe('numbers in prose', () => {
  it('come from the results that cells publish, of one cell or the last of all', () => {
    const filled = buildNotebook(chapter, 'en', { previous: run });
    expect(said(filled)).toBe('It is 93.1 %, then 95 %; cost −0.30, −0.3046, 7960 on MNIST.');
    expect(checkNotebook(filled, { chapter, language: 'en', secrets: [] })).toEqual([]);
  });

  it('are open until the cells have run', () => {
    expect(said(built)).toBe('It is …, then …; cost …, …, … on ….');
  });

  it('that no cell publishes are a problem', () => {
    const wrong = chapterOf(language, program('first', 'f();'), prose('p', '{{first.loss}}', '{{first.loss}}'));
    const notebook = executed(buildNotebook(wrong, 'en'), () => [published({ accuracy: 1 })]);
    expect(checkNotebook(notebook, { chapter: wrong, language: 'en', secrets: [] })).toMatchObject([
      { cell: 'p', message: '{{first.loss}}: no cell published it.' },
    ]);
  });
});
