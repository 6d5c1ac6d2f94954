/** Prose as its readers see it: the author's line breaks leave no gaps between Chinese characters. */

const wide = '[\\u2e80-\\u9fff\\u3000-\\u303f\\uff00-\\uffef]';
const gap = new RegExp(`(${wide})\\n(?:> )?(?=${wide})`, 'g');
const fence = /^(?:```|\$\$)/;

/**
 * Markdown shows a line break in the source as a space. Between two Chinese characters there must be none, so such lines
 * are joined; code, displayed formulas and lines that begin a paragraph of their own stay as they are.
 */
export function joinChineseLines(markdown: string): string {
  const parts: { text: string; verbatim: boolean }[] = [];
  let verbatim = false;
  for (const line of markdown.split('\n')) {
    const opens = fence.test(line) && !(line.startsWith('$$') && line.length > 2 && line.endsWith('$$'));
    const last = parts[parts.length - 1];
    const within = verbatim || opens;
    if (last !== undefined && last.verbatim === within) last.text += `\n${line}`;
    else parts.push({ text: line, verbatim: within });
    if (opens) verbatim = !verbatim;
  }
  return parts.map(({ text, verbatim: as }) => (as ? text : text.replace(gap, '$1'))).join('\n');
}
