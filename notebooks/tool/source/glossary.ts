/** The glossary: every term in both languages, and the marks `[[term]]` by which prose introduces it. */
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type Bilingual, type Language } from '../chapter.ts';
import { isRecord } from '../json.ts';
import { CourseError } from '../problem.ts';
import { outsideCode } from './spans.ts';

/** A term of the course. */
export interface Term {
  readonly name: Bilingual<string>;
  /** One sentence. */
  readonly definition: Bilingual<string>;
  /** The number of the chapter that introduces it, such as `05`. */
  readonly chapter: string;
}

/** All terms, in the order of the file. */
export type Glossary = readonly Term[];

/**
 * Reads `notebooks/glossary.yaml`: a list of `{ en, zh, chapter, definition: { en, zh } }`; no terms where it is missing.
 *
 * @throws CourseError that names the entry that is wrong.
 */
export function readGlossary(path: string): Glossary {
  if (!existsSync(path)) return [];
  const entries: unknown = parse(readFileSync(path, 'utf8'));
  if (!Array.isArray(entries)) throw fault('it must be a list of terms.');
  const terms = entries.map((entry: unknown): Term => {
    const { en, zh, chapter, definition } = isRecord(entry) ? entry : {};
    const meaning = isRecord(definition) ? definition : {};
    if (typeof en !== 'string' || typeof zh !== 'string' || typeof chapter !== 'string' || !/^\d\d$/.test(chapter)) {
      throw fault(`${JSON.stringify(entry)} needs en, zh and chapter: '05'.`);
    }
    if (typeof meaning['en'] !== 'string' || typeof meaning['zh'] !== 'string') {
      throw fault(`"${en}" needs a definition: { en: …, zh: … }.`);
    }
    return { name: { en, zh }, chapter, definition: { en: meaning['en'], zh: meaning['zh'] } };
  });
  for (const [i, { name }] of terms.entries()) {
    const twin = terms.slice(0, i).find((other) => other.name.en === name.en || other.name.zh === name.zh);
    if (twin !== undefined) throw fault(`"${name.en}" and "${twin.name.en}" have a name in common (${name.zh}).`);
  }
  return terms;
}

const fault = (message: string): CourseError => new CourseError([{ chapter: 'notebooks/glossary.yaml', message }]);

/** A mark in prose: `[[gradient]]`, or `[[gradient|gradients]]` where the text shows another form. */
const mark = /\[\[([^\]|\n]+)(?:\|([^\]\n]+))?\]\]/g;

/** The terms that a text introduces, by their name in its language. */
export function termsIn(markdown: string): string[] {
  const found: string[] = [];
  outsideCode(markdown, (text) => {
    found.push(...Array.from(text.matchAll(mark), (match) => match[1] ?? ''));
    return text;
  });
  return found;
}

/** The text with its terms set off; in Chinese each is followed by its English name, where that is another. */
export const showTerms = (markdown: string, language: Language, glossary: Glossary): string =>
  outsideCode(markdown, (text) =>
    text.replace(mark, (_, name: string, form: string = name) => {
      if (language === 'en') return `*${form}*`;
      const english = glossary.find((term) => term.name.zh === name)?.name.en ?? name;
      const isTheSame = [name, form].some((shown) => shown.toLowerCase() === english.toLowerCase());
      return isTheSame ? `**${form}**` : `**${form}**（${english}）`;
    }),
  );
