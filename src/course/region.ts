/**
 * The code of an exercise, as it stands between `// #region ch07-delta` and `// #endregion` of its file. What lies between
 * `// BEGIN SOLUTION` and `// END SOLUTION` is for the reader to write; lines `// stub: …` in it are what the reader finds
 * there instead, by default `return todo();`.
 */
import type { Language } from '../display/language.ts';

const begin = /^(\s*)\/\/ BEGIN SOLUTION$/;
const end = /^\s*\/\/ END SOLUTION$/;
const stub = /^(\s*)\/\/ stub: ?(.*)$/;

/** The region of the name, without its markers; undefined where the text has none. */
export function regionIn(source: string, name: string): string | undefined {
  const lines = source.split('\n').map((line) => line.trimEnd());
  const start = lines.indexOf(`// #region ${name}`);
  const stop = lines.indexOf('// #endregion', start);
  if (start < 0 || stop < 0) return undefined;
  const region = lines.slice(start + 1, stop).map((line) => line.replace(/^export /, ''));
  return region.join('\n').trim();
}

/** What the reader finds: gaps in the place of the solution. */
export function studentCode(region: string): string {
  return withSolutions(region, (indent, lines) => {
    const stubs = lines.flatMap((line) => {
      const found = stub.exec(line);
      return found === null ? [] : [`${found[1]}${found[2]}`];
    });
    return stubs.length > 0 ? stubs : [`${indent}return todo();`];
  });
}

/** The code with the solution in it. */
export const solutionCode = (region: string): string =>
  withSolutions(region, (_, lines) => lines.filter((line) => !stub.test(line)));

/** The code with its comments in one language, `// en: …` or `// zh: …`, without the mark. */
export function commentsIn(language: Language, code: string): string {
  return code
    .split('\n')
    .flatMap((line) => {
      const found = /^(.*?)\/\/ (?=(?:en|zh): )(.*)$/.exec(line);
      if (found === null) return [line];
      const [, before = '', comments = ''] = found;
      const mine = comments.split(/\s*\/\/ (?=(?:en|zh): )/).find((comment) => comment.startsWith(`${language}: `));
      if (mine !== undefined) return [`${before}// ${mine.slice(4)}`];
      return before.trim() === '' ? [] : [before.trimEnd()];
    })
    .join('\n');
}

function withSolutions(region: string, write: (indent: string, lines: readonly string[]) => readonly string[]): string {
  const lines = region.split('\n');
  const written: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    const found = begin.exec(line);
    if (found === null) {
      written.push(line);
      continue;
    }
    const stop = lines.findIndex((other, index) => index > i && end.test(other));
    if (stop < 0) throw new Error('a solution begins and does not end: // END SOLUTION is missing.');
    written.push(...write(found[1] ?? '', lines.slice(i + 1, stop)));
    i = stop;
  }
  return written.join('\n');
}
