/** Percent scripts for tests, built cell by cell. */
import { parseChapter } from '../../notebooks/tool/source/parse.ts';
import { fingerprint } from '../../notebooks/tool/source/freshness.ts';
import { type Chapter } from '../../notebooks/tool/chapter.ts';

/** A code cell. */
export const program = (id: string, code: string, tags: readonly string[] = []): string =>
  `// %% id="${id}"${tags.length === 0 ? '' : ` tags=${JSON.stringify(tags)}`}\n${code}\n\n`;

/** A Markdown cell in both languages, with a fresh fingerprint unless another is given. */
export const prose = (id: string, en: string, zh: string, source = fingerprint(en)): string =>
  `// %% [markdown] id="${id}" lang="en"\n${comment(en)}\n\n// %% [markdown] id="${id}" lang="zh" src="${source}"\n${comment(zh)}\n\n`;

/** The first code cell that every chapter has. */
export const language = program('language', "setLanguage('en');", ['language']);

/** A script with a title and the given cells, the first of which stands on line 5. */
export const script = (cells: string, more?: string): string =>
  `// ---\n// title: { en: Title, zh: 标题 }\n${more === undefined ? '' : `// ${more}\n`}// ---\n\n${cells}`;

/** The chapter made from the given cells. */
export const chapterOf = (...cells: readonly string[]): Chapter => parseChapter('01-test', script(cells.join('')));

const comment = (text: string): string =>
  text
    .split('\n')
    .map((line) => `// ${line}`.trimEnd())
    .join('\n');
