/** Whether an executed notebook is the chapter's, ran from top to bottom, keeps its contracts and its size. */
import { exerciseType } from 'tslate/course';
import { type CodeCell, formatNotebook, joinLines, type Notebook, type Output } from 'tslate/kernel';
import { type Chapter, type Edition, type Language, tagsOfCell } from '../chapter.ts';
import { type Problem } from '../problem.ts';
import { buildNotebook, profileOf } from '../notebook/build.ts';
import { resultsByCell, tokensIn } from '../notebook/fill.ts';
import { isRecord } from '../json.ts';
import { bundleOf } from '../notebook/text.ts';
import { notebookResults, publishedResults, type Results } from '../notebook/results.ts';
import { schemaFaults } from './schema.ts';
import { kilobytes } from './figures.ts';
import { checkOutputs, sameSource } from './outputs.ts';

/** The largest notebook, in bytes: browsers and reviews stay quick. */
export const notebookBudget = 400_000;

/** What a notebook is checked against. */
export interface NotebookContext {
  readonly chapter: Chapter;
  readonly language: Language;
  /** For whom the notebook is; default 'student'. */
  readonly edition?: Edition;
  /** The notebook as committed; its outputs are what `check:exact` and `check:num` expect. */
  readonly committed?: Notebook | undefined;
  readonly secrets: readonly string[];
}

/** All faults of the notebook; `undefined` stands for a file that is not there. */
export function checkNotebook(notebook: Notebook | undefined, context: NotebookContext): Problem[] {
  const { chapter, language } = context;
  const problem = (message: string, cell?: string | undefined): Problem => ({
    chapter: chapter.name,
    language,
    ...(cell === undefined ? {} : { cell }),
    message,
  });
  if (notebook === undefined) return [problem('there is no notebook; run "course build" and "course run".')];
  const changed = changedCell(notebook, context);
  if (changed !== undefined) return [problem('the notebook is not what the script says; run "course build".', changed)];
  const programs = notebook.cells.filter((cell) => cell.cell_type === 'code');
  if (programs.every((cell) => cell.execution_count === null)) {
    return programs.length === 0 ? [] : [problem('the notebook was never run; run "course run".')];
  }
  const bytes = Buffer.byteLength(formatNotebook(notebook));
  const size = `the notebook takes ${kilobytes(bytes)}; at most ${kilobytes(notebookBudget)} are allowed.`;
  return [
    ...schemaFaults(notebook).map((message) => problem(message)),
    ...(bytes > notebookBudget ? [problem(size)] : []),
    ...checkCells(notebook, programs, context, problem),
    ...unknownResults(notebook, context).map(({ id, whole }) => problem(`${whole}: no cell published it.`, id)),
  ];
}

/** The references to results in the chapter's prose that the notebook's outputs do not have. */
function unknownResults(notebook: Notebook, { chapter, language }: NotebookContext): { id: string; whole: string }[] {
  const results = resultsByCell(notebook);
  return chapter.cells.flatMap((cell) =>
    cell.kind === 'code'
      ? []
      : tokensIn(cell.text[language])
          .filter((token) => results.get(token.cell ?? '')?.[token.name] === undefined)
          .map(({ whole }) => ({ id: cell.id, whole })),
  );
}

function checkCells(
  notebook: Notebook,
  programs: readonly CodeCell[],
  { chapter, edition = 'student', committed, secrets }: NotebookContext,
  problem: (message: string, cell?: string | undefined) => Problem,
): Problem[] {
  const { dataset } = notebookResults(notebook);
  const conditions = new Set(
    [profileOf(notebook), dataset].flatMap((word) => (typeof word === 'string' ? [word.toLowerCase()] : [])),
  );
  let results: Results = {};
  let count = 0;
  return programs.flatMap((cell) => {
    if (cell.execution_count === null)
      return [problem('the cell was not run since it changed; run "course run".', cell.id)];
    if (cell.execution_count <= count) return [problem('the cell did not run in its turn; run "course run".', cell.id)];
    count = cell.execution_count;
    results = { ...results, ...publishedResults(cell.outputs) };
    const before = committed?.cells.find(
      (other): other is CodeCell => other.cell_type === 'code' && other.id === cell.id,
    );
    const same =
      before !== undefined && before.execution_count !== null && sameSource(before, cell) ? before : undefined;
    const context = { tags: tagsOfCell(chapter, cell.id), results, conditions, committed: same, secrets };
    const faults = [...checkOutputs(cell, context), ...outcomeFaults(cell.outputs, isFilled(chapter, cell, edition))];
    return faults.map((message) => problem(message, cell.id));
  });
}

/** Whether the edition has the right answer to what the cell asks: graders leave quizzes to their students. */
function isFilled(chapter: Chapter, { id }: CodeCell, edition: Edition): boolean {
  const check = chapter.cells.find((cell) => cell.id === id)?.part?.role === 'check';
  return edition === 'solution' || (edition === 'instructor' && check);
}

/** A reader starts with gaps; where they are filled, every answer is right. */
function outcomeFaults(outputs: readonly Output[], filled: boolean): string[] {
  const expected = filled ? 'passed' : 'notAttempted';
  return outputs.flatMap((output) => {
    const outcome = bundleOf(output)?.[exerciseType];
    const found = isRecord(outcome) ? outcome['outcome'] : expected;
    return found === expected ? [] : [`the outcome must be "${expected}", and is "${String(found)}".`];
  });
}

/** The first cell whose id, kind or source is not the script's. */
function changedCell(
  notebook: Notebook,
  { chapter, language, edition = 'student' }: NotebookContext,
): string | undefined {
  const built = buildNotebook(chapter, language, { edition, previous: notebook }).cells;
  const at = built.findIndex((cell, index) => {
    const found = notebook.cells[index];
    return (
      found?.id !== cell.id || found.cell_type !== cell.cell_type || joinLines(found.source) !== joinLines(cell.source)
    );
  });
  return at >= 0 ? built[at]?.id : notebook.cells[built.length]?.id;
}
