/** An exercise as its author writes it: one object with the task, the solution, the hints and the classic wrong answers. */
import type { Bilingual } from '../display/language.ts';
import type { Rng } from '../random/rng.ts';
import type { Difference } from './compare.ts';

/** What every exercise has. */
interface Task {
  /** Its name, after the word “Exercise” and its number. */
  readonly title: Bilingual;
  /** ★ check, ★★ code, ★★★ open. */
  readonly level: 1 | 2 | 3;
  /** Points for graders; as many as stars by default. */
  readonly points?: number;
  /** What is to be done, in Markdown. */
  readonly task: Bilingual;
  /** Three hints, from a nudge to nearly the answer, in Markdown. */
  readonly hints: readonly [Bilingual, Bilingual, Bilingual];
  /** Fingerprint of all English texts that the Chinese were made from; `course stamp` writes it. */
  readonly translated: string;
}

/** An exercise that checks itself: the answer is a function or a value of type `A`. */
export interface Exercise<A> extends Task {
  /** The answer under the name that it has in the reader's cell: `{ hiddenDelta }`. */
  readonly solution: Readonly<Record<string, A>>;
  /** For a function: lists of arguments on which an answer must give what the solution gives. */
  cases?(random: Rng): readonly (readonly [...Arguments<A>])[];
  /** How far numbers may differ, relative above 1 and absolute below; default 1e-5. */
  readonly tolerance?: number;
  /**
   * Judges an answer where more than one is right: what is wrong with it, or undefined. The comparison with the solution
   * does not take place then.
   */
  check?(answer: A, random: Rng): Fault | undefined | Promise<Fault | undefined>;
  /** Classic wrong answers, each with its own hint. */
  readonly wrong: readonly Wrong<NoInfer<A>>[];
}

/** An exercise whose answer is an experiment or a text: nothing checks it but its reader, or a grader by hand. */
export interface OpenExercise extends Task {
  /** What a good answer says, in Markdown. */
  readonly model: Bilingual;
}

/** A classic wrong answer. */
export interface Wrong<A> {
  /** The answer: what gives the same is taken for it. */
  readonly answer: A;
  /** What to tell a reader who gave it, in Markdown. */
  readonly hint: Bilingual;
}

/** What a check of one's own finds wrong. */
export interface Fault extends Difference {
  /** What to tell the reader, in Markdown. */
  readonly hint?: Bilingual;
}

/** The arguments of a function; of anything else, any. */
export type Arguments<A> = A extends (...values: infer P extends readonly unknown[]) => unknown
  ? P
  : readonly unknown[];

/** Whether an exercise is an open one. */
export const isOpen = (exercise: Exercise<unknown> | OpenExercise): exercise is OpenExercise => 'model' in exercise;
