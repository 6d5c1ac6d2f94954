/** Takes edits that were made in a notebook back into the chapter's script, cell by cell. */
import { type Cell, joinLines, type Notebook } from 'tslate/kernel';
import {
  type Chapter,
  type ChapterCell,
  type Language,
  otherLanguage,
  type ProgramCell,
  type ProseCell,
} from '../chapter.ts';
import { type ChapterFile } from '../course.ts';
import { buildNotebook } from '../notebook/build.ts';
import { resultsByCell, fillText } from '../notebook/fill.ts';
import { joinChineseLines } from '../source/prose.ts';
import { type Book, showText } from '../source/show.ts';
import { uncode } from './code.ts';
import { unshow } from './prose.ts';

/** The chapter with the edits in it, and what happened, a line for each cell. */
export interface Synced {
  readonly chapter: Chapter;
  readonly changes: readonly string[];
  /** What the author has to see to. */
  readonly notes: readonly string[];
}

/** Takes the edits of `notebook`, the edition for students in `language`, into the chapter as written. */
export function sync({ chapter, written }: ChapterFile, notebook: Notebook, language: Language, book: Book): Synced {
  const built = new Map(buildNotebook(chapter, language, { previous: notebook }).cells.map((cell) => [cell.id, cell]));
  const edited = new Map(notebook.cells.map((cell) => [cell.id, cell]));
  const results = resultsByCell(notebook);
  const show = (source: string): string =>
    joinChineseLines(fillText(showText(source, language, written, book), results));
  const changes: string[] = [];
  const notes: string[] = [];
  const known = new Set(chapter.cells.map(({ id }) => id));
  const added = newCells(notebook, known, language);

  const update = (cell: ChapterCell): ChapterCell[] => {
    if (cell.kind === 'code' && cell.place !== undefined) {
      notes.push(...generatedNotes(cell, chapter, built, edited));
      return [cell];
    }
    const now = edited.get(cell.id);
    const before = built.get(cell.id);
    if (now === undefined) {
      changes.push(`${cell.id}: taken out`);
      return [];
    }
    if (before === undefined || joinLines(now.source) === joinLines(before.source)) return [cell];
    changes.push(`${cell.id}: changed`);
    if (cell.kind === 'markdown') {
      const text = unshow(joinLines(now.source), cell.text[language], joinLines(before.source), show);
      const twin =
        language === 'en' ? 'its Chinese is stale now; revise it, then stamp' : 'look whether its English still fits';
      notes.push(`${cell.id}: ${twin}`);
      return [{ ...cell, text: { ...cell.text, [language]: text } }];
    }
    const code = uncode(joinLines(now.source), cell, language);
    if (code === undefined) {
      notes.push(`${cell.id}: its comments in two languages stand in the way; change it in the script`);
      return [cell];
    }
    return [{ ...cell, code }];
  };

  const insert = (after: string | undefined): ChapterCell[] =>
    (added.get(after) ?? []).map((cell) => {
      changes.push(`${cell.id}: added`);
      if (cell.kind === 'markdown') notes.push(`${cell.id}: write its text in ${otherLanguage(language)}, then stamp`);
      return cell;
    });

  const lastOf = (cell: ChapterCell): string =>
    cell.kind === 'code' && cell.place !== undefined ? (generatedIds(cell, chapter).at(-1) ?? cell.id) : cell.id;
  const cells = [...insert(undefined), ...written.cells.flatMap((cell) => [...update(cell), ...insert(lastOf(cell))])];
  return { chapter: { ...written, cells }, changes, notes };
}

/** The cells that the script does not know, by the known cell that they follow. */
function newCells(
  notebook: Notebook,
  known: ReadonlySet<string>,
  language: Language,
): ReadonlyMap<string | undefined, ChapterCell[]> {
  const added = new Map<string | undefined, ChapterCell[]>();
  let after: string | undefined;
  for (const cell of notebook.cells) {
    if (known.has(cell.id ?? '')) after = cell.id;
    else if (joinLines(cell.source).trim() !== '')
      added.set(after, [...(added.get(after) ?? []), fromNotebook(cell, language)]);
  }
  return added;
}

function fromNotebook(cell: Cell, language: Language): ProseCell | ProgramCell {
  const source = joinLines(cell.source).trimEnd();
  const id = cell.id ?? 'new';
  if (cell.cell_type === 'code') return { kind: 'code', id, tags: [], code: source, line: 0 };
  const missing = { en: '(to be translated)', zh: '（待译）' };
  const text = { ...missing, [language]: source };
  return { kind: 'markdown', id, tags: [], text, translatedFrom: undefined, line: { en: 0, zh: 0 } };
}

/** The ids of the cells that stand in the place of an exercise or a quiz. */
const generatedIds = ({ id, place }: ProgramCell, chapter: Chapter): string[] => {
  const names = place === 'quiz' ? [`${id}-questions`, id] : [`${id}-task`, id, `${id}-check`, `${id}-essay`];
  return names.filter((name) => chapter.cells.some((cell) => cell.id === name));
};

/** Tasks and checks come from the file of exercises; an answer is its reader's own. */
const generatedNotes = (
  place: ProgramCell,
  chapter: Chapter,
  built: ReadonlyMap<string | undefined, Cell>,
  edited: ReadonlyMap<string | undefined, Cell>,
): string[] =>
  generatedIds(place, chapter).flatMap((id) => {
    const [before, now] = [built.get(id), edited.get(id)];
    const answers = id === place.id || id.endsWith('-essay');
    const same =
      answers || (now !== undefined && before !== undefined && joinLines(now.source) === joinLines(before.source));
    return same ? [] : [`${id}: comes from notebooks/exercises/${chapter.name}.ts; change it there`];
  });
