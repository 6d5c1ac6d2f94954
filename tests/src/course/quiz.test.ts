/** Quizzes mark themselves. */
import { afterEach, expect, it } from 'vitest';
import { displaySymbol, setLanguage } from 'tslate';
import { exerciseType, type Letter, quizOf } from 'tslate/course';

const both = (text: string) => ({ en: text, zh: `${text}。` });
const quiz = quizOf('ch99-quiz', {
  translated: '',
  questions: [
    {
      question: both('1 + 1?'),
      choices: [
        { text: both('two'), why: both('It is.'), right: true },
        { text: both('three'), why: both('One too many.') },
      ],
    },
    {
      question: both('2 + 2?'),
      choices: [
        { text: both('five.'), why: both('One too many.') },
        { text: both('four'), why: both('It is.'), right: true },
      ],
    },
  ],
});
afterEach(() => setLanguage('en'));
const marked = async (...given: readonly Letter[]) => quiz.answer(...given)[displaySymbol]();

it('tells for each answer whether it is right, and why', async () => {
  const shown = await marked('a', 'a');
  expect(shown['text/plain']).toBe('1 of 2 right\n\n1. ✓ a) two. It is.\n\n2. ✗ a) five. One too many.');
  expect(shown[exerciseType]).toEqual({ id: 'ch99-quiz', outcome: 'failed', points: 1 });
  expect((await marked('a', 'b'))[exerciseType]).toEqual({ id: 'ch99-quiz', outcome: 'passed', points: 2 });
});

it('leaves questions open, and letters that stand for no choice', async () => {
  expect((await marked('a'))['text/plain']).toBe(
    '1 of 2 right, 1 open\n\n1. ✓ a) two. It is.\n\n2. ○ open: write one of a, b',
  );
  expect((await marked('a', 'e'))['text/plain']).toContain('2. ○ open');
});

it('is not attempted while no letter is chosen', async () => {
  const shown = await marked('?', '?');
  expect(shown['text/plain']).toContain('○ Not attempted yet.');
  expect(shown[exerciseType]).toEqual({ id: 'ch99-quiz', outcome: 'notAttempted', points: 0 });
});

it('speaks Chinese to Chinese readers', async () => {
  setLanguage('zh');
  expect((await marked('a', '?'))['text/plain']).toBe(
    '答对 1 / 2 题，1 题未答\n\n1. ✓ a) two。 It is.。\n\n2. ○ 未答：请填写 a, b 之一',
  );
});
