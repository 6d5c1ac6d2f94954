/** An estimate of how wide a text runs in a sans-serif font, for laying out charts where no font can be measured. */

/** Widths in em, measured on the usual system fonts and rounded up; the first class that matches counts. */
const classes: readonly (readonly [RegExp, number])[] = [
  [/[\u2e80-\uffdc→←]/, 1],
  [/[✓✗≠≤≥]/, 0.85],
  [/[ijlI.,:;'|!·]/, 0.29],
  [/[ftr()[\]\- ]/, 0.38],
  [/[mwMW@%—]/, 0.9],
  [/[A-Z]/, 0.69],
];

/** The width of a line of text in pixels, at a font size in pixels. */
export function textWidth(line: string, fontSize: number): number {
  let em = 0;
  for (const character of line) em += classes.find(([pattern]) => pattern.test(character))?.[1] ?? 0.58;
  return em * fontSize;
}
