import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { duration, fit, markdownTable, textTable } from '../../../../notebooks/tool/run/table.ts';

describe('textTable', () => {
  it('keeps columns straight under Chinese, which is two columns wide', () => {
    const lines = textTable(
      ['chapter', 'n'],
      [
        ['前向传播', '7'],
        ['losses', '12'],
      ],
      ['left', 'right'],
    ).split('\n');
    expect(lines).toEqual(['chapter    n', '────────  ──', '前向传播   7', 'losses    12']);
    expect(new Set(lines.map((line) => stringWidth(line)))).toEqual(new Set([12]));
  });

  it('is not misled by colours', () => {
    expect(textTable(['a', 'b'], [['\u001b[31mred\u001b[0m', 'x']]).split('\n')[0]).toBe('a    b');
  });
});

describe('markdownTable', () => {
  it('escapes bars and marks numbers', () => {
    expect(markdownTable(['a', 'b'], [['x|y', '1']], ['left', 'right'])).toBe(
      '| a | b |\n| --- | ---: |\n| x\\|y | 1 |',
    );
  });
});

describe('fit', () => {
  it('cuts by columns, never through a character', () => {
    expect(fit('前向传播', 8)).toBe('前向传播');
    expect(fit('前向传播', 7)).toBe('前向传…');
    expect(fit('前向传播', 6)).toBe('前向…');
  });
});

describe('duration', () => {
  it.each([
    [0.44, '0.4 s'],
    [9.97, '10 s'],
    [59.4, '59 s'],
    [59.6, '1 min 00 s'],
    [125, '2 min 05 s'],
  ])('says %d seconds as %s', (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });
});
