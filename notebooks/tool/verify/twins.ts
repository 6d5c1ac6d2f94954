/** Whether the two editions of a chapter are twins: the same cells, the same code, the same numbers where promised. */
import { type CodeCell, joinLines, type Notebook } from 'tslate/kernel';
import { type Chapter, tagsOfCell } from '../chapter.ts';
import { contractsOf } from '../contract.ts';
import { type Problem } from '../problem.ts';
import { plainText } from '../notebook/text.ts';
import { neutralCode } from '../source/edition.ts';
import { numberDifference, numbersIn } from './values.ts';

/** All differences between the editions that a reader must not meet. */
export function checkTwins(chapter: Chapter, en: Notebook, zh: Notebook): Problem[] {
  const problem = (cell: string | undefined, message: string): Problem => ({
    chapter: chapter.name,
    language: 'zh',
    ...(cell === undefined ? {} : { cell }),
    message,
  });
  const odd = en.cells.find((cell, index) => zh.cells[index]?.id !== cell.id) ?? zh.cells[en.cells.length];
  if (odd !== undefined) return [problem(odd.id, 'the editions do not have the same cells; run "course build".')];
  return en.cells.flatMap((cell, index) => {
    const twin = zh.cells[index];
    if (cell.cell_type !== 'code' || twin?.cell_type !== 'code') return [];
    if (neutralCode(joinLines(cell.source)) !== neutralCode(joinLines(twin.source))) {
      return [
        problem(cell.id, 'the code differs from the English edition; change it in the script and run "course build".'),
      ];
    }
    const difference = numbersDiffer(cell, twin, tagsOfCell(chapter, cell.id));
    return difference === undefined ? [] : [problem(cell.id, `check:num fails between the editions: ${difference}.`)];
  });
}

function numbersDiffer(en: CodeCell, zh: CodeCell, tags: readonly string[]): string | undefined {
  const contract = contractsOf(tags).find((candidate) => candidate.kind === 'num');
  if (contract === undefined || en.execution_count === null || zh.execution_count === null) return undefined;
  return numberDifference(numbersIn(plainText(zh.outputs)), numbersIn(plainText(en.outputs)), contract.tolerance);
}
