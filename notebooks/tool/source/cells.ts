/** The cells of a chapter's script: options checked, prose freed from its comment signs, the two languages joined. */
import { isLanguage, type ChapterCell, type Language } from '../chapter.ts';
import { checkTag } from '../contract.ts';
import { type CellOptions, parseOptions } from './options.ts';

/** A cell as it stands in the file: its header line, counted from 1, and the lines under it. */
export interface RawCell {
  readonly line: number;
  readonly header: string;
  readonly body: readonly string[];
}

/** Takes down a fault. */
export type Complain = (line: number, message: string, cell?: string) => void;

/** What the options of one cell say, checked. */
interface CellHead {
  readonly line: number;
  readonly id: string;
  readonly tags: readonly string[];
  readonly language: Language | undefined;
  readonly translatedFrom: string | undefined;
  readonly place: 'exercise' | 'quiz' | undefined;
}

/** Turns raw cells into cells; an English Markdown cell takes the Chinese one that follows it. */
export function joinTwins(raw: readonly RawCell[], complain: Complain): ChapterCell[] {
  const cells: ChapterCell[] = [];
  for (let i = 0; i < raw.length; i++) {
    const here = readHead(raw[i], complain);
    if (here === undefined) continue;
    const { head, markdown, body } = here;
    if (!markdown) {
      if (head.language !== undefined) {
        complain(head.line, 'code is shared by both languages; take lang away and mark comments "// en: …".', head.id);
      }
      if (body.length === 0 && head.place === undefined) {
        complain(head.line, 'the code cell is empty; write code or take the cell out.', head.id);
      }
      if (body.length > 0 && head.place !== undefined) {
        complain(
          head.line,
          `the place of an ${head.place} is empty: its cells come from notebooks/exercises/.`,
          head.id,
        );
      }
      cells.push({
        kind: 'code',
        id: head.id,
        tags: head.tags,
        code: withoutBlankStart(body.join('\n')),
        line: head.line,
        ...(head.place && { place: head.place }),
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
  const place = !markdown && values.has('exercise') ? 'exercise' : !markdown && values.has('quiz') ? 'quiz' : undefined;
  const known = markdown ? ['id', 'lang', 'src', 'tags'] : place === undefined ? ['id', 'lang', 'tags'] : [place];
  for (const key of values.keys()) {
    if (!known.includes(key)) complain(raw.line, `the option "${key}" is unknown here; known are ${known.join(', ')}.`);
  }
  const { lang, src, tags = [], ...names } = Object.fromEntries(values);
  const id = names[place ?? 'id'];
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
  return { head: { line: raw.line, id, tags, language: lang, translatedFrom, place }, markdown, body: raw.body };
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

/** Takes the `// ` off a line of prose; undefined where the line is no comment. */
export function uncomment(line: string): string | undefined {
  return line === '//' ? '' : line.startsWith('// ') ? line.slice(3) : undefined;
}

/** Without blank lines at the end; those at the start stay, so that line numbers hold. */
export function trimBlankLines(lines: readonly string[]): readonly string[] {
  return lines.slice(0, lines.findLastIndex((line) => line.trim() !== '') + 1);
}

const withoutBlankStart = (text: string): string => text.replace(/^\n+/, '');
