/** The code of an exercise: with gaps, or with the solution. */
import { describe, expect, it } from 'vitest';
import { commentsIn, regionIn, solutionCode, studentCode } from '../../../src/course/region.ts';

const source = `import { tensor } from 'tslate';

// #region ch01-twice
/** Twice a number. */
export function twice(x: number): number {
  // BEGIN SOLUTION
  return 2 * x;
  // END SOLUTION
}

// BEGIN SOLUTION
// stub: const three: number | undefined = undefined;
const three = 3;
// END SOLUTION
// #endregion

// #region ch01-other
const other = 1;
// #endregion
`;
const region = regionIn(source, 'ch01-twice') ?? '';

describe('the region of an exercise', () => {
  it('is found by its name, without its markers and without export', () => {
    expect(region).toMatch(/^\/\*\* Twice a number\. \*\/\nfunction twice/);
    expect(regionIn(source, 'ch01-other')).toBe('const other = 1;');
    expect(regionIn(source, 'ch01-none')).toBeUndefined();
  });

  it('leaves a student `return todo();`, or the stub that the author wrote', () => {
    expect(studentCode(region)).toBe(
      '/** Twice a number. */\nfunction twice(x: number): number {\n  return todo();\n}\n\nconst three: number | undefined = undefined;',
    );
  });

  it('shows the solution without markers and stubs', () => {
    expect(solutionCode(region)).toBe(
      '/** Twice a number. */\nfunction twice(x: number): number {\n  return 2 * x;\n}\n\nconst three = 3;',
    );
  });

  it('that begins a solution and does not end it is an error', () => {
    expect(() => studentCode('// BEGIN SOLUTION\nconst a = 1;')).toThrow('END SOLUTION is missing');
  });
});

describe('comments in one language', () => {
  it('lose their mark, and leave no empty line where they belong to the other language', () => {
    const code = '// en: one\n// zh: 一\nf(); // en: two // zh: 二\n// both';
    expect(commentsIn('en', code)).toBe('// one\nf(); // two\n// both');
    expect(commentsIn('zh', code)).toBe('// 一\nf(); // 二\n// both');
  });
});
