/** Markdown in a TypeScript file: formulas keep their backslashes, indentation belongs to the file. */

/**
 * Markdown as a template: `` prose`The error is $\delta$.` ``. Backslashes stay, a backtick is written `` \` ``, and the
 * indentation of the lines is taken away, with blank lines at both ends.
 */
export function prose(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  const text = String.raw({ raw: parts.raw }, ...values).replaceAll('\\`', '`');
  const lines = text
    .replace(/^\s*\n/, '')
    .trimEnd()
    .split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const indent = text.startsWith('\n') ? Math.min(...indents) : 0;
  return lines.map((line) => line.slice(indent)).join('\n');
}
