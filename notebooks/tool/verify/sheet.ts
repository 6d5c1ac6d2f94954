/** What is wrong with a chapter's exercises and quiz: texts, code, places; and whether each answer gets what it deserves. */
import { isOpen, judge, letters, type Quiz, regionIn, todo } from 'tslate/course';
import { type Chapter, languages } from '../chapter.ts';
import { type ChapterFile } from '../course.ts';
import { type Problem } from '../problem.ts';
import { type AnyExercise, partsOf, type Sheet, sheetFingerprint, type SheetPart } from '../source/sheet.ts';
import { formulasIn, missingFormulas } from './formulas.ts';

/** The number of questions in a quiz. */
export const quizLength = 5;

/** The faults that reading finds; an empty list where there are none. */
export function checkSheet({ written, sheet }: Pick<ChapterFile, 'written' | 'sheet'>): Problem[] {
  if (sheet === undefined) return [];
  const problem = problemIn(written);
  return [
    ...checkPlaces(written, sheet),
    ...partsOf(sheet).flatMap((part) => checkTexts(part).map((message) => problem(part.id, message))),
    ...Object.entries(sheet.exercises).flatMap(([id, exercise]) =>
      checkExercise(id, exercise, sheet).map((message) => problem(id, message)),
    ),
    ...(sheet.quiz === undefined ? [] : checkQuiz(sheet.quiz).map((message) => problem(sheet.quiz?.id ?? '', message))),
  ];
}

/** The faults that trying finds: a gap is not attempted, the solution passes, each wrong answer gets its own hint. */
export async function checkAnswers({ written, sheet }: Pick<ChapterFile, 'written' | 'sheet'>): Promise<Problem[]> {
  const problem = problemIn(written);
  const found = Object.entries(sheet?.exercises ?? {}).map(async ([id, exercise]) => {
    const faults = await answerFaults(exercise).catch((error: unknown) => [`its check fails: ${String(error)}`]);
    return faults.map((message) => problem(id, message));
  });
  return (await Promise.all(found)).flat();
}

/** The seeds of the notebook's cases and of others, as graders choose them. */
const seeds = [0, 1, 20261128];

async function answerFaults(exercise: AnyExercise): Promise<string[]> {
  if (isOpen(exercise)) return [];
  const faults: string[] = [];
  const [solution] = Object.values(exercise.solution);
  const gap = await judge(exercise, typeof solution === 'function' ? () => todo() : undefined, 0);
  if (gap.kind !== 'notAttempted') faults.push(`a gap must be "not attempted", and is "${gap.kind}".`);
  for (const seed of seeds) {
    const right = await judge(exercise, solution, seed);
    if (right.kind === 'passed') continue;
    const came = right.kind === 'failed' ? `: expected ${right.expected}, received ${right.received}` : '';
    faults.push(`the solution does not pass its own check (seed ${seed})${came}.`);
  }
  for (const [i, { answer, hint }] of exercise.wrong.entries()) {
    const outcome = await judge(exercise, answer, 0);
    if (outcome.kind !== 'failed') faults.push(`wrong answer ${i + 1} is judged "${outcome.kind}"; it must fail.`);
    else if (outcome.hint?.en !== hint.en) {
      faults.push(
        `wrong answer ${i + 1} gets ${outcome.hint === undefined ? 'no hint' : `"${outcome.hint.en}"`}, not its own.`,
      );
    }
  }
  return faults;
}

function checkPlaces(chapter: Chapter, { exercises, quiz }: Sheet): Problem[] {
  const places = chapter.cells.flatMap((cell) => (cell.kind === 'code' && cell.place !== undefined ? [cell.id] : []));
  const names = [...Object.keys(exercises), ...(quiz === undefined ? [] : [quiz.id])];
  const number = chapter.name.slice(0, 2);
  return names.flatMap((id) => [
    ...(places.includes(id)
      ? []
      : [problemIn(chapter)(id, `it has no place in the chapter; write // %% exercise="${id}".`)]),
    ...(new RegExp(`^ch${number}-[a-z0-9-]+$`).test(id)
      ? []
      : [problemIn(chapter)(id, `names are like "ch${number}-delta": the chapter, then small letters.`)]),
  ]);
}

/** Both languages say something, the same formulas, and the Chinese was made from the English as it is now. */
function checkTexts({ translated, texts }: SheetPart): string[] {
  const now = sheetFingerprint(texts);
  const faults = texts.flatMap(({ what, text }) => {
    const empty = languages.filter((language) => text[language].trim() === '');
    const [en, zh] = [formulasIn(text.en), formulasIn(text.zh)];
    const odd = [...missingFormulas(en, zh), ...missingFormulas(zh, en)];
    return [
      ...empty.map((language) => `the ${what} is empty in ${language}.`),
      ...odd.map((formula) => `the formula ${formula} of the ${what} stands in one language only.`),
    ];
  });
  if (translated === now) return faults;
  const stale = `the Chinese was made from other English texts (translated: '${translated}'); revise it, then run "course stamp".`;
  return [...faults, stale];
}

function checkExercise(id: string, exercise: AnyExercise, { text }: Sheet): string[] {
  const faults: string[] = [];
  const region = regionIn(text, id);
  if (region !== undefined && !region.includes('// BEGIN SOLUTION')) {
    faults.push('its region has no "// BEGIN SOLUTION", so that the reader would get the answer.');
  }
  if (isOpen(exercise)) return faults;
  const names = Object.keys(exercise.solution);
  const [name = ''] = names;
  if (names.length !== 1) faults.push('solution must hold one answer under its name: { hiddenDelta }.');
  if (region === undefined) faults.push(`its code must stand between "// #region ${id}" and "// #endregion".`);
  else if (!new RegExp(`\\b(function\\*?|const|class) ${name}\\b`).test(region)) {
    faults.push(`its region must declare ${name}, which the check is given.`);
  }
  if (exercise.wrong.length === 0) faults.push('it lists no wrong answer; which mistake is the classic one?');
  return faults;
}

function checkQuiz({ questions }: Quiz): string[] {
  const faults = questions.flatMap(({ choices }, i) => {
    const right = choices.filter((choice) => choice.right).length;
    const formula = choices.some(({ text }) => languages.some((language) => formulasIn(text[language]).length > 0));
    return [
      ...(right === 1 ? [] : [`question ${i + 1} has ${right} right choices; it needs one.`]),
      ...(choices.length >= 2 && choices.length <= letters.length
        ? []
        : [`question ${i + 1} has ${choices.length} choices; it needs two to five.`]),
      ...(formula
        ? [`question ${i + 1} has a formula in a choice, where not all front ends set it; use Unicode.`]
        : []),
    ];
  });
  const places = new Set(questions.map(({ choices }) => choices.findIndex(({ right }) => right)));
  if (questions.length !== quizLength)
    faults.push(`a quiz has ${quizLength} questions, and this one ${questions.length}.`);
  else if (places.size < 2) faults.push('the right choice has the same letter in all questions; mix them.');
  return faults;
}

const problemIn =
  ({ name }: Chapter) =>
  (cell: string, message: string): Problem => ({ chapter: name, cell, message });
