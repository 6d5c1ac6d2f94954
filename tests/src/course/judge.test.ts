/** The judge by itself: this file imports nothing of the framework but types, as a file of exercises may. */
import { describe, expect, it } from 'vitest';
import type { Tensor } from 'tslate';
import type { Exercise } from '../../../src/course/exercise.ts';
import { judge } from '../../../src/course/judge.ts';

type Square = (x: Tensor<readonly [2]>) => Tensor;
const said = { en: 'Square it.', zh: '求平方。' };
const exerciseOf = (square: Square): Exercise<unknown> => {
  const exercise: Exercise<Square> = {
    ...{ translated: '', title: said, level: 1, task: said, hints: [said, said, said], wrong: [] },
    solution: { square },
    cases: (random) => [[random.normal([2])]],
  };
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: the judge takes exercises of any type
  return exercise as Exercise<unknown>;
};

describe('the judge', () => {
  it('gives answers tensors that can compute', async () => {
    const exercise = exerciseOf((x) => x.square());
    expect(await judge(exercise, (x: Tensor) => x.mul(x), 0)).toEqual({ kind: 'passed' });
    expect(await judge(exercise, (x: Tensor) => x, 0)).toMatchObject({ kind: 'failed' });
  });

  it('does not take an answer for right that fails just as the solution does', async () => {
    const broken: Square = () => {
      throw new RangeError('no such row');
    };
    await expect(judge(exerciseOf(broken), broken, 0)).rejects.toThrow('the solution itself fails: RangeError');
  });
});
