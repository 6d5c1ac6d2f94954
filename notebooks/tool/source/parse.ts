/** Reads a chapter's percent script: front matter, then `// %%` cells; every fault is reported with its line. */
import { type Chapter, type ChapterCell, type FrontMatter } from '../chapter.ts';
import { CourseError, type Problem } from '../problem.ts';
import { type Complain, joinTwins, type RawCell, trimBlankLines, uncomment } from './cells.ts';
import { FrontMatterError, parseFrontMatter } from './frontmatter.ts';

const fence = '// ---';
const marker = /^\/\/ %%(?= |$)/;

/**
 * Reads the script of the chapter `name`.
 *
 * @throws CourseError with all faults found, each with its line.
 */
export function parseChapter(name: string, text: string): Chapter {
  const problems: Problem[] = [];
  const complain: Complain = (line, message, cell) =>
    problems.push({ chapter: name, line, message, ...(cell === undefined ? {} : { cell }) });
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const { header, front, end } = readFrontMatter(lines, complain);
  const cells = joinTwins(splitCells(lines, end, complain), complain);
  checkIds(cells, complain);
  if (problems.length > 0 || front === undefined) throw new CourseError(problems);
  return { name, header, ...front, cells };
}

function readFrontMatter(
  lines: readonly string[],
  complain: Complain,
): { header: string; front: FrontMatter | undefined; end: number } {
  const close = lines.indexOf(fence, 1);
  if (lines[0] !== fence || close < 0) {
    complain(1, `a chapter starts with its title: "${fence}", then "// title: { en: …, zh: … }", then "${fence}".`);
    return { header: '', front: undefined, end: 0 };
  }
  const header = lines
    .slice(1, close)
    .map((line) => uncomment(line) ?? line)
    .join('\n');
  try {
    return { header, front: parseFrontMatter(header), end: close + 1 };
  } catch (error) {
    if (!(error instanceof FrontMatterError)) throw error;
    complain(2 + error.line, error.message);
    return { header, front: undefined, end: close + 1 };
  }
}

function splitCells(lines: readonly string[], from: number, complain: Complain): RawCell[] {
  const starts = lines.flatMap((line, index) => (index >= from && marker.test(line) ? [index] : []));
  for (let i = from; i < (starts[0] ?? lines.length); i++) {
    if (lines[i]?.trim() === '') continue;
    complain(i + 1, 'this line stands before the first cell; put it under a line "// %% id=…".');
    break;
  }
  if (starts.length === 0) complain(lines.length, 'the chapter has no cells; a cell starts with a line "// %% id=…".');
  return starts.map((start, i) => ({
    line: start + 1,
    header: (lines[start] ?? '').replace(marker, ''),
    body: trimBlankLines(lines.slice(start + 1, starts[i + 1] ?? lines.length)),
  }));
}

function checkIds(cells: readonly ChapterCell[], complain: Complain): void {
  const seen = new Set<string>();
  for (const cell of cells) {
    const line = cell.kind === 'code' ? cell.line : cell.line.en;
    if (seen.has(cell.id)) complain(line, 'another cell has this id already; ids are unique in a chapter.', cell.id);
    seen.add(cell.id);
  }
}
