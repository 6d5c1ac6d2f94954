import { describe, expect, it } from 'vitest';
import { formulasIn, missingFormulas } from '../../../../notebooks/tool/verify/formulas.ts';
import { checkSource } from '../../../../notebooks/tool/verify/source.ts';
import { chapterOf, language, program, prose } from '../../script.ts';

const problems = (...cells: readonly string[]) => {
  const chapter = chapterOf(...cells);
  return checkSource({ chapter, written: chapter });
};
const messages = (...cells: readonly string[]): string[] => problems(...cells).map(({ message }) => message);

describe('checkSource', () => {
  it('is content with a right chapter', () => {
    const cells = [prose('p', 'See $x$.', '见 $x$。'), language, program('a', 'f(); // en: x // zh: 某')];
    expect(messages(...cells)).toEqual([]);
  });

  it('reports a stale translation', () => expect(messages(prose('p', 'A', '甲', '00000000'))[0]).toContain('stale'));

  it('reports a formula that one language lacks, with the place where it is missing', () => {
    expect(problems(prose('p', '$a$ and $$b\nc$$', '$a$ 和'))).toMatchObject([
      { language: 'zh', cell: 'p', line: 9, message: expect.stringContaining('formula bc') },
    ]);
  });

  it('reports a marked comment without its twin', () =>
    expect(messages(language, program('a', 'f(); // en: x'))[0]).toContain('1 comments are marked "en:" and 0 "zh:"'));

  it.each([
    ['no call', 'f();', ['language']],
    ['no tag', "setLanguage('en');", []],
    ['the wrong language', "setLanguage('zh');", ['language']],
    ['two calls', "setLanguage('en'); setLanguage('en');", ['language']],
  ])('reports a first code cell with %s', (_what, code, tags) =>
    expect(messages(program('a', code, tags))[0]).toContain("must call setLanguage('en') once"),
  );

  it('reports a language that is set again', () =>
    expect(messages(language, program('a', "setLanguage('zh');"))[0]).toContain('only there'));
});

describe('formulasIn', () => {
  it('finds inline and displayed formulas, and leaves code and prices alone', () =>
    expect(formulasIn('$a_1$, $$b\n= c$$ `$d$` \\$5 and costs $5 or $6\n```\n$e$\n```\n')).toEqual(['a_1', 'b=c']));

  it('does not take a lone backtick for the start of code', () =>
    expect(formulasIn('a ` here\n\n$x$\n\nand ` there')).toEqual(['x']));

  it('leaves out the words inside a formula, which belong to the language', () =>
    expect(formulasIn('$a \\text{ if } b$')).toEqual(formulasIn('$a\\text{若}b$')));

  it('compares without order, but counts', () => {
    expect(missingFormulas(['a', 'b'], ['b', 'a'])).toEqual([]);
    expect(missingFormulas(['a', 'a'], ['a'])).toEqual(['a']);
  });
});
