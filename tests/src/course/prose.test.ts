/** Markdown in a template. */
import { expect, it } from 'vitest';
import { prose } from 'tslate/course';

it('keeps backslashes, takes indentation away, and unescapes backticks', () => {
  const text = prose`
    The error $\delta = \frac{1}{n}$,
      indented, calls \`todo()\`.

    Number ${3}.`;
  expect(text).toBe('The error $\\delta = \\frac{1}{n}$,\n  indented, calls `todo()`.\n\nNumber 3.');
  expect(prose`one $\nu$ line`).toBe('one $\\nu$ line');
});
