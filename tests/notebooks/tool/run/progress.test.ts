import { describe, expect, it } from 'vitest';
import { progressLine, progressOn } from '../../../../notebooks/tool/run/progress.ts';

function record(isTTY: boolean, columns = 60): string {
  let text = '';
  const progress = progressOn({ isTTY, columns, write: (part) => (text += part) });
  progress.start('08-autopsy zh', 2);
  progress.cell(0, 'first');
  progress.cell(1, 'second');
  progress.end('done');
  return text;
}

describe('progress', () => {
  it('updates one line on a terminal and never exceeds its width', () => {
    const text = record(true);
    expect(text.match(/\n/g)).toHaveLength(1);
    for (const line of text.split('\r\u001b[2K')) expect(line.trimEnd().length).toBeLessThan(60);
    expect(text).toMatch(/2\/2  .* s  second/);
  });

  it('takes 80 columns for granted where a terminal does not know its width', () =>
    expect(record(true, 0)).toMatch(/2\/2  .* s  second/));

  it('writes plain lines without control characters elsewhere', () => {
    expect(record(false)).toBe('08-autopsy zh  2 cells …\n08-autopsy zh  done\n');
  });

  it('shows chapter, language, a bar, the cell and the time', () => {
    expect(progressLine('08 zh', 5, 10, 'train', 75)).toBe('08 zh  ██████████░░░░░░░░░░  6/10  1 min 15 s  train');
  });
});
