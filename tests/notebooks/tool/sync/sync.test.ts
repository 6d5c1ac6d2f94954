import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { joinLines, type Notebook } from 'tslate/kernel';
import { type Chapter, languages } from '../../../../notebooks/tool/chapter.ts';
import { buildNotebook } from '../../../../notebooks/tool/notebook/build.ts';
import { codeIn } from '../../../../notebooks/tool/source/edition.ts';
import { staleTranslations } from '../../../../notebooks/tool/source/freshness.ts';
import { parseChapter } from '../../../../notebooks/tool/source/parse.ts';
import { printChapter } from '../../../../notebooks/tool/source/print.ts';
import { type Book, emptyBook, show } from '../../../../notebooks/tool/source/show.ts';
import { align } from '../../../../notebooks/tool/sync/align.ts';
import { uncode } from '../../../../notebooks/tool/sync/code.ts';
import { sync } from '../../../../notebooks/tool/sync/sync.ts';
import { executed, published } from '../../outputs.ts';
import { chapterOf, language, program, prose } from '../../script.ts';

const book: Book = {
  ...emptyBook,
  glossary: [{ name: { en: 'gradient', zh: '梯度' }, chapter: '06', definition: { en: 'The slope.', zh: '斜率。' } }],
  equations: new Map([['gd', '6.1']]),
};
const english = [
  'The [[gradient|slope]] of the loss.',
  '$$x \\leftarrow x - g$$ (eq:gd)',
  'By (eq:gd) it is {{run.loss|2}}.',
].join('\n\n');
const chinese = [
  '损失的[[梯度]]。\n第二行。',
  '$$x \\leftarrow x - g$$ (eq:gd)',
  '由 (eq:gd) 得 {{run.loss|2}}。',
].join('\n\n');
const written = chapterOf(
  prose('text', english, chinese),
  language,
  program('run', '// en: one\n// zh: 一\nconst a = 1; // en: two // zh: 二\nconst b = 2;', ['check:num']),
  prose('end', 'The end.', '完。'),
);

/** The notebook of `written`, run, with `edit` done to the source of one cell. */
function edited(code: 'en' | 'zh', id: string, edit: (source: string) => string): Notebook {
  const run = executed(buildNotebook(show(written, book), code), () => [published({ loss: 0.123 })]);
  const notebook = buildNotebook(show(written, book), code, { previous: run });
  const cells = notebook.cells.map((cell) =>
    cell.id === id ? { ...cell, source: edit(joinLines(cell.source)) } : cell,
  );
  return { ...notebook, cells };
}
const synced = (code: 'en' | 'zh', notebook: Notebook) =>
  sync({ chapter: show(written, book), written, path: '', text: '', sheet: undefined }, notebook, code, book);
const cellOf = (chapter: Chapter, id: string) => chapter.cells.find((cell) => cell.id === id);

describe('sync', () => {
  it('takes over nothing where nothing was edited', () => {
    for (const code of languages) {
      const { chapter, changes, notes } = synced(
        code,
        edited(code, 'end', (source) => source),
      );
      expect([changes, notes]).toEqual([[], []]);
      expect(printChapter(chapter)).toBe(printChapter(written));
    }
  });

  it('takes edited prose over, names and references in the place of what they show', () => {
    const notebook = edited('en', 'text', (source) =>
      source
        .replace('of the loss.', 'of the cost, a vector.')
        .replace('it is 0.12', 'we get 0.12')
        .replace('- g', '- 2g'),
    );
    const { chapter, changes, notes } = synced('en', notebook);
    expect(cellOf(chapter, 'text')).toMatchObject({
      text: {
        en: 'The [[gradient|slope]] of the cost, a vector.\n\n$$x \\leftarrow x - 2g$$ (eq:gd)\n\nBy (eq:gd) we get {{run.loss|2}}.',
        zh: chinese,
      },
    });
    expect(changes).toEqual(['text: changed']);
    expect(notes[0]).toContain('its Chinese is stale now');
    expect(staleTranslations(chapter)).toMatchObject([{ cell: 'text' }]);
  });

  it('keeps the lines of Chinese paragraphs that were not edited', () => {
    const { chapter, notes } = synced(
      'zh',
      edited('zh', 'text', (source) => source.replace('得', '得到')),
    );
    expect(cellOf(chapter, 'text')).toMatchObject({ text: { en: english, zh: chinese.replace('得', '得到') } });
    expect(notes[0]).toContain('look whether its English still fits');
  });

  it('takes edited code over, with the comments of the other language', () => {
    const { chapter } = synced(
      'zh',
      edited('zh', 'run', (source) => source.replace('const b = 2;', 'const b = 3;\nconst c = 4;')),
    );
    expect(cellOf(chapter, 'run')).toMatchObject({
      code: '// en: one\n// zh: 一\nconst a = 1; // en: two // zh: 二\nconst b = 3;\nconst c = 4;',
    });
  });

  it('adds cells where they were added, and takes out those that were taken out', () => {
    const notebook = edited('en', 'end', (source) => source);
    const cells = notebook.cells
      .filter(({ id }) => id !== 'end')
      .flatMap((cell): Notebook['cells'] =>
        cell.id === 'run'
          ? [
              cell,
              { cell_type: 'code', id: 'more', metadata: {}, source: 'a + b', execution_count: 3, outputs: [] },
              { cell_type: 'markdown', id: 'said', metadata: {}, source: 'Said.' },
            ]
          : [cell],
      );
    const { chapter, changes } = synced('en', { ...notebook, cells });
    expect(changes).toEqual(['more: added', 'said: added', 'end: taken out']);
    expect(chapter.cells.map(({ id }) => id)).toEqual(['text', 'language', 'run', 'more', 'said']);
    expect(cellOf(chapter, 'said')).toMatchObject({ text: { en: 'Said.', zh: '（待译）' } });
    expect(() => parseChapter('01-test', printChapter(chapter))).not.toThrow();
  });
});

const chapters = new URL('../../../../notebooks/chapters/', import.meta.url);
const names = readdirSync(chapters).filter((file) => file.endsWith('.ts'));

describe.each(names)('the code of %s', (name) => {
  it('comes back from either edition as it was written', () => {
    const chapter = parseChapter(name.replace('.ts', ''), readFileSync(new URL(name, chapters), 'utf8'));
    for (const cell of chapter.cells) {
      if (cell.kind !== 'code' || cell.place !== undefined) continue;
      for (const code of languages) {
        expect(uncode(codeIn(code, cell.code, cell.tags), cell, code), `${cell.id} ${code}`).toBe(cell.code);
      }
    }
  });
});

describe('align', () => {
  it('finds what has stayed', () => {
    expect(align(['a', 'b', 'c'], ['a', 'x', 'c', 'd'])).toEqual([0, undefined, 2, undefined]);
    expect(align([], ['a'])).toEqual([undefined]);
  });
});
