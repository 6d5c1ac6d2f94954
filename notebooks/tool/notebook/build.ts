/** A chapter in one language as a notebook; outputs of code that has not changed are carried over. */
import { type Cell, type CodeCell, joinLines, type Notebook, splitLines } from 'tslate/kernel';
import { type Chapter, type ChapterCell, type Edition, type Language } from '../chapter.ts';
import { expectedError } from '../contract.ts';
import { isRecord } from '../json.ts';
import { codeIn } from '../source/edition.ts';
import { joinChineseLines } from '../source/prose.ts';
import { fillNumbers } from './fill.ts';
import { nbgrader } from './nbgrader.ts';

const kernelspec = { name: 'tslate', display_name: 'TypeScript (tslate)', language: 'typescript' };

const languageInfo = {
  name: 'typescript',
  mimetype: 'text/typescript',
  file_extension: '.ts',
  codemirror_mode: 'typescript',
  nbconvert_exporter: 'script',
  pygments_lexer: 'typescript',
};

/** Tag by which nbclient, nbval and others know that a cell is meant to fail. */
const raises = 'raises-exception';

/** What may differ between notebooks of one chapter in one language. */
export interface BuildOptions {
  /** For whom it is; default 'student'. */
  readonly edition?: Edition;
  /**
   * The notebook built before, perhaps executed: a code cell with the same id and the same source keeps its outputs and
   * its number, and the notebook keeps the profile it was run with.
   */
  readonly previous?: Notebook | undefined;
}

/** The notebook of `chapter` in `language`. */
export function buildNotebook(
  chapter: Chapter,
  language: Language,
  { edition = 'student', previous }: BuildOptions = {},
): Notebook {
  const before = new Map(previous?.cells.flatMap((cell) => (cell.cell_type === 'code' ? [[cell.id, cell]] : [])));
  const cells = chapter.cells.map((cell) => buildCell(cell, language, edition, before.get(cell.id)));
  const executed = cells.some((cell) => cell.cell_type === 'code' && cell.execution_count !== null);
  const profile = executed && previous !== undefined ? profileOf(previous) : undefined;
  const notebook = withProfile(
    {
      cells,
      metadata: {
        kernelspec,
        language_info: languageInfo,
        title: chapter.title[language],
        tslate: { chapter: chapter.name, language, ...(edition === 'student' ? {} : { edition }) },
      },
      nbformat: 4,
      nbformat_minor: 5,
    },
    profile,
  );
  return fillNumbers(notebook);
}

/** The profile that a notebook's outputs were made with; undefined before it was run. */
export function profileOf(notebook: Notebook): string | undefined {
  const { tslate } = notebook.metadata;
  const profile = isRecord(tslate) ? tslate['profile'] : undefined;
  return typeof profile === 'string' ? profile : undefined;
}

/** The notebook with the profile noted in its metadata. */
export function withProfile(notebook: Notebook, profile: string | undefined): Notebook {
  const { tslate } = notebook.metadata;
  if (profile === undefined || !isRecord(tslate)) return notebook;
  return { ...notebook, metadata: { ...notebook.metadata, tslate: { ...tslate, profile } } };
}

function buildCell(cell: ChapterCell, language: Language, edition: Edition, previous: CodeCell | undefined): Cell {
  const grading = nbgrader(cell, edition);
  if (cell.kind === 'markdown') {
    const text = edition === 'student' ? cell.text : (cell.filled ?? cell.text);
    const source = splitLines(joinChineseLines(text[language]));
    return { cell_type: 'markdown', id: cell.id, metadata: { ...tagged(cell.tags), ...grading }, source };
  }
  const code = edition === 'student' ? cell.code : (cell.filled?.[edition] ?? cell.code);
  const source = codeIn(language, code, cell.tags);
  const kept = previous !== undefined && joinLines(previous.source) === source ? previous : undefined;
  const tags = expectedError(cell.tags) === undefined ? cell.tags : [...cell.tags, raises];
  return {
    cell_type: 'code',
    id: cell.id,
    metadata: { ...tagged(tags), ...grading },
    source: splitLines(source),
    execution_count: kept?.execution_count ?? null,
    outputs: kept?.outputs ?? [],
  };
}

const tagged = (tags: readonly string[]): Cell['metadata'] => (tags.length === 0 ? {} : { tags });
