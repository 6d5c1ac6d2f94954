import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { courseAt } from '../../../notebooks/tool/course.ts';
import { newChapter } from '../../../notebooks/tool/new.ts';
import { parseChapter } from '../../../notebooks/tool/source/parse.ts';
import { emptyBook } from '../../../notebooks/tool/source/show.ts';
import { checkFrame } from '../../../notebooks/tool/verify/frame.ts';

let root = '';
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'course-'))));
afterEach(() => rmSync(root, { recursive: true }));
const chapter = (name: string) => {
  const [path = ''] = newChapter(courseAt(root), name);
  return parseChapter(name, readFileSync(path, 'utf8'));
};

describe('a new chapter', () => {
  it('has a place for every part; only more of them are wanted', () => {
    const messages = checkFrame(chapter('10-subclassing'), emptyBook, '').map(({ message }) => message);
    expect(messages).toEqual([
      expect.stringContaining('"slider"'),
      expect.stringContaining('1 predictions'),
      expect.stringContaining('1 figures'),
      expect.stringContaining('1 exercises'),
    ]);
  });

  it('places the exercise and the quiz of its second file', () => {
    expect(chapter('10-subclassing').cells.filter((cell) => cell.kind === 'code' && cell.place)).toMatchObject([
      { place: 'exercise', id: 'ch10-double' },
      { place: 'quiz', id: 'ch10-quiz' },
    ]);
    expect(readFileSync(join(root, 'notebooks/exercises/10-subclassing.ts'), 'utf8')).toContain(
      "'ch10-double': checked(",
    );
  });

  it('does not take the place of another, nor a name that is none', () => {
    newChapter(courseAt(root), '10-subclassing');
    expect(() => newChapter(courseAt(root), '10-subclassing')).toThrow('already');
    expect(() => newChapter(courseAt(root), 'Subclassing')).toThrow('named like 10-subclassing');
  });
});
