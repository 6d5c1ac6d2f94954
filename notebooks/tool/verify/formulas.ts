/** Formulas in Markdown: `$…$` and `$$…$$`, outside code. */

/** All formulas of a text, without blanks; the words inside `\text{…}` belong to the language and are left out. */
export function formulasIn(markdown: string): string[] {
  const text = markdown
    .replace(/^(```|~~~)[\s\S]*?^\1.*$/gm, '')
    .replace(/(`+)(?!`)(?:(?!\n\n)[\s\S])*?[^`]\1(?!`)/g, '')
    .replace(/\\\$/g, '');
  return [...text.matchAll(/\$\$([\s\S]+?)\$\$|\$(?!\s)([^$\n]*?[^$\s])\$(?!\d)/g)].map((match) =>
    (match[1] ?? match[2] ?? '').replace(/\\text\{[^}]*\}/g, '\\text{}').replace(/\s+/g, ''),
  );
}

/** The formulas of the first list that are missing in the second; order does not matter, repetition does. */
export function missingFormulas(here: readonly string[], there: readonly string[]): string[] {
  const left = [...there];
  return here.filter((formula) => {
    const at = left.indexOf(formula);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
