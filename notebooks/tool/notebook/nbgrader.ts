/** nbgrader's metadata, schema version 3: which cells are answers, which are checks, and how many points they give. */
import { type Cell } from 'tslate/kernel';
import { type ChapterCell, type Edition } from '../chapter.ts';

/** The metadata of a cell that belongs to an exercise; of other cells, none. */
export function nbgrader({ id, part }: ChapterCell, edition: Edition): Cell['metadata'] {
  if (part === undefined || edition === 'solution') return {};
  const { role, points } = part;
  const base = { schema_version: 3, grade_id: id, task: false, locked: role !== 'answer' && role !== 'essay' };
  switch (role) {
    case 'task':
      return { nbgrader: { ...base, grade: false, solution: false } };
    case 'answer':
      return { nbgrader: { ...base, grade: false, solution: true } };
    case 'check':
      return { nbgrader: { ...base, grade: true, solution: false, points } };
    // Graded by hand: nbgrader takes a cell that is both for one.
    case 'essay':
      return { nbgrader: { ...base, grade: true, solution: true, points } };
  }
}
