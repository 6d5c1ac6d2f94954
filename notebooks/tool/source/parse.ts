/** Reads a chapter's percent script: front matter, then `// %%` cells; every fault is reported with its line. */
import { isLanguage, type Chapter, type ChapterCell, type FrontMatter, type Language } from '../chapter.ts';
import { CourseError, type Problem } from '../problem.ts';
import { checkTag } from '../contract.ts';
import { FrontMatterError, parseFrontMatter } from './frontmatter.ts';
import { type CellOptions, parseOptions } from './options.ts';

/** A cell as it stands in the file: its header line and the lines under it. */
interface RawCell {
  readonly line: number;
  readonly header: string;
  readonly body: readonly string[];
}

/** What the options of one cell say, checked. */
interface CellHead {
  readonly line: number;
  readonly id: string;
  readonly tags: readonly string[];
  readonly language: Language | undefined;
  readonly translatedFrom: string | undefined;
}

type Complain = (line: number, message: string, cell?: string) => void;

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

/** Takes the `// ` off each line of prose; undefined where a line is no comment. */
export function uncomment(line: string): string | undefined {
  return line === '//' ? '' : line.startsWith('// ') ? line.slice(3) : undefined;
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

/** Turns raw cells into cells; an English Markdown cell takes the Chinese one that follows it. */
function joinTwins(raw: readonly RawCell[], complain: Complain): ChapterCell[] {
  const cells: ChapterCell[] = [];
  for (let i = 0; i < raw.length; i++) {
    const here = readHead(raw[i], complain);
    if (here === undefined) continue;
    const { head, markdown, body } = here;
    if (!markdown) {
      if (head.language !== undefined) {
        complain(head.line, 'code is shared by both languages; take lang away and mark comments "// en: …".', head.id);
      }
      if (body.length === 0) complain(head.line, 'the code cell is empty; write code or take the cell out.', head.id);
      cells.push({
        kind: 'code',
        id: head.id,
        tags: head.tags,
        code: withoutBlankStart(body.join('\n')),
        line: head.line,
      });
      continue;
    }
    const twin = raw[i + 1] === undefined ? undefined : readHead(raw[i + 1], () => undefined);
    if (head.language !== 'en' || twin?.markdown !== true || twin.head.id !== head.id || twin.head.language !== 'zh') {
      complain(
        head.line,
        `prose comes in pairs: [markdown] id="${head.id}" lang="en", and right after it the same id with lang="zh"; ` +
          `found lang="${head.language ?? ''}" ${head.language === 'en' ? 'without its Chinese twin' : 'in the place of lang="en"'}.`,
        head.id,
      );
      continue;
    }
    readHead(raw[++i], complain);
    cells.push({
      kind: 'markdown',
      id: head.id,
      tags: head.tags,
      text: { en: readProse(head, body, complain), zh: readProse(twin.head, twin.body, complain) },
      translatedFrom: twin.head.translatedFrom,
      line: { en: head.line, zh: twin.head.line },
    });
  }
  return cells;
}

function readHead(
  raw: RawCell | undefined,
  complain: Complain,
): { head: CellHead; markdown: boolean; body: readonly string[] } | undefined {
  if (raw === undefined) return undefined;
  let options: CellOptions;
  try {
    options = parseOptions(raw.header);
  } catch (error) {
    complain(raw.line, error instanceof Error ? error.message : String(error));
    return undefined;
  }
  const { markdown, values } = options;
  const known = markdown ? ['id', 'lang', 'src', 'tags'] : ['id', 'lang', 'tags'];
  for (const key of values.keys()) {
    if (!known.includes(key)) complain(raw.line, `the option "${key}" is unknown here; known are ${known.join(', ')}.`);
  }
  const { id, lang, src, tags = [] } = Object.fromEntries(values);
  if (typeof id !== 'string' || !/^[\w-]{1,64}$/.test(id)) {
    complain(raw.line, 'a cell needs an id of 1 to 64 letters, digits, "-" or "_": id="my-cell".');
    return undefined;
  }
  if (lang !== undefined && !(typeof lang === 'string' && isLanguage(lang))) {
    complain(raw.line, `lang must be "en" or "zh", not ${JSON.stringify(lang)}.`, id);
    return undefined;
  }
  if (!Array.isArray(tags) || !tags.every((tag): tag is string => typeof tag === 'string')) {
    complain(raw.line, `tags must be a list of texts, such as tags=["check:num"], not ${JSON.stringify(tags)}.`, id);
    return undefined;
  }
  for (const tag of tags) {
    const fault = checkTag(tag);
    if (fault !== undefined) complain(raw.line, fault, id);
  }
  const translatedFrom = typeof src === 'string' ? src : undefined;
  return { head: { line: raw.line, id, tags, language: lang, translatedFrom }, markdown, body: raw.body };
}

function readProse(head: CellHead, body: readonly string[], complain: Complain): string {
  if (body.length === 0) complain(head.line, 'the Markdown cell is empty; write its text as "// …" lines.', head.id);
  const lines = body.map((line, index) => {
    const text = uncomment(line);
    if (text === undefined) complain(head.line + 1 + index, 'a line of a Markdown cell starts with "// ".', head.id);
    return text ?? '';
  });
  return withoutBlankStart(trimBlankLines(lines).join('\n'));
}

function checkIds(cells: readonly ChapterCell[], complain: Complain): void {
  const seen = new Set<string>();
  for (const cell of cells) {
    const line = cell.kind === 'code' ? cell.line : cell.line.en;
    if (seen.has(cell.id)) complain(line, 'another cell has this id already; ids are unique in a chapter.', cell.id);
    seen.add(cell.id);
  }
}

const withoutBlankStart = (text: string): string => text.replace(/^\n+/, '');

/** Without blank lines at the end; those at the start stay, so that line numbers hold. */
function trimBlankLines(lines: readonly string[]): readonly string[] {
  return lines.slice(0, lines.findLastIndex((line) => line.trim() !== '') + 1);
}
