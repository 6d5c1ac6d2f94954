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

  test('gives outputs when asked', () => {
    const base = { access: 'tail', session: 0, start: 0, stop: undefined, pattern: '*', unique: false } as const;
    expect(history.find({ ...base, n: 1, output: true })).toEqual([[1, 4, ['(6)', 'out 4']]]);
    expect(history.find({ ...base, n: 3, output: true })[0]).toEqual([1, 2, ['let a = [1]', null]]);
  });
});
