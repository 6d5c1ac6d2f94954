import { describe, expect, it } from 'vitest';
import { type Notebook, type Output } from 'tslate/kernel';
import { buildNotebook, withProfile } from '../../../../notebooks/tool/notebook/build.ts';
import { checkNotebook } from '../../../../notebooks/tool/verify/notebook.ts';
import { checkTwins } from '../../../../notebooks/tool/verify/twins.ts';
import { executed, published, shown, stdout } from '../../outputs.ts';
import { chapterOf, language, program, prose } from '../../script.ts';

const chapter = chapterOf(
  prose('p', 'Hello.', '你好。'),
  language,
  program('a', 'f();', ['check:num']),
  program('b', 'g();', ['check:band=accuracy:0.9..1', 'check:band@tiny=accuracy:0..0.5']),
);
const outputs: Readonly<Record<string, readonly Output[]>> = {
  a: [stdout('loss 0.5')],
  b: [published({ accuracy: 0.95 })],
};
const edition = (code: 'en' | 'zh', change: Readonly<Record<string, readonly Output[]>> = {}): Notebook =>
  executed(buildNotebook(chapter, code), (id) => change[id] ?? outputs[id] ?? []);

const faults = (notebook: Notebook | undefined, committed?: Notebook): string[] =>
  checkNotebook(notebook, { chapter, language: 'en', committed, secrets: [] }).map(
    ({ cell, message }) => `${cell}: ${message}`,
  );

const swapped = (
  notebook: Notebook,
  change: (cell: Notebook['cells'][number]) => Notebook['cells'][number],
): Notebook => ({
  ...notebook,
  cells: notebook.cells.map(change),
});

describe('checkNotebook', () => {
  it('is content with a notebook that keeps its promises', () =>
    expect(faults(edition('en'), edition('en'))).toEqual([]));

  it('asks for a notebook that is missing', () => expect(faults(undefined)[0]).toContain('course build'));

  it('asks for a run of a notebook that has none', () =>
    expect(faults(buildNotebook(chapter, 'en'))).toEqual([expect.stringContaining('never run')]));

  it('finds a cell that is not what the script says', () => {
    const edited = swapped(edition('en'), (cell) => (cell.id === 'a' ? { ...cell, source: 'h();' } : cell));
    expect(faults(edited)).toEqual([expect.stringContaining('a: the notebook is not what the script says')]);
    expect(faults({ ...edited, cells: edition('en').cells.slice(0, 2) })[0]).toContain('not what the script says');
  });

  it('finds a cell that did not run since it changed, or out of turn', () => {
    const count = (value: number | null): Notebook =>
      swapped(edition('en'), (cell) =>
        cell.cell_type === 'code' && cell.id === 'b' ? { ...cell, execution_count: value } : cell,
      );
    expect(faults(count(null))[0]).toContain('b: the cell was not run');
    expect(faults(count(1))[0]).toContain('b: the cell did not run in its turn');
  });

  it('compares with the committed outputs as long as the code is the same', () => {
    const committed = edition('en', { a: [stdout('loss 0.6')] });
    expect(faults(edition('en'), committed)[0]).toContain('a: the output is not the committed one');
    const older = swapped(committed, (cell) => (cell.id === 'a' ? { ...cell, source: 'old();' } : cell));
    expect(faults(edition('en'), older)).toEqual([]);
  });

  it('applies the bands of the profile that the notebook was run with', () => {
    const tiny = withProfile(edition('en'), 'tiny');
    expect(faults(tiny)[0]).toContain('outside its band 0..0.5');
  });

  it('takes a result from an earlier cell', () =>
    expect(faults(edition('en', { a: [stdout('1'), published({ accuracy: 0.95 })], b: [] }))).toEqual([]));

  it('keeps notebooks within 400 kB', () => {
    const large = edition('en', { language: [stdout('x'.repeat(400_001))] });
    expect(faults(large)).toEqual([expect.stringContaining('at most 400 kB')]);
  });
});

describe('checkTwins', () => {
  const twins = (en: Notebook, zh: Notebook): string[] =>
    checkTwins(chapter, en, zh).map(({ cell, message }) => `${cell}: ${message}`);

  it('is content with two editions of one chapter', () => expect(twins(edition('en'), edition('zh'))).toEqual([]));

  it('finds code that differs', () => {
    const zh = swapped(edition('zh'), (cell) => (cell.id === 'a' ? { ...cell, source: 'f(2);' } : cell));
    expect(twins(edition('en'), zh)[0]).toContain('a: the code differs');
  });

  it('finds a cell that one edition lacks', () => {
    const { cells } = edition('zh');
    expect(twins(edition('en'), { ...edition('zh'), cells: cells.slice(0, -1) })[0]).toContain('same cells');
    expect(twins({ ...edition('en'), cells: cells.slice(0, -1) }, edition('zh'))[0]).toContain('same cells');
  });

  it('finds numbers that differ where they were promised to be equal', () => {
    expect(twins(edition('en'), edition('zh', { a: [stdout('损失 0.7')] }))[0]).toContain('a: check:num fails');
    expect(twins(edition('en'), edition('zh', { b: [shown({ 'text/plain': '7' })] }))).toEqual([]);
  });
});
