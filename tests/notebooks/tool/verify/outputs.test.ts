import { describe, expect, it } from 'vitest';
import { type Output } from 'tslate/kernel';
import { checkOutputs } from '../../../../notebooks/tool/verify/outputs.ts';
import { codeCell, failure, figure, shown, stderr, stdout } from '../../outputs.ts';

interface Case {
  readonly tags?: readonly string[];
  readonly committed?: readonly Output[];
  readonly results?: Readonly<Record<string, unknown>>;
  readonly conditions?: readonly string[];
}

const faults = (
  outputs: readonly Output[],
  { tags = [], committed, results = {}, conditions = [] }: Case = {},
): string[] =>
  checkOutputs(codeCell(outputs), {
    tags,
    results,
    conditions: new Set(conditions),
    committed: committed === undefined ? undefined : codeCell(committed),
    secrets: ['/srv/secret'],
  });

describe('a cell without contracts', () => {
  it('may print and show', () => expect(faults([stdout('hello'), figure()])).toEqual([]));
  it('must not fail', () =>
    expect(faults([failure('TypeError', 'no')])).toEqual(['the cell failed with TypeError: no']));
  it('must not write to stderr', () => expect(faults([stderr('warning: old\n')])[0]).toContain('"warning: old"'));
  it('must not name folders of this machine', () =>
    expect(faults([stdout('at /srv/secret/a.ts')])[0]).toContain('/srv/secret'));
});

describe('check:error', () => {
  const tags = ['check:error=ShapeError'];
  it('takes the promised error', () => expect(faults([failure('ShapeError')], { tags })).toEqual([]));
  it('rejects another error', () =>
    expect(faults([failure('TypeError', 'no')], { tags })[0]).toContain('TypeError: no'));
  it('rejects success', () => expect(faults([stdout('fine')], { tags })[0]).toContain('without an error'));
});

describe('check:exact', () => {
  const tags = ['check:exact'];
  it('takes the committed text, however it is split and coloured', () =>
    expect(faults([stdout('a\n'), stdout('\u001b[1mb\u001b[0m\n')], { tags, committed: [stdout('a\nb\n')] })).toEqual(
      [],
    ));
  it('rejects another text and names the line', () =>
    expect(faults([stdout('a\nc')], { tags, committed: [stdout('a\nb')] })[0]).toContain('line 2 is "c" where "b"'));
  it('rejects a text that stops early', () =>
    expect(faults([stdout('a')], { tags, committed: [stdout('a\nb')] })[0]).toContain('line 2 is missing where "b"'));
  it('rejects silence', () => expect(faults([], { tags })[0]).toContain('printed none'));
});

describe('check:num', () => {
  const tags = ['check:num'];
  it('takes numbers within the tolerance, whatever the words', () =>
    expect(faults([stdout('loss 0.12345, NaN')], { tags, committed: [stdout('损失 0.123451，NaN')] })).toEqual([]));
  it('rejects a number outside it', () =>
    expect(faults([stdout('0.1235')], { tags, committed: [stdout('0.1236')] })[0]).toContain('number 1 is 0.1235'));
  it('keeps to the tolerance in the tag', () =>
    expect(faults([stdout('0.1235')], { tags: ['check:num=1e-2'], committed: [stdout('0.1236')] })).toEqual([]));
  it('rejects NaN where a number was', () =>
    expect(faults([stdout('NaN')], { tags, committed: [stdout('1')] })[0]).toContain('is NaN where 1'));
  it('rejects a sign that was lost', () =>
    expect(faults([stdout('2')], { tags, committed: [stdout('-2')] })).toHaveLength(1));
  it('rejects another count of numbers', () =>
    expect(faults([stdout('1 2')], { tags, committed: [stdout('1')] })[0]).toContain(
      '1 numbers were expected and 2 found',
    ));
  it('rejects a cell without numbers', () => expect(faults([stdout('none')], { tags })[0]).toContain('printed none'));
});

describe('check:band', () => {
  const tags = [
    'check:band=accuracy:0.8..0.9',
    'check:band@tiny=accuracy:0.3..0.5',
    'check:band@tiny@drawn=accuracy:0.1..0.2',
  ];
  const check = (accuracy: unknown, ...conditions: readonly string[]): string[] =>
    faults([], { tags, results: { accuracy }, conditions });

  it('takes a result within', () => expect(check(0.85, 'standard')).toEqual([]));
  it('takes the ends', () => expect([...check(0.8), ...check(0.9)]).toEqual([]));
  it('rejects a result outside', () => expect(check(0.95, 'standard')[0]).toContain('0.95, outside its band 0.8..0.9'));
  it('rejects NaN', () => expect(check(NaN)).toHaveLength(1));
  it('rejects a result that nobody published', () =>
    expect(faults([], { tags, results: { loss: 1 } })[0]).toContain('published: loss'));
  it('rejects a result that is no number', () => expect(check('0.85')).toHaveLength(1));
  it('lets the band with the most conditions that hold decide', () => {
    expect(check(0.4, 'tiny')).toEqual([]);
    expect(check(0.85, 'tiny')).toHaveLength(1);
    expect(check(0.15, 'tiny', 'drawn')).toEqual([]);
    expect(check(0.4, 'tiny', 'drawn')).toHaveLength(1);
    expect(check(0.85, 'drawn')).toEqual([]);
  });
});

describe('check:plot', () => {
  const tags = ['check:plot'];
  it('takes a chart with a static twin and a text', () => expect(faults([figure()], { tags })).toEqual([]));
  it('rejects a cell without a figure', () => expect(faults([stdout('plot')], { tags })[0]).toContain('show none'));
  it('rejects a chart without a static twin', () => {
    const data = { 'application/vnd.vegalite.v5+json': {}, 'text/plain': 'A line.' };
    expect(faults([shown(data)], { tags })[0]).toContain('static twin');
  });
});

describe('figures, asked for or not', () => {
  it('need a text', () => {
    expect(faults([figure({ 'text/plain': ' ' })])[0]).toContain('alt text');
    expect(faults([figure({ 'text/plain': '[object Object]' })])[0]).toContain('alt text');
    expect(faults([shown({ 'image/png': 'AAAA' })])[0]).toContain('alt text');
  });
  it('need an alt text in HTML too', () => {
    expect(faults([shown({ 'text/html': '<p><img src="a.png"></p>' })])[0]).toContain('alt text');
    expect(faults([shown({ 'text/html': '<img src="a.png" alt="">' })])[0]).toContain('alt text');
    expect(faults([shown({ 'text/html': '<img alt="A seven." src="a.png">' })])).toEqual([]);
  });
  it('stay within 100 kB', () =>
    expect(faults([figure({ 'image/svg+xml': 'x'.repeat(100_001) })])[0]).toContain('at most 100 kB'));
});
