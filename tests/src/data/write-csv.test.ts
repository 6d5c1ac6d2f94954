import { expect, it } from 'vitest';
import { readCsv, writeCsv } from 'tslate';
import { messageOf } from '../values.ts';

it('writes columns, which readCsv gives back: quotes, commas, line ends, NaN', async () => {
  const columns = { name: ['a,b', 'say "x"', 'two\nlines', ' x '], 'x, y': [1.5, NaN, -1e-7, 0] };
  const text = writeCsv(columns);
  expect(text).toBe('name,"x, y"\n"a,b",1.5\n"say ""x""",NaN\n"two\nlines",-1e-7\n" x ",0\n');
  const { columns: read } = await readCsv(text);
  expect(read['name'].values).toEqual(columns.name);
  expect([...read['x, y'].values]).toEqual(columns['x, y']);
  expect(writeCsv({})).toBe('\n');
  expect(writeCsv({ loss: [] })).toBe('loss\n');
});

it('wants as many values in each column', () => {
  expect(messageOf(() => writeCsv({ loss: [1, 2], accuracy: [1] }))).toBe(
    'writeCsv: expected columns of 2 values, as loss has, received 1 in accuracy.',
  );
});
