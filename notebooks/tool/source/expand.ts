/** Puts the cells of exercises and quizzes in the places that a chapter's script leaves for them. */
import MarkdownIt from 'markdown-it';
import {
  type Choice,
  isOpen,
  letters,
  type Quiz,
  regionIn,
  rightLetter,
  solutionCode,
  studentCode,
} from 'tslate/course';
import {
  type Bilingual,
  type Chapter,
  type ChapterCell,
  type ExercisePart,
  type Language,
  type ProgramCell,
} from '../chapter.ts';
import { CourseError } from '../problem.ts';
import { fingerprint } from './freshness.ts';
import { type AnyExercise, type Sheet } from './sheet.ts';

/**
 * The chapter with the cells of its exercises and its quiz.
 *
 * @throws CourseError where a place names something that the sheet does not have.
 */
export function expand(chapter: Chapter, sheet: Sheet | undefined): Chapter {
  let number = 0;
  const cells = chapter.cells.flatMap((cell): readonly ChapterCell[] => {
    if (cell.kind !== 'code' || cell.place === undefined) return [cell];
    if (cell.place === 'quiz')
      return quizCells(cell, cell.id === sheet?.quiz?.id ? sheet.quiz : missing(chapter, cell));
    number += 1;
    return exerciseCells(cell, sheet?.exercises[cell.id] ?? missing(chapter, cell), sheet?.text ?? '', number);
  });
  return { ...chapter, cells };
}

function missing(chapter: Chapter, { id, line, place }: ProgramCell): never {
  const message = `notebooks/exercises/${chapter.name}.ts has no ${place ?? 'exercise'} "${id}"; write it there, and build.`;
  throw new CourseError([{ chapter: chapter.name, line, cell: id, message }]);
}

function exerciseCells(place: ProgramCell, exercise: AnyExercise, sheet: string, number: number): ChapterCell[] {
  const { id, line } = place;
  const points = exercise.points ?? exercise.level;
  const part = (role: ExercisePart['role']): ExercisePart => ({ exercise: id, role, points });
  const text = {
    en: `### Exercise ${number} ${'★'.repeat(exercise.level)} ${exercise.title.en}\n\n${exercise.task.en}`,
    zh: `### 练习 ${number} ${'★'.repeat(exercise.level)} ${exercise.title.zh}\n\n${exercise.task.zh}`,
  };
  const prose = { kind: 'markdown', tags: [], line: { en: line, zh: line } } as const;
  const task: ChapterCell = {
    ...prose,
    id: `${id}-task`,
    text,
    translatedFrom: fingerprint(text.en),
    part: part('task'),
  };
  const help = `// exercise('${id}').hint()\n// exercise('${id}').solution()`;
  const region = regionIn(sheet, id);
  if (isOpen(exercise)) {
    const essay = { en: '*Your answer:*', zh: '*你的回答：*' };
    const start = '// en: your experiment\n// zh: 你的实验';
    const code = region === undefined ? start : studentCode(region);
    const filled = region === undefined ? start : solutionCode(region);
    return [
      task,
      { kind: 'code', id, tags: [], line, code: `${code}\n${help}`, filled: { solution: filled, instructor: filled } },
      {
        ...prose,
        id: `${id}-essay`,
        text: essay,
        filled: exercise.model,
        translatedFrom: fingerprint(essay.en),
        part: part('essay'),
      },
    ];
  }
  const [name = ''] = Object.keys(exercise.solution);
  const check = `exercise('${id}').check(${name})`;
  const hidden = `// BEGIN HIDDEN TESTS\nawait exercise('${id}').grade(${name});\n// END HIDDEN TESTS\n${check}`;
  const code = {
    student: studentCode(region ?? ''),
    solution: solutionCode(region ?? ''),
    instructor: region ?? '',
  };
  return [
    task,
    { kind: 'code', id, tags: [], line, code: code.student, filled: code, part: part('answer') },
    {
      kind: 'code',
      id: `${id}-check`,
      tags: [],
      line,
      code: `${check}\n${help}`,
      filled: { solution: check, instructor: hidden },
      part: part('check'),
    },
  ];
}

const markdown = new MarkdownIt();

/** Questions whose choices open: they mark themselves without a kernel; and a cell that marks all of them with one. */
function quizCells({ id, line }: ProgramCell, quiz: Quiz): ChapterCell[] {
  const text = { en: questions(quiz, 'en'), zh: questions(quiz, 'zh') };
  const answers = (chosen: readonly string[]): string =>
    `quiz.answer(${chosen.map((letter) => `'${letter}'`).join(', ')})`;
  const right = answers(quiz.questions.map(rightLetter));
  const open = answers(quiz.questions.map(() => '?'));
  return [
    {
      kind: 'markdown',
      id: `${id}-questions`,
      tags: [],
      text,
      translatedFrom: fingerprint(text.en),
      line: { en: line, zh: line },
    },
    {
      kind: 'code',
      id,
      tags: [],
      line,
      code: open,
      // Graders give quizzes to students, who would find the answers.
      filled: { solution: right, instructor: open },
    },
  ];
}

const intro: Bilingual<string> = {
  en: 'Click on a choice to see whether it is right. Or write your letters in the cell below and run it.',
  zh: '点击一个选项，就能看到它对不对。也可以把你选的字母写进下面的单元格，然后运行。',
};

function questions(quiz: Quiz, language: Language): string {
  const parts = quiz.questions.map(({ question, choices }, i) =>
    [`**${i + 1}.** ${question[language]}`, ...choices.map((choice, j) => fold(choice, j, language))].join('\n\n'),
  );
  return [intro[language], ...parts].join('\n\n');
}

function fold({ right, text, why }: Choice, index: number, language: Language): string {
  const summary = `${letters[index] ?? '?'}) ${markdown.renderInline(text[language])}`;
  const word = right ? { en: '✓ **Right.**', zh: '✓ **正确。**' } : { en: '✗ **No.**', zh: '✗ **不对。**' };
  return `<details><summary>${summary}</summary>\n\n${word[language]} ${why[language]}\n\n</details>`;
}
