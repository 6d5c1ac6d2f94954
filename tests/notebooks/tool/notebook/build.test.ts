import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { formatNotebook } from 'tslate/kernel';
import { buildNotebook, profileOf, withProfile } from '../../../../notebooks/tool/notebook/build.ts';
import { parseChapter } from '../../../../notebooks/tool/source/parse.ts';
import { executed, stdout } from '../../outputs.ts';
import { chapterOf, language, program, prose } from '../../script.ts';

const fixture = readFileSync(new URL('../../fixtures/chapters/01-tiny.ts', import.meta.url), 'utf8');

describe('buildNotebook', () => {
  it.each(['en', 'zh'] as const)('builds the fixture in %s as it was looked at and kept', async (code) => {
    const chapter = parseChapter('01-tiny', fixture);
    await expect(formatNotebook(buildNotebook(chapter, code))).toMatchFileSnapshot(
      `../../fixtures/01-tiny.${code}.ipynb`,
    );
  });

  it('keeps the outputs of code that has not changed, and the profile they were made with', () => {
    const before = buildNotebook(chapterOf(language, program('a', 'f(1);'), program('b', 'f(2);')), 'en');
    const ran = withProfile(
      executed(before, (id) => [stdout(id)]),
      'tiny',
    );
    const after = buildNotebook(chapterOf(language, program('b', 'f(2);'), program('a', 'f(3);')), 'en', {
      previous: ran,
    });
    expect(after.cells[1]).toMatchObject({ id: 'b', execution_count: 3, outputs: [stdout('b')] });
    expect(after.cells[2]).toMatchObject({ id: 'a', execution_count: null, outputs: [] });
    expect(profileOf(after)).toBe('tiny');
  });

  it('keeps outputs when only prose, tags or comments in the other language change', () => {
    const old = chapterOf(language, prose('p', 'One.', '一。'), program('a', 'f(); // en: x // zh: 某'));
    const ran = executed(buildNotebook(old, 'en'), () => [stdout('1')]);
    const now = chapterOf(language, prose('p', 'Two.', '二。'), program('a', 'f(); // en: x // zh: 物', ['check:num']));
    expect(buildNotebook(now, 'en', { previous: ran }).cells[2]).toMatchObject({
      outputs: [stdout('1')],
      metadata: { tags: ['check:num'] },
    });
  });

  it('does not take over a profile when no output was kept', () => {
    const ran = withProfile(
      executed(buildNotebook(chapterOf(program('a', 'f(1);')), 'en'), () => []),
      'full',
    );
    expect(profileOf(buildNotebook(chapterOf(program('a', 'f(2);')), 'en', { previous: ran }))).toBeUndefined();
  });

  it('tells other programs which cells are meant to fail', () => {
    const [cell] = buildNotebook(chapterOf(program('a', 'f();', ['check:error=TypeError'])), 'en').cells;
    expect(cell?.metadata).toEqual({ tags: ['check:error=TypeError', 'raises-exception'] });
  });
});
