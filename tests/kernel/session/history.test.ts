import { describe, expect, test } from 'vitest';
import { type HistoryRequest } from '../../../kernel/protocol/messages.ts';
import { History } from '../../../kernel/session/history.ts';

const history = new History();
for (const [line, input] of [
  [1, '6*7'],
  [2, 'let a = [1]'],
  [3, '6*7'],
  [4, '(6)'],
] as const) {
  history.add(line, input, line === 2 ? undefined : `out ${line}`);
}

function lines(request: Partial<HistoryRequest>): unknown {
  const base = { access: 'tail', output: false, session: 0, start: 0, stop: undefined, n: undefined } as const;
  return history
    .find({ ...base, pattern: '*', unique: false, ...request })
    .map((entry) => (Array.isArray(entry) ? entry[1] : 0));
}

describe('the history', () => {
  test('gives the last inputs', () => {
    expect(lines({ n: 2 })).toEqual([3, 4]);
    expect(lines({ n: 9 })).toEqual([1, 2, 3, 4]);
  });

  test('gives a range of the running session, and nothing of others', () => {
    expect(lines({ access: 'range', session: 1, start: 2, stop: 4 })).toEqual([2, 3]);
    expect(lines({ access: 'range', session: 0, start: 3 })).toEqual([3, 4]);
    expect(lines({ access: 'range', session: -1, start: 0 })).toEqual([]);
  });

  test('finds a glob over whole inputs', () => {
    expect(lines({ access: 'search', pattern: '6?7' })).toEqual([1, 3]);
    expect(lines({ access: 'search', pattern: '6?7', unique: true })).toEqual([3]);
    expect(lines({ access: 'search', pattern: '*', n: 1 })).toEqual([4]);
    expect(lines({ access: 'search', pattern: '(*' })).toEqual([4]);
    expect(lines({ access: 'search', pattern: 'let [abc]*' })).toEqual([2]);
    expect(lines({ access: 'search', pattern: '6' })).toEqual([]);
  });

  test('goes on into earlier sessions, which are counted backwards too', () => {
    const kept = [
      {
        session: 6,
        inputs: [
          { line: 1, input: 'six' },
          { line: 2, input: '6*7' },
        ],
      },
      { session: 3, inputs: [{ line: 1, input: 'three' }] },
    ];
    const added: unknown[] = [];
    const long = new History({
      session: 7,
      add: (...input) => void added.push(input),
      others: () => kept,
      read: (session) => kept.find((each) => each.session === session)?.inputs ?? [],
    });
    long.add(1, '6*7', undefined);
    const find = (request: Partial<HistoryRequest>): unknown =>
      long.find({
        ...{ access: 'tail', output: false, session: 0, start: 0, stop: undefined, n: undefined, pattern: '*' },
        ...{ unique: false, ...request },
      });
    expect(added).toEqual([[1, '6*7']]);
    expect(find({ n: 3 })).toEqual([
      [6, 1, 'six'],
      [6, 2, '6*7'],
      [7, 1, '6*7'],
    ]);
    expect(find({})).toHaveLength(4);
    expect(find({ access: 'range', session: -1, start: 2 })).toEqual([[6, 2, '6*7']]);
    expect(find({ access: 'range', session: 3, start: 1 })).toEqual([[3, 1, 'three']]);
    expect(find({ access: 'range', session: 0 })).toEqual([[7, 1, '6*7']]);
    expect(find({ access: 'range', session: 99 })).toEqual([]);
    expect(find({ access: 'search', pattern: '6*', unique: true })).toEqual([[7, 1, '6*7']]);
    expect(find({ access: 'search', pattern: '*e' })).toEqual([[3, 1, 'three']]);
  });

  test('gives outputs when asked', () => {
    const base = { access: 'tail', session: 0, start: 0, stop: undefined, pattern: '*', unique: false } as const;
    expect(history.find({ ...base, n: 1, output: true })).toEqual([[1, 4, ['(6)', 'out 4']]]);
    expect(history.find({ ...base, n: 3, output: true })[0]).toEqual([1, 2, ['let a = [1]', null]]);
  });
});
