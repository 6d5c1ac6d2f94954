/** Walks through Markdown: what is code or a formula stays as it is, the rest may be rewritten. */

const kept = /(^```[\s\S]*?^```|(`+)(?!`)[\s\S]*?[^`]\2(?!`)|\$\$[\s\S]+?\$\$|\$(?!\s)[^$\n]*?[^$\s]\$(?!\d))/m;

/** The text with `rewrite` done to every stretch that is neither code nor formula. */
export function outsideCode(markdown: string, rewrite: (text: string) => string): string {
  let rest = markdown;
  let written = '';
  for (let found = kept.exec(rest); found !== null; found = kept.exec(rest)) {
    written += rewrite(rest.slice(0, found.index)) + found[0];
    rest = rest.slice(found.index + found[0].length);
  }
  return written + rewrite(rest);
}
