/** The exercises of a chapter, as its cells use them: `exercise('ch07-delta').check(hiddenDelta)`. */
import { type Displayable, displaySymbol, type MimeBundle } from '../display/mime.ts';
import { language, text } from '../display/language.ts';
import { lookUp } from '../errors.ts';
import { type Exercise, isOpen, type OpenExercise } from './exercise.ts';
import { exerciseType, feedback, verdict } from './feedback.ts';
import { judge, type Outcome } from './judge.ts';
import { commentsIn, regionIn, solutionCode } from './region.ts';
import { typescriptOf } from './source.ts';

/** What a reader can do with an exercise. */
export interface ExerciseDesk<A> {
  /** Checks `answer`, which the reader wrote, and shows what was expected and what came. */
  check(answer: A | undefined): Displayable;
  /** Shows one hint more with each call. */
  hint(): Displayable;
  /** Shows the solution. */
  solution(): Displayable;
  /**
   * For graders: checks `answer` on cases that the notebook does not show. `TSLATE_SALT` chooses them.
   * @throws GradingError when it is not right
   */
  grade(answer: A | undefined): Promise<void>;
}

/** An answer that gets no points; a cell that ends with it tells graders so. */
export class GradingError extends Error {
  override readonly name = 'GradingError';
}

/** The exercises of one chapter: a function from their names, with all of them for the tools. */
export interface ChapterExercises<E extends Readonly<Record<string, unknown>>> {
  /** The exercise of that name: `exercise('ch07-delta')`. */
  <I extends keyof E & string>(id: I): ExerciseDesk<AnswerOf<E[I]>>;
  /** All exercises, by name. */
  readonly all: E;
  /** The module that they stand in. */
  readonly url: string;
}

/** The type of an exercise's answers. */
export type AnswerOf<E> = E extends { readonly solution: Readonly<Record<string, infer A>> } ? A : never;

/** Says that `source` is an exercise: the solution gives the type, to which the wrong answers are held. */
export const checked = <A>(source: Exercise<A>): Exercise<A> => source;

/** Says that `source` is an open exercise. */
export const open = (source: OpenExercise): OpenExercise => source;

/**
 * The exercises of a chapter, by name.
 * @param url the module's own `import.meta.url`, to find the solutions' source
 */
export function exercises<E extends Readonly<Record<string, Exercise<unknown> | OpenExercise>>>(
  url: string,
  all: E,
): ChapterExercises<E> {
  const attempts = new Map<string, number>();
  const hintsShown = new Map<string, number>();
  const count = (counter: Map<string, number>, id: string): number => {
    const next = (counter.get(id) ?? 0) + 1;
    counter.set(id, next);
    return next;
  };
  const desk = (id: string): ExerciseDesk<unknown> => {
    const exercise = lookUp<Exercise<unknown> | OpenExercise>(all, id, 'exercise');
    const points = exercise.points ?? exercise.level;
    const judged = async (answer: unknown, seed: number): Promise<Outcome> =>
      isOpen(exercise) ? { kind: 'notAttempted' } : judge(exercise, answer, seed);
    return {
      check: (answer) =>
        later(
          judged(answer, 0).then((outcome) => {
            const attempt = outcome.kind === 'notAttempted' ? 0 : count(attempts, id);
            return feedback(verdict(id, outcome, points, attempt), {
              [exerciseType]: { id, outcome: outcome.kind, points: outcome.kind === 'passed' ? points : 0 },
            });
          }),
        ),
      hint() {
        const number = Math.min(count(hintsShown, id), exercise.hints.length);
        const hints = exercise.hints.slice(0, number).map((hint, i) => `${i + 1}. ${indented(text(hint))}`);
        const left = exercise.hints.length - number;
        const more = { en: `${left} more: call it again.`, zh: `还有 ${left} 条：再调用一次。` };
        return feedback([hints.join('\n'), ...(left === 0 ? [] : [text(more)])].join('\n\n'));
      },
      solution: () => later(solutionOf(url, id, exercise).then((markdown) => feedback(markdown))),
      async grade(answer) {
        const outcome = await judged(answer, salt());
        if (outcome.kind !== 'passed') throw new GradingError(verdict(id, outcome, points, 1).replaceAll('**', ''));
      },
    };
  };
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: `desk` takes any answer, and `all` holds those that ChapterExercises names
  return Object.assign(desk, { all, url }) as ChapterExercises<E>;
}

/** Markdown of the solution, unless the course is led by somebody who keeps it back: `TSLATE_SOLUTIONS=off`. */
async function solutionOf(url: string, id: string, exercise: Exercise<unknown> | OpenExercise): Promise<string> {
  if (environment('TSLATE_SOLUTIONS') === 'off') {
    return text({ en: 'Solutions are given out later in this course.', zh: '本课程稍后公布答案。' });
  }
  const source = await typescriptOf(url);
  const region = source === undefined ? undefined : regionIn(source, id);
  const code = region === undefined ? [] : [solutionCode(region)];
  const plain = isOpen(exercise) || code.length > 0 ? [] : Object.values(exercise.solution).map(String);
  const shown = [...code, ...plain].map((lines) => `\`\`\`typescript\n${commentsIn(language(), lines)}\n\`\`\``);
  return [...(isOpen(exercise) ? [text(exercise.model)] : []), ...shown].join('\n\n');
}

/** A displayable that is still being made; what it shows is asked for when its cell ends. */
function later(made: Promise<Displayable>): Displayable {
  return { [displaySymbol]: async (): Promise<MimeBundle> => (await made)[displaySymbol]() };
}

/** Lines after the first belong to the same list item. */
const indented = (markdown: string): string => markdown.replaceAll('\n', '\n   ');

/** The seed of a grader's cases. */
function salt(): number {
  const words = environment('TSLATE_SALT') ?? 'tslate';
  return [...words].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 2 ** 31, 7);
}

const environment = (name: string): string | undefined => globalThis.process?.env[name];
