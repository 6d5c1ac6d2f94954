/** A line for the reader that says how something is done, where it could have been done otherwise; each is said once. */
import { type Bilingual, text } from './language.ts';

const told = new Set<string>();

/** Prints the line, unless it was printed before. */
export function tellOnce(line: Bilingual): void {
  if (told.has(line.en)) return;
  told.add(line.en);
  console.warn(text(line));
}
