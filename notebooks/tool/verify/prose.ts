/** What is wrong with prose: links, pictures, terms, references to equations and to results, numbers that were typed. */
import MarkdownIt, { type Token as MarkdownToken } from 'markdown-it';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Chapter, type Language, languages, type ProseCell, tagsOfCell } from '../chapter.ts';
import { type ChapterFile, type Course } from '../course.ts';
import { type Problem } from '../problem.ts';
import { isFormat, tokensIn } from '../notebook/fill.ts';
import { unknownEquations } from '../source/equations.ts';
import { type Glossary, termsIn } from '../source/glossary.ts';
import { type Book, proseOf } from '../source/show.ts';
import { outsideCode } from '../source/spans.ts';

/** The tag of a prose cell whose percentages are facts from elsewhere, not results of ours. */
export const citedTag = 'cited';

/** All faults of a chapter's prose. */
export function checkProse(
  { chapter, written }: Pick<ChapterFile, 'chapter' | 'written'>,
  book: Book,
  course: Course,
): Problem[] {
  return [
    ...proseOf(chapter).flatMap(({ text, place }) => {
      const faults = [...linkFaults(text, place.language, book, course), ...imageFaults(text)];
      return faults.map((message) => ({ ...place, message }));
    }),
    ...proseOf(written).flatMap(({ text, place }) => {
      const typed = tagsOfCell(written, place.cell).includes(citedTag) ? [] : typedNumbers(text);
      const faults = [...equationFaults(text, book), ...tokenFaults(text, chapter), ...typed];
      return faults.map((message) => ({ ...place, message }));
    }),
    ...termFaults(written, book.glossary),
  ];
}

const parser = new MarkdownIt({ html: true });

/** All tokens of a text, those inside paragraphs too. */
const tokensOf = (markdown: string): MarkdownToken[] =>
  parser.parse(markdown, {}).flatMap((token) => [token, ...(token.children ?? [])]);

function linkFaults(text: string, language: string, { chapters }: Book, course: Course): string[] {
  return tokensOf(text).flatMap((token) => {
    const target = token.type === 'link_open' ? String(token.attrGet('href')) : '#';
    if (target.startsWith('#')) return [];
    if (/^https:\/\/[\w-]+(\.[\w-]+)+([/?#]|$)/.test(target)) return [];
    if (/^[a-z]+:/i.test(target)) return [`the link ${target} is none that readers can follow; use https://.`];
    const [path = ''] = decodeURI(target).split('#');
    const notebook = /^(\d\d-[\w-]+)\.ipynb$/.exec(path)?.[1];
    if (notebook !== undefined) {
      return chapters.includes(notebook)
        ? []
        : [`the link ${target} leads to no chapter; there are ${chapters.join(', ')}.`];
    }
    return existsSync(join(course.root, 'notebooks', language, path)) ? [] : [`the link ${target} leads nowhere.`];
  });
}

function imageFaults(text: string): string[] {
  return tokensOf(text).flatMap((token) => {
    const html = token.type.startsWith('html') ? token.content : '';
    const images = html.match(/<img\b(?![^>]*\balt="[^"]*[^\s"][^"]*")[^>]*>/g) ?? [];
    const picture = token.type === 'image' && token.content.trim() === '' ? [token.attrGet('src') ?? ''] : [];
    return [...picture, ...images].map((image) => `the picture ${image} has no alt text; say in it what is seen.`);
  });
}

const equationFaults = (text: string, { equations }: Book): string[] =>
  unknownEquations(text, equations).map(
    (name) => `there is no equation (eq:${name}); an equation gets its name behind its last $$.`,
  );

function tokenFaults(text: string, chapter: Chapter): string[] {
  return tokensIn(text).flatMap(({ whole, cell, name, format }) => {
    if (cell === undefined && name === 'objectives')
      return chapter.objectives ? [] : ['there are no objectives to list.'];
    if (!isFormat(format)) return [`${whole}: the format is percent, percent0, or a number of decimals.`];
    const known = cell === undefined || chapter.cells.some((one) => one.kind === 'code' && one.id === cell);
    return known ? [] : [`${whole}: there is no code cell "${cell}".`];
  });
}

/** A percentage with decimals is a measurement; whole ones may be rounded talk. */
function typedNumbers(text: string): string[] {
  const faults: string[] = [];
  outsideCode(text, (stretch) => {
    for (const [number] of stretch.matchAll(/\d+\.\d+\s?[%％]/g)) {
      faults.push(
        `"${number}" was typed; fill it from a result, {{cell.name|percent}}, or tag the cell "${citedTag}".`,
      );
    }
    return stretch;
  });
  return faults;
}

/** Terms are in the glossary, the same in both languages, and introduced once: in the chapter that the glossary says. */
function termFaults(chapter: Chapter, glossary: Glossary): Problem[] {
  const introduced = new Set<string>();
  const cells = chapter.cells.filter((cell): cell is ProseCell => cell.kind === 'markdown');
  const faults = cells.flatMap((cell) => {
    const found = languages.map((language) =>
      termsIn(cell.text[language]).map((name) => ({
        name,
        term: glossary.find((term) => term.name[language] === name),
        language,
      })),
    );
    const problem = (message: string, language: Language = 'en'): Problem => ({
      chapter: chapter.name,
      language,
      cell: cell.id,
      line: cell.line[language],
      message,
    });
    const unknown = found
      .flat()
      .flatMap(({ name, term, language }) =>
        term === undefined ? [problem(`[[${name}]] is not in notebooks/glossary.yaml; add it there.`, language)] : [],
      );
    const [en = [], zh = []] = found.map((list) => list.map(({ term }) => term?.name.en ?? '').sort());
    if (unknown.length === 0 && String(en) !== String(zh)) {
      return [
        problem(
          `the languages introduce different terms: ${en.join(', ') || 'none'} and ${zh.join(', ') || 'none'}.`,
          'zh',
        ),
      ];
    }
    const again = en.filter((name) => introduced.has(name));
    for (const name of en) introduced.add(name);
    return [
      ...unknown,
      ...again.map((name) => problem(`"${name}" was introduced before; mark a term once in a chapter.`)),
    ];
  });
  const number = chapter.name.slice(0, 2);
  const missing = glossary
    .filter((term) => term.chapter === number && !introduced.has(term.name.en))
    .map(({ name }) => ({
      chapter: chapter.name,
      message: `the glossary says that this chapter introduces "${name.en}"; mark it there: [[${name.en}]], [[${name.zh}]].`,
    }));
  return [...faults, ...missing];
}
