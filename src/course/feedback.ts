/** What an exercise says to its reader, as Markdown: every front end sets it, formulas included, in its own colours. */
import { displayable, type Displayable } from '../display/mime.ts';
import { text } from '../display/language.ts';
import type { Json } from '../json.ts';
import type { Outcome } from './judge.ts';

/** The type under which tools find what came of an exercise: `{ id, outcome, points }`. */
export const exerciseType = 'application/vnd.tslate.exercise+json';

/** Markdown to be shown, with its text for terminals. */
export function feedback(markdown: string, more: Readonly<Record<string, Json>> = {}): Displayable {
  return displayable({ ...more, 'text/markdown': markdown, 'text/plain': markdown.replaceAll('**', '') });
}

/** What came of a check, in words; a sign and a word say it, no colour does. */
export function verdict(id: string, outcome: Outcome, points: number, attempt: number): string {
  const call = `exercise('${id}')`;
  switch (outcome.kind) {
    case 'notAttempted':
      return text({
        en: `○ **Not attempted yet.** Write your answer in the cell above and run it, then this one. \`${call}.hint()\` gives a hint.`,
        zh: `○ **尚未作答。** 在上面的单元格里写下你的答案并运行，再运行本单元格。\`${call}.hint()\` 会给出提示。`,
      });
    case 'passed':
      return text({
        en: `✓ **Right**, ${points} of ${points} points, attempt ${attempt}. \`${call}.solution()\` shows another way to write it.`,
        zh: `✓ **正确**，得 ${points} 分（满分 ${points} 分），第 ${attempt} 次尝试。\`${call}.solution()\` 会给出参考写法。`,
      });
    case 'failed':
      return [
        text({ en: `✗ **Not yet**, attempt ${attempt}.`, zh: `✗ **还不对**，第 ${attempt} 次尝试。` }),
        [
          ...(outcome.given === undefined
            ? []
            : [text({ en: `- for ${code(outcome.given)}`, zh: `- 对于 ${code(outcome.given)}` })]),
          text({ en: `- expected: ${code(outcome.expected)}`, zh: `- 应为：${code(outcome.expected)}` }),
          text({ en: `- received: ${code(outcome.received)}`, zh: `- 得到：${code(outcome.received)}` }),
        ].join('\n'),
        outcome.hint === undefined
          ? text({ en: `\`${call}.hint()\` gives a hint.`, zh: `\`${call}.hint()\` 会给出提示。` })
          : text(outcome.hint),
      ].join('\n\n');
  }
}

/** Text as code in Markdown, also where it holds a backtick. */
const code = (value: string): string => (value.includes('`') ? `\`\` ${value} \`\`` : `\`${value}\``);
