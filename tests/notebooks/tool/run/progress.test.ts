import { describe, expect, it } from 'vitest';
import { progressLine, progressOn } from '../../../../notebooks/tool/run/progress.ts';

function record(isTTY: boolean, columns = 60): string {
  let text = '';
  const track = progressOn({ isTTY, columns, write: (part) => (text += part) })('08-autopsy zh', 2);
  track.cell(0, 'first');
  track.cell(1, 'second');
  track.end('done');
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

  it('shows several notebooks in that one line', () => {
    let text = '';
    const progress = progressOn({ isTTY: true, columns: 80, write: (part) => (text += part) });
    const [en, zh] = [progress('01 en', 3), progress('01 zh', 3)];
    en.cell(1, 'train');
    zh.end('done');
    en.end('done');
    expect(text).toContain('01 en 2/3 train  ·  01 zh 1/3');
    expect(
      text.endsWith('01 zh  done\n\r\u001b[2K01 en  ███████░░░░░░░░░░░░░  2/3  0.0 s  train\r\u001b[2K01 en  done\n'),
    ).toBe(true);
  });

  it('writes plain lines without control characters elsewhere', () => {
    expect(record(false)).toBe('08-autopsy zh  2 cells …\n08-autopsy zh  done\n');
  });

  it('shows chapter, language, a bar, the cell and the time', () => {
    expect(progressLine('08 zh', 5, 10, 'train', 75)).toBe('08 zh  ██████████░░░░░░░░░░  6/10  1 min 15 s  train');
  });
});
