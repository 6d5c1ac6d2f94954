import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { courseAt } from '../../../../notebooks/tool/course.ts';
import { type Book, emptyBook, show } from '../../../../notebooks/tool/source/show.ts';
import { checkProse } from '../../../../notebooks/tool/verify/prose.ts';
import { chapterOf, language, program, prose } from '../../script.ts';

let root = '';
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'course-'));
  mkdirSync(join(root, 'notebooks', 'en'), { recursive: true });
  writeFileSync(join(root, 'notebooks', 'jupyterlab.png'), '');
});
afterAll(() => rmSync(root, { recursive: true }));

const book: Book = {
  glossary: [
    { name: { en: 'gradient', zh: '梯度' }, chapter: '06', definition: { en: 'The slope.', zh: '斜率。' } },
    {
      name: { en: 'logits', zh: 'logits' },
      chapter: '05',
      definition: { en: 'Before softmax.', zh: 'softmax 之前。' },
    },
  ],
  equations: new Map([['affine', '4.1']]),
  articles: emptyBook.articles,
  chapters: ['01-test', '04-forward'],
};

function problems(...cells: readonly string[]): string[] {
  const written = chapterOf(...cells, language, program('run', 'f();'));
  const chapter = show(written, book);
  return checkProse({ chapter, written }, book, courseAt(root)).map(
    ({ language, message }) => `${language}: ${message}`,
  );
}
const english = (text: string): string[] => problems(prose('p', text, '好。')).filter((line) => line.startsWith('en'));

describe('checkProse', () => {
  it.each([
    'See [chapter 4](04-forward.ipynb#affine) and [the paper](https://arxiv.org/abs/1502.01852).',
    'A [part](#below), ![what is seen](../jupyterlab.png).',
    'By (eq:affine); it reached {{run.accuracy|percent}} and {{accuracy}}, about 60 %, and `99.5 %` in code.',
  ])('is content with %s', (text) => expect(english(text)).toEqual([]));

  it.each([
    ['[chapter 5](05-losses.ipynb)', 'leads to no chapter; there are 01-test, 04-forward'],
    ['[a file](nowhere.md)', 'the link nowhere.md leads nowhere'],
    ['[a site](http://example.org)', 'use https://'],
    ['![](../jupyterlab.png)', 'the picture ../jupyterlab.png has no alt text'],
    ['<img src="a.png">', 'has no alt text'],
    ['By (eq:afine)', 'there is no equation (eq:afine)'],
    ['It reached 93.4 %.', '"93.4 %" was typed'],
    ['It reached {{runn.accuracy}}.', 'there is no code cell "runn"'],
    ['It reached {{run.accuracy|2f}}.', 'the format is percent, percent0, or a number of decimals'],
    ['{{objectives}}', 'there are no objectives'],
  ])('reports %s', (text, message) => expect(english(text).join()).toContain(message));

  it('lets a cell cite percentages of others', () => {
    const cell = prose('p', 'They had 93.4 %.', '他们是 93.4 %。').replace('lang="en"', 'lang="en" tags=["cited"]');
    expect(problems(cell)).toEqual([]);
  });

  it('wants terms from the glossary, the same in both languages, once', () => {
    expect(problems(prose('p', 'The [[gradient|gradients]].', '[[梯度]]。'))).toEqual([]);
    expect(problems(prose('p', 'The [[slope]].', '[[斜率]]。'))[0]).toContain(
      '[[slope]] is not in notebooks/glossary.yaml',
    );
    expect(problems(prose('p', 'The [[gradient]].', '梯度。'))[0]).toContain('different terms: gradient and none');
    expect(problems(prose('p', '[[gradient]]', '[[梯度]]'), prose('q', '[[gradient]]', '[[梯度]]'))[0]).toContain(
      'once',
    );
  });

  it('wants a chapter to introduce the terms that the glossary says it does', () => {
    const written = { ...chapterOf(prose('p', 'No term.', '无。')), name: '06-descent' };
    const messages = checkProse({ chapter: written, written }, book, courseAt(root)).map(({ message }) => message);
    expect(messages).toEqual([expect.stringContaining('introduces "gradient"; mark it there: [[gradient]], [[梯度]]')]);
  });
});

describe('show', () => {
  const shownAs = (en: string, zh: string): unknown =>
    show({ ...chapterOf(prose('p', en, zh)), objectives: { en: ['Do', 'See'], zh: ['做', '看'] } }, book).cells[0];

  it('sets terms off; the Chinese is followed by the English', () => {
    expect(shownAs('A [[gradient|slope]] of [[logits]], not of `[[0]]`.', '[[logits]] 的[[梯度]]。')).toMatchObject({
      text: { en: 'A *slope* of *logits*, not of `[[0]]`.', zh: '**logits** 的**梯度**（gradient）。' },
    });
  });

  it('numbers named equations, and refers to them by number', () => {
    expect(
      shownAs('$$z = Wx$$ (eq:affine)\n\nBy (eq:affine) and (eq:none).', '$$\nz = Wx\n$$ (eq:affine)'),
    ).toMatchObject({
      text: { en: '$$z = Wx \\tag{4.1}$$\n\nBy (4.1) and (eq:none).', zh: '$$\nz = Wx \\tag{4.1}\n$$' },
    });
  });

  it('lists the objectives', () => {
    expect(shownAs('You will\n\n{{objectives}}', '你将\n\n{{objectives}}')).toMatchObject({
      text: { en: 'You will\n\n- Do\n- See', zh: '你将\n\n- 做\n- 看' },
    });
    expect(show(chapterOf(prose('p', 'A', '甲')), emptyBook).cells).toHaveLength(1);
  });
});
