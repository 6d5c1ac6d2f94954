/** Pads text to columns of a fixed-width font, in which a Chinese character is as wide as two letters. */

/** Chinese, Japanese and Korean characters with their punctuation and full-width forms: Unicode's East Asian Width W and F. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/g;

/** How many columns a line of text takes. */
export function columnsOf(line: string): number {
  return line.length + (line.match(wide)?.length ?? 0);
}

/** The text filled up with spaces to so many columns, behind it or, for `right`, before it. */
export function padColumns(line: string, columns: number, side: 'left' | 'right' = 'left'): string {
  const space = ' '.repeat(Math.max(0, columns - columnsOf(line)));
  return side === 'left' ? line + space : space + line;
}
