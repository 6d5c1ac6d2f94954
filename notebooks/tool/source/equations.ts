/** Equations with names: `$$ … $$ (eq:affine)` gets a number, and `(eq:affine)` elsewhere refers to it. */
import { outsideCode } from './spans.ts';

/** The number of each named equation of the course, such as `affine` → `4.2`. */
export type EquationNumbers = ReadonlyMap<string, string>;

/** A displayed formula with its name, also where every line stands behind a comment sign. */
const named = /(\$\$[\s\S]+?)\$\$ \(eq:([\w-]+)\)/g;

/** The names of the equations in a text, in order, without repetition. */
export const equationsIn = (text: string): string[] => [
  ...new Set(Array.from(text.matchAll(named), (match) => match[2] ?? '')),
];

/** Numbers the equations of all chapters, `texts` by the chapters' names; each is numbered within its chapter. */
export function numberEquations(texts: ReadonlyMap<string, string>): EquationNumbers {
  const numbers = new Map<string, string>();
  for (const [name, text] of texts) {
    for (const [i, equation] of equationsIn(text).entries()) {
      if (!numbers.has(equation)) numbers.set(equation, `${Number.parseInt(name, 10)}.${i + 1}`);
    }
  }
  return numbers;
}

/** The references in a text that no equation has for its name. */
export function unknownEquations(markdown: string, numbers: EquationNumbers): string[] {
  const unknown: string[] = [];
  outsideCode(markdown.replace(named, ''), (text) => {
    for (const [, name = ''] of text.matchAll(/\(eq:([\w-]+)\)/g)) if (!numbers.has(name)) unknown.push(name);
    return text;
  });
  return unknown;
}

/** The text with numbers in the place of names. */
export function showEquations(markdown: string, numbers: EquationNumbers): string {
  const tagged = markdown.replace(named, (whole, formula: string, name: string) => {
    const number = numbers.get(name);
    if (number === undefined) return whole;
    return `${formula.trimEnd()} \\tag{${number}}${formula.includes('\n') ? '\n' : ''}$$`;
  });
  return outsideCode(tagged, (text) =>
    text.replace(/\(eq:([\w-]+)\)/g, (whole, name: string) => {
      const number = numbers.get(name);
      return number === undefined ? whole : `(${number})`;
    }),
  );
}
