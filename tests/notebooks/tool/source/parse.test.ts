import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseChapter } from '../../../../notebooks/tool/source/parse.ts';
import { printChapter } from '../../../../notebooks/tool/source/print.ts';
import { CourseError, type Problem } from '../../../../notebooks/tool/problem.ts';
import { program, prose, script } from '../../script.ts';

const fixture = readFileSync(new URL('../../fixtures/chapters/01-tiny.ts', import.meta.url), 'utf8');

function faults(text: string): readonly Problem[] {
  try {
    parseChapter('01-bad', text);
  } catch (error) {
    if (error instanceof CourseError) return error.problems;
    throw error;
  }
  return [];
}

describe('parseChapter', () => {
  it('reads titles, objectives and times from the front matter', () => {
    const chapter = parseChapter('01-tiny', fixture);
    expect(chapter.title).toEqual({ en: 'A tiny chapter', zh: '一个小小的章节' });
    expect(chapter.objectives?.zh).toEqual(['读懂一个梯度']);
    expect(chapter.time).toEqual({ teach: 1, exercise: 0 });
  });

  it('joins the two languages of a Markdown cell under one id', () => {
    const [intro] = parseChapter('01-tiny', fixture).cells;
    expect(intro).toMatchObject({ kind: 'markdown', id: 'intro', line: { en: 12, zh: 19 } });
    expect(intro?.kind === 'markdown' && intro.text.zh.split('\n')[0]).toBe('# 一个小小的章节');
  });

  it('keeps the order, the tags and the code of code cells', () => {
    const cells = parseChapter('01-tiny', fixture).cells;
    expect(cells.map((cell) => cell.id)).toEqual(['intro', 'language', 'gradient', 'results', 'wrong']);
    expect(cells[2]).toMatchObject({ kind: 'code', tags: ['check:num'] });
    expect(cells[2]?.kind === 'code' && cells[2].code.endsWith('gradient(3)')).toBe(true);
  });

  it('gives the same text when a chapter is printed again', () => {
    expect(printChapter(parseChapter('01-tiny', fixture))).toBe(fixture);
  });

  it('reads Windows line ends', () => {
    const chapter = parseChapter('01-tiny', fixture.replaceAll('\n', '\r\n'));
    expect(chapter.cells).toEqual(parseChapter('01-tiny', fixture).cells);
  });

  it.each([
    ['a chapter without front matter', '// %% id="a"\n1;\n', 1, 'a chapter starts with its title'],
    ['front matter that is not YAML', '// ---\n// title: {en: a\n// ---\n// %% id="a"\n1;\n', 2, 'is not YAML'],
    ['a title in one language', '// ---\n// title: { en: a }\n// ---\n// %% id="a"\n1;\n', 2, 'title in both'],
    ['an unknown key', '// ---\n// title: { en: a, zh: b }\n// tile: 1\n// ---\n// %% id="a"\n1;\n', 3, '"tile"'],
    [
      'objectives of unequal length',
      script(program('a', '1;'), 'objectives: { en: [x, y], zh: [x] }'),
      3,
      'equal length',
    ],
    ['a time that is no number', script(program('a', '1;'), 'time: { teach: long }'), 3, 'minutes'],
    ['a line before the first cell', script('const a = 1;\n\n' + program('b', '1;')), 5, 'before the first cell'],
    ['a cell without an id', script('// %%\n1;\n'), 5, 'needs an id'],
    ['an id that nbformat refuses', script('// %% id="a b"\n1;\n'), 5, 'needs an id'],
    ['an option that is no JSON', script("// %% id='a'\n1;\n"), 5, 'is not JSON'],
    ['an unknown option', script('// %% id="a" tag=["x"]\n1;\n'), 5, '"tag" is unknown'],
    ['an unknown contract', script(program('a', '1;', ['check:number'])), 5, '"check:number" is no contract'],
    ['a tag with a comma', script(program('a', '1;', ['x,y'])), 5, 'no comma'],
    ['an id used twice', script(program('a', '1;') + program('a', '2;')), 8, 'this id already'],
    [
      'English prose without a twin',
      script('// %% [markdown] id="p" lang="en"\n// Hello.\n'),
      5,
      'prose comes in pairs',
    ],
    ['Chinese prose alone', script('// %% [markdown] id="p" lang="zh"\n// 你好。\n'), 5, 'in the place of lang="en"'],
    [
      'prose that is not commented out',
      script(prose('p', 'Hello.', '你好。').replace('// Hello', 'Hello')),
      6,
      'starts with "// "',
    ],
    ['an empty code cell', script('// %% id="a"\n\n'), 5, 'is empty'],
    ['a language on a code cell', script('// %% id="a" lang="en"\n1;\n'), 5, 'code is shared'],
  ])('names the line of %s', (_what, text, line, message) => {
    expect(faults(text)).toMatchObject([{ line, message: expect.stringContaining(message) }]);
  });

  it('reports all faults of a chapter at once', () => {
    expect(faults(script('// %%\n1;\n\n// %% id="a" tag=1\n2;\n')).map((fault) => fault.line)).toEqual([5, 8]);
  });
});
