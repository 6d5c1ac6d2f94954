/** The exercises and the quiz of a chapter, from its file in `notebooks/exercises/`. */
import { type ChapterExercises, type Exercise, isOpen, type OpenExercise, type Quiz } from 'tslate/course';
import { type Bilingual } from '../chapter.ts';
import { isRecord } from '../json.ts';
import { fingerprint } from './freshness.ts';

/** An exercise of either kind, whatever its answers are. */
export type AnyExercise = Exercise<unknown> | OpenExercise;

/** What the file gives, with its text: the solutions are shown as they were written. */
export interface Sheet {
  readonly exercises: Readonly<Record<string, AnyExercise>>;
  readonly quiz: Quiz | undefined;
  readonly path: string;
  readonly text: string;
}

/** The sheet of a module that has exported `exercise` and `quiz`, or one of them. */
export function sheetOf(module: unknown, path: string, text: string): Sheet {
  const { exercise, quiz } = isRecord(module) ? module : {};
  return { exercises: isExercises(exercise) ? exercise.all : {}, quiz: isQuiz(quiz) ? quiz : undefined, path, text };
}

/** Made by `exercises(…)`, whose types hold the author to their form. */
const isExercises = (value: unknown): value is ChapterExercises<Readonly<Record<string, AnyExercise>>> =>
  typeof value === 'function' && 'all' in value && isRecord(value.all);

/** Made by `quizOf(…)`. */
const isQuiz = (value: unknown): value is Quiz => isRecord(value) && Array.isArray(value['questions']);

/** A text of a sheet, by what it is: “hint 2”. */
export interface SheetText {
  readonly what: string;
  readonly text: Bilingual<string>;
}

/** The parts of a sheet under their names, each with the fingerprint that it carries and all its texts. */
export const partsOf = ({ exercises, quiz }: Sheet): readonly SheetPart[] => [
  ...Object.entries(exercises).map(([id, exercise]) => ({
    id,
    translated: exercise.translated,
    texts: textsOfExercise(exercise),
  })),
  ...(quiz === undefined ? [] : [{ id: quiz.id, translated: quiz.translated, texts: textsOfQuiz(quiz) }]),
];

/** An exercise, or the quiz. */
export interface SheetPart {
  readonly id: string;
  /** The fingerprint of the English texts that the Chinese were made from. */
  readonly translated: string;
  readonly texts: readonly SheetText[];
}

/** The fingerprint of all English texts of an exercise or a quiz. */
export const sheetFingerprint = (texts: readonly SheetText[]): string =>
  fingerprint(texts.map(({ text }) => text.en).join('\n\n'));

/** The sheet's file with fresh fingerprints, and the names of the parts that were stamped. */
export function stampSheet(sheet: Sheet): { text: string; stamped: readonly string[] } {
  let text = sheet.text;
  const stamped: string[] = [];
  for (const { id, translated, texts } of partsOf(sheet)) {
    const now = sheetFingerprint(texts);
    const name = text.search(new RegExp(`^ *(?:'${id}':|.*quizOf\\('${id}')`, 'm'));
    if (translated === now || name < 0) continue;
    text = text.slice(0, name) + text.slice(name).replace(/translated: '[^']*'/, `translated: '${now}'`);
    stamped.push(id);
  }
  return { text, stamped };
}

/** All texts of an exercise, in order. */
export const textsOfExercise = (exercise: AnyExercise): readonly SheetText[] => [
  { what: 'title', text: exercise.title },
  { what: 'task', text: exercise.task },
  ...exercise.hints.map((text, i) => ({ what: `hint ${i + 1}`, text })),
  ...(isOpen(exercise)
    ? [{ what: 'model answer', text: exercise.model }]
    : exercise.wrong.map(({ hint }, i) => ({ what: `hint of wrong answer ${i + 1}`, text: hint }))),
];

/** All texts of a quiz, in order. */
export const textsOfQuiz = (quiz: Quiz): readonly SheetText[] =>
  quiz.questions.flatMap(({ question, choices }, i) => [
    { what: `question ${i + 1}`, text: question },
    ...choices.flatMap(({ text, why }, j) => [
      { what: `question ${i + 1}, choice ${j + 1}`, text },
      { what: `question ${i + 1}, why of choice ${j + 1}`, text: why },
    ]),
  ]);
