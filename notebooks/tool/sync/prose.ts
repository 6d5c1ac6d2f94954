/** Edited prose back to what its author writes: names of terms, equations and results in the place of what they show. */
import { align } from './align.ts';

/** What an author writes and what is shown for it, wherever the two differ. */
const marks = /\[\[[^\]\n]+\]\]|\{\{[^}\n]+\}\}|\(eq:[\w-]+\)/g;

/**
 * The source of the `edited` text.
 *
 * @param source what the author had written
 * @param shown what a notebook shows for it; paragraphs that are still the same are the author's
 * @param show what a notebook shows for a piece of source
 */
export function unshow(edited: string, source: string, shown: string, show: (source: string) => string): string {
  const [written, before, now] = [source, shown, edited].map((text) => text.split(/\n{2,}/));
  if (written === undefined || before === undefined || now === undefined || written.length !== before.length) {
    return restore(edited, source, show);
  }
  const places = align(before, now);
  const left = written.filter((_, i) => !places.includes(i)).join('\n\n');
  return now
    .map((paragraph, j) => {
      const place = places[j];
      return (place === undefined ? undefined : written[place]) ?? restore(paragraph, left, show);
    })
    .join('\n\n');
}

/** Puts the marks of the source back where what they show still stands. */
function restore(edited: string, source: string, show: (source: string) => string): string {
  let text = edited;
  for (const [formula, name = ''] of source.matchAll(/\$\$ \((eq:[\w-]+)\)/g)) {
    const tag = /\\tag\{[\d.]+\}/.exec(show(`$$x${formula}`))?.[0];
    if (tag === undefined) continue;
    const at = text.indexOf(tag);
    const end = text.indexOf('$$', at);
    if (at >= 0 && end >= 0)
      text = `${text.slice(0, at).trimEnd()}${text.slice(at + tag.length, end + 2)} (${name})${text.slice(end + 2)}`;
  }
  const inText = source.replace(/\$\$ \(eq:[\w-]+\)/g, '$$$$');
  for (const [mark] of inText.matchAll(marks)) {
    const meant = show(mark);
    if (meant !== mark) text = text.replace(meant, () => mark);
  }
  return text;
}
