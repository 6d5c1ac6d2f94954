/** The quiz of a chapter: five questions that mark themselves. */
import { type Bilingual, language, text } from '../display/language.ts';
import type { Displayable } from '../display/mime.ts';
import { exerciseType, feedback } from './feedback.ts';

/** A question with its choices, of which one is right. */
export interface Question {
  /** What is asked, in Markdown. */
  readonly question: Bilingual;
  /** Two to five choices; the reader sees them as a, b, c, … */
  readonly choices: readonly Choice[];
}

/** One choice of a question. */
export interface Choice {
  /** Whether it is the right one. */
  readonly right?: true;
  /** The choice, in Markdown without formulas: it stands where not all front ends set them. */
  readonly text: Bilingual;
  /** Why it is right, or what is wrong about it, in Markdown. */
  readonly why: Bilingual;
}

/** A quiz as its author writes it. */
export interface QuizSource {
  /** Fingerprint of all English texts that the Chinese were made from; `course stamp` writes it. */
  readonly translated: string;
  /** The questions, in order. */
  readonly questions: readonly Question[];
}

/** The letter of a choice; `'?'` leaves a question open. */
export type Letter = '?' | 'a' | 'b' | 'c' | 'd' | 'e';

/** The letters of the choices, in order. */
export const letters: readonly Letter[] = ['a', 'b', 'c', 'd', 'e'];

/** A quiz, as cells use it: `quiz.answer('b', 'a', '?', '?', '?')`. */
export interface Quiz extends QuizSource {
  /** The name under which the chapter's script places it. */
  readonly id: string;
  /** Marks the answers, one letter for each question in order. */
  answer(...given: readonly Letter[]): Displayable;
}

/** The quiz of the name `id`, such as `ch07-quiz`. */
export function quizOf(id: string, source: QuizSource): Quiz {
  return {
    id,
    ...source,
    answer(...given) {
      const marks = source.questions.map(({ choices }, i) => mark(i + 1, choices, given[i] ?? '?'));
      if (marks.every(({ kind }) => kind === 'open')) {
        const ask = {
          en: '○ **Not attempted yet.** Replace each `?` by the letter of your choice, then run this cell.',
          zh: '○ **尚未作答。** 把每个 `?` 换成你所选的字母，再运行本单元格。',
        };
        return feedback(text(ask), { [exerciseType]: { id, outcome: 'notAttempted', points: 0 } });
      }
      const right = marks.filter(({ kind }) => kind === 'right').length;
      const open = marks.filter(({ kind }) => kind === 'open').length;
      const total = source.questions.length;
      const outcome = right === total ? 'passed' : 'failed';
      const score = {
        en: `**${right} of ${total} right**${open > 0 ? `, ${open} open` : ''}`,
        zh: `**答对 ${right} / ${total} 题**${open > 0 ? `，${open} 题未答` : ''}`,
      };
      return feedback([text(score), ...marks.map(({ line }) => line)].join('\n\n'), {
        [exerciseType]: { id, outcome, points: right },
      });
    },
  };
}

/** The letter of the right choice. */
export const rightLetter = ({ choices }: Question): Letter => letters[choices.findIndex(({ right }) => right)] ?? '?';

interface Mark {
  readonly kind: 'right' | 'wrong' | 'open';
  readonly line: string;
}

function mark(number: number, choices: readonly Choice[], letter: Letter): Mark {
  const choice = choices[letters.indexOf(letter)];
  if (choice === undefined) {
    const known = letters.slice(0, choices.length).join(', ');
    const asked = { en: `${number}. ○ open: write one of ${known}`, zh: `${number}. ○ 未答：请填写 ${known} 之一` };
    return { kind: 'open', line: text(asked) };
  }
  const sign = choice.right ? '✓' : '✗';
  const gap = language() === 'zh' ? '。' : '. ';
  const ends = /[.!?。！？]$/.test(text(choice.text)) ? ' ' : gap;
  return {
    kind: choice.right ? 'right' : 'wrong',
    line: `${number}. ${sign} ${letter}) ${text(choice.text)}${ends}${text(choice.why)}`,
  };
}
