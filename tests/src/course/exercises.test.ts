/** Exercises in a notebook: checked, hinted at, solved, graded. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { displaySymbol, type Displayable, setLanguage } from 'tslate';
import { checked, exercises, exerciseType, open, todo } from 'tslate/course';

// #region ch99-double
function double(x: number): number {
  // en: the sum // zh: 相加
  // BEGIN SOLUTION
  return x + x;
  // END SOLUTION
}
// #endregion

const both = (text: string) => ({ en: text, zh: `${text}（中）` });
const hints = [both('one'), both('two'), both('three')] as const;
const chapter = () =>
  exercises(import.meta.url, {
    'ch99-double': checked({
      translated: '',
      title: both('Double'),
      level: 2,
      task: both('Double it.'),
      hints,
      solution: { double },
      cases: (random) => [[1], [3], [random.next()]],
      wrong: [
        { answer: (x) => x * x, hint: both('That is the square.') },
        { answer: (x) => x, hint: both('That is the number itself.') },
      ],
    }),
    'ch99-even': checked<number>({
      translated: '',
      title: both('Even'),
      level: 1,
      points: 5,
      task: both('Any even number.'),
      hints,
      solution: { even: 2 },
      check: (n) => (n % 2 === 0 ? undefined : { expected: 'an even number', received: String(n), hint: both('Odd.') }),
      wrong: [{ answer: 3, hint: both('Odd.') }],
    }),
    'ch99-why': open({
      translated: '',
      title: both('Why'),
      level: 3,
      task: both('Why?'),
      hints,
      model: both('Because.'),
    }),
  });

let exercise = chapter();
beforeEach(() => {
  setLanguage('en');
  exercise = chapter();
});
afterEach(() => {
  vi.unstubAllEnvs();
  setLanguage('en');
});
const bundle = async (shown: Displayable) => shown[displaySymbol]();
const says = async (shown: Displayable) => String((await bundle(shown))['text/plain']);

describe('check', () => {
  it('passes the right answer, counts attempts, and tells tools what came of it', async () => {
    await says(exercise('ch99-double').check((x) => x * x));
    const shown = await bundle(exercise('ch99-double').check((x) => 2 * x));
    expect(shown['text/markdown']).toContain('✓ **Right**, 2 of 2 points, attempt 2.');
    expect(shown[exerciseType]).toEqual({ id: 'ch99-double', outcome: 'passed', points: 2 });
  });

  it('says what was expected, what came, and the hint of the wrong answer that does the same', async () => {
    const text = await says(exercise('ch99-double').check((x) => x ** 2));
    expect(text).toBe('✗ Not yet, attempt 1.\n\n- for `1`\n- expected: `2`\n- received: `1`\n\nThat is the square.');
    expect(await says(exercise('ch99-double').check((x) => x))).toContain('That is the number itself.');
  });

  it('offers a hint where the wrong answer is none of the classic ones', async () => {
    const text = await says(exercise('ch99-double').check((x) => 2 * x + 1));
    expect(text).toContain('- received: `3`');
    expect(text).toContain("`exercise('ch99-double').hint()` gives a hint.");
  });

  it('says what an answer threw', async () => {
    const broken = (): number => {
      throw new RangeError('no such row');
    };
    expect(await says(exercise('ch99-double').check(broken))).toContain('- received: `RangeError: no such row`');
  });

  it.each([
    ['a gap', () => todo()],
    ['undefined', undefined],
  ])('takes %s for no attempt', async (_, answer) => {
    const shown = await bundle(exercise('ch99-double').check(answer));
    expect(shown['text/plain']).toContain('○ Not attempted yet.');
    expect(shown[exerciseType]).toEqual({ id: 'ch99-double', outcome: 'notAttempted', points: 0 });
  });

  it('lets a check of its own take more than one right answer', async () => {
    expect(await says(exercise('ch99-even').check(4))).toContain('Right, 5 of 5 points');
    expect(await says(exercise('ch99-even').check(5))).toContain('- expected: `an even number`');
  });

  it('speaks Chinese to Chinese readers', async () => {
    setLanguage('zh');
    expect(await says(exercise('ch99-double').check((x) => x))).toBe(
      '✗ 还不对，第 1 次尝试。\n\n- 对于 `1`\n- 应为：`2`\n- 得到：`1`\n\nThat is the number itself.（中）',
    );
  });

  it('knows its exercises, at compile time and at run time', () => {
    // @ts-expect-error -- no such exercise
    expect(() => exercise('ch99-duble')).toThrow("did you mean 'ch99-double'?");
    // @ts-expect-error -- the answer is a function of a number
    void exercise('ch99-double').check('2');
  });
});

describe('hint', () => {
  it('shows one hint more with each call', async () => {
    expect(await says(exercise('ch99-double').hint())).toBe('1. one\n\n2 more: call it again.');
    expect(await says(exercise('ch99-double').hint())).toBe('1. one\n2. two\n\n1 more: call it again.');
    expect(await says(exercise('ch99-double').hint())).toBe('1. one\n2. two\n3. three');
    expect(await says(exercise('ch99-double').hint())).toBe('1. one\n2. two\n3. three');
  });
});

describe('solution', () => {
  it('shows the TypeScript as its author wrote it, with comments in the reader’s language', async () => {
    setLanguage('zh');
    expect(await says(exercise('ch99-double').solution())).toBe(
      '```typescript\nfunction double(x: number): number {\n  // 相加\n  return x + x;\n}\n```',
    );
  });

  it('of an open exercise is a model answer', async () => {
    expect(await says(exercise('ch99-why').solution())).toBe('Because.');
    expect(await says(exercise('ch99-why').check(undefined))).toContain('Not attempted');
  });

  it('can be kept back by whoever leads the course', async () => {
    vi.stubEnv('TSLATE_SOLUTIONS', 'off');
    expect(await says(exercise('ch99-double').solution())).toContain('given out later');
  });
});

describe('grade', () => {
  it('passes silently, and throws what was expected otherwise', async () => {
    expect(await exercise('ch99-double').grade((x) => 2 * x)).toBeUndefined();
    await expect(exercise('ch99-double').grade((x) => x)).rejects.toThrow(/GradingError|Not yet/);
    await expect(exercise('ch99-double').grade(undefined)).rejects.toThrow('Not attempted');
  });

  it('tries cases that the notebook does not show', async () => {
    // Learned by heart what the notebook shows.
    const seen: number[] = [];
    await says(
      exercise('ch99-double').check((x) => {
        seen.push(x);
        return 2 * x;
      }),
    );
    vi.stubEnv('TSLATE_SALT', 'spring');
    await expect(exercise('ch99-double').grade((x) => (seen.includes(x) ? 2 * x : 0))).rejects.toThrow('expected');
  });
});
