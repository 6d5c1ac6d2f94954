import { describe, expect, it } from 'vitest';
import { type Book, emptyBook } from '../../../../notebooks/tool/source/show.ts';
import { checkFrame } from '../../../../notebooks/tool/verify/frame.ts';
import { chapterOf, language, program, prose } from '../../script.ts';

const book: Book = {
  ...emptyBook,
  articles: {
    equations: new Map([
      ['dW', '01'],
      ['conv', '12'],
    ]),
    errata: new Map([
      ['E1', '01'],
      ['E17', '13'],
    ]),
  },
};
const faults = (cells: readonly string[], tests = '', short?: true): string[] =>
  checkFrame({ ...chapterOf(...cells), ...(short && { short }) }, book, tests).map(({ message }) => message);

const equation = [
  prose('p', '$$a$$ (eq:dW)\n\n> **Erratum E1.** No.', '$$a$$ (eq:dW)\n\n> **原文勘误 E1。** 不。'),
  language,
  program('f', 'f();', ['eq:dW', 'E1']),
];

describe('checkFrame', () => {
  it('is content with an equation and an erratum that have all they need', () => {
    expect(faults(equation, "it('eq:dW is an outer product'); it('E1: …')", true)).toEqual([]);
  });

  it('wants the equations of the articles: name, implementation, test', () => {
    expect(faults([prose('p', 'A', '甲'), language], '', true)).toEqual([
      expect.stringContaining("the articles' equation (eq:dW) is missing"),
      expect.stringContaining('no code cell is tagged "eq:dW"'),
      expect.stringContaining('no test speaks of eq:dW'),
      expect.stringContaining('the callout of E1 is missing in en: "> **Erratum E1.** …"'),
      expect.stringContaining('the callout of E1 is missing in zh: "> **原文勘误 E1。** …"'),
      expect.stringContaining('no code cell is tagged "E1"'),
      expect.stringContaining('no test speaks of E1'),
    ]);
  });

  it('does not take a test of E17 for one of E1', () => {
    expect(faults(equation, "it('eq:dW'); it('E17')", true)).toEqual([expect.stringContaining('no test speaks of E1')]);
  });

  it('wants all the parts of a chapter that is not short', () => {
    const messages = faults(equation, 'eq:dW E1').join('\n');
    for (const part of [
      '{{objectives}}',
      '## Exercises',
      '## 练习',
      '## Quiz',
      '## Key points',
      '"scratch"',
      '0 figures',
      '0 exercises',
      '0 quizzes',
      'how long it takes',
    ]) {
      expect(messages).toContain(part);
    }
  });
});
