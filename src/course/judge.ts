/** Judges an answer: not attempted, right, or wrong with what was expected, what came, and the hint that fits. */
import { type Bilingual, text } from '../display/language.ts';
// The methods of tensors, for cases of a file that itself imports nothing but types.
import '../index.ts';
import { rng } from '../random/rng.ts';
import { type Difference, difference, shown } from './compare.ts';
import type { Exercise } from './exercise.ts';
import { NotAttempted } from './todo.ts';

/** What came of a check. */
export type Outcome =
  | { readonly kind: 'notAttempted' }
  | { readonly kind: 'passed' }
  | (Difference & {
      readonly kind: 'failed';
      /** The arguments of the case that failed. */
      readonly given?: string;
      readonly hint?: Bilingual;
    });

/** What one call gave: a value, or what it threw. */
type Behaviour = { readonly value: unknown } | { readonly thrown: string };

/**
 * Judges `answer`.
 * @param seed of the random cases; graders take another one than the notebook does
 */
export async function judge(exercise: Exercise<unknown>, answer: unknown, seed: number): Promise<Outcome> {
  if (answer === undefined) return { kind: 'notAttempted' };
  try {
    const fault = exercise.check
      ? await exercise.check(answer, rng(seed))
      : await compareWithSolution(exercise, answer, seed);
    return fault === undefined ? { kind: 'passed' } : { kind: 'failed', ...fault };
  } catch (error) {
    if (error instanceof NotAttempted) return { kind: 'notAttempted' };
    if (!exercise.check) throw error;
    return { kind: 'failed', expected: text({ en: 'no error', zh: '不出错' }), received: named(error) };
  }
}

/** The first case in which the answer differs from the solution, with the hint of the wrong answer that does the same. */
async function compareWithSolution(exercise: Exercise<unknown>, answer: unknown, seed: number) {
  const [solution] = Object.values(exercise.solution);
  if (typeof solution === 'function' && typeof answer !== 'function') {
    return { expected: text({ en: 'a function', zh: '一个函数' }), received: shown(answer) };
  }
  const tolerance = exercise.tolerance ?? 1e-5;
  const expected = await behaviour(exercise, solution, seed);
  const received = await behaviour(exercise, answer, seed);
  for (const one of expected) if ('thrown' in one) throw new Error(`the solution itself fails: ${one.thrown}`);
  const at = expected.findIndex((one, i) => !same(received[i], one, tolerance));
  const [right, came] = [expected[at], received[at]];
  if (right === undefined || came === undefined || 'thrown' in right) return undefined;
  const values = typeof solution === 'function' ? cases(exercise, seed)[at] : undefined;
  const told = 'thrown' in came ? undefined : difference(came.value, right.value, tolerance);
  const hint = await hintFor(exercise, received, seed);
  return {
    expected: told?.expected ?? shown(right.value),
    received: told?.received ?? ('thrown' in came ? came.thrown : shown(came.value)),
    ...(values && { given: values.map(shown).join(', ') }),
    ...(hint && { hint }),
  };
}

/** The hint of the listed wrong answer that does the same in every case. */
async function hintFor(
  exercise: Exercise<unknown>,
  received: readonly Behaviour[],
  seed: number,
): Promise<Bilingual | undefined> {
  for (const wrong of exercise.wrong) {
    const other = await behaviour(exercise, wrong.answer, seed);
    if (other.every((one, i) => same(received[i], one, exercise.tolerance ?? 1e-5))) return wrong.hint;
  }
  return undefined;
}

function same(a: Behaviour | undefined, b: Behaviour, tolerance: number): boolean {
  if (a === undefined) return false;
  if ('thrown' in a || 'thrown' in b) return 'thrown' in a && 'thrown' in b && a.thrown === b.thrown;
  return difference(a.value, b.value, tolerance) === undefined;
}

/** What an answer gives for each case; a value gives itself. */
async function behaviour(exercise: Exercise<unknown>, answer: unknown, seed: number): Promise<Behaviour[]> {
  if (typeof answer !== 'function') return [{ value: answer }];
  const given: Behaviour[] = [];
  // Each answer gets arguments of its own, which it may change.
  for (const values of cases(exercise, seed)) {
    try {
      const value: unknown = await Reflect.apply(answer, undefined, [...values]);
      given.push({ value });
    } catch (error) {
      if (error instanceof NotAttempted) throw error;
      given.push({ thrown: named(error) });
    }
  }
  return given;
}

const named = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : shown(error));

const cases = (exercise: Exercise<unknown>, seed: number): readonly (readonly unknown[])[] =>
  exercise.cases?.(rng(seed)) ?? [[]];
