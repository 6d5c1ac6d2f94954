import { describe, expect, it } from 'vitest';
import { fingerprint, staleTranslations, stamp } from '../../../../notebooks/tool/source/freshness.ts';
import { parseChapter } from '../../../../notebooks/tool/source/parse.ts';
import { chapterOf, prose, script } from '../../script.ts';

describe('staleTranslations', () => {
  it('finds nothing where each Chinese cell carries the fingerprint of its English text', () => {
    expect(staleTranslations(chapterOf(prose('p', 'Hello.', '你好。')))).toEqual([]);
  });

  it('names the cell and prints the new fingerprint when the English text has changed', () => {
    const [problem, ...more] = staleTranslations(chapterOf(prose('p', 'Hello!', '你好。', fingerprint('Hello.'))));
    expect(more).toEqual([]);
    expect(problem).toMatchObject({ language: 'zh', cell: 'p', line: 8 });
    expect(problem?.message).toContain(`src="${fingerprint('Hello!')}"`);
    expect(problem?.message).toContain('stale');
  });

  it('asks for a fingerprint where none was stamped', () => {
    const text = script(prose('p', 'Hello.', '你好。')).replace(/ src="\w+"/, '');
    expect(staleTranslations(parseChapter('01-test', text))[0]?.message).toContain('does not say');
  });
});

describe('stamp', () => {
  it('writes fresh fingerprints and changes nothing else', () => {
    const fresh = script(prose('p', 'Hello.', '你好。') + prose('q', 'Bye.', '再见。'));
    const old = fresh.replace(fingerprint('Hello.'), '00000000').replace(` src="${fingerprint('Bye.')}"`, '');
    const { text, stamped } = stamp(parseChapter('01-test', old), old);
    expect(text).toBe(fresh);
    expect(stamped).toEqual(['p', 'q']);
  });

  it('leaves a fresh chapter as it is', () => {
    const fresh = script(prose('p', 'Hello.', '你好。'));
    expect(stamp(parseChapter('01-test', fresh), fresh)).toEqual({ text: fresh, stamped: [] });
  });
});
