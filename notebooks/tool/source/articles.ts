/** What the articles show and get wrong, and the chapter that deals with it: `notebooks/articles.yaml`. */
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { isRecord } from '../json.ts';
import { CourseError } from '../problem.ts';

/** Equations and errata of the articles: their name, and the number of the chapter that deals with them. */
export interface Articles {
  readonly equations: ReadonlyMap<string, string>;
  readonly errata: ReadonlyMap<string, string>;
}

/**
 * Reads the file; nothing where it is missing.
 *
 * @throws CourseError that names the entry that is wrong.
 */
export function readArticles(path: string): Articles {
  const content: unknown = existsSync(path) ? parse(readFileSync(path, 'utf8')) : {};
  const { equations, errata } = isRecord(content) ? content : {};
  return { equations: chaptersIn(equations), errata: chaptersIn(errata) };
}

function chaptersIn(entries: unknown): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(isRecord(entries) ? entries : {}).map(([name, entry]) => {
      const chapter = isRecord(entry) ? entry['chapter'] : undefined;
      if (typeof chapter === 'string' && /^\d\d$/.test(chapter)) return [name, chapter] as const;
      throw new CourseError([
        { chapter: 'notebooks/articles.yaml', message: `${name} needs a chapter, such as '07'.` },
      ]);
    }),
  );
}
