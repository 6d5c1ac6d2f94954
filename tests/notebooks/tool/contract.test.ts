import { describe, expect, it } from 'vitest';
import { checkTag, contractsOf, expectedError } from '../../../notebooks/tool/contract.ts';

describe('contractsOf', () => {
  it('reads each form and leaves other tags alone', () => {
    const tags = ['slide', 'check:exact', 'check:num', 'check:num=1e-6', 'check:plot', 'check:error=ShapeError'];
    expect(contractsOf(tags)).toEqual([
      { kind: 'exact' },
      { kind: 'num', tolerance: 1e-4 },
      { kind: 'num', tolerance: 1e-6 },
      { kind: 'plot' },
      { kind: 'error', name: 'ShapeError' },
    ]);
  });

  it('reads bands with both ends, with one, and with conditions', () => {
    expect(
      contractsOf(['check:band=accuracy:0.8..0.9', 'check:band=loss:..2.5', 'check:band@tiny@mnist=f1:-1..1e2']),
    ).toEqual([
      { kind: 'band', name: 'accuracy', low: 0.8, high: 0.9, when: [] },
      { kind: 'band', name: 'loss', low: -Infinity, high: 2.5, when: [] },
      { kind: 'band', name: 'f1', low: -1, high: 100, when: ['tiny', 'mnist'] },
    ]);
  });

  it('finds the promised error', () => {
    expect(expectedError(['slide', 'check:error=TypeError'])).toBe('TypeError');
    expect(expectedError(['check:num'])).toBeUndefined();
  });
});

describe('checkTag', () => {
  it.each(['check:', 'check:nums', 'check:num=much', 'check:band', 'check:band=0.8..0.9', 'check:band=a:2..1'])(
    'refuses %s and shows the known forms',
    (tag) => expect(checkTag(tag)).toContain('check:band=accuracy:0.8..0.9'),
  );
  it.each(['check:error', 'check:exact=1', 'check:plot@tiny', 'check:band=a:x..y'])('refuses %s', (tag) =>
    expect(checkTag(tag)).toContain(tag),
  );
  it('takes any tag that is no contract', () => expect(checkTag('slide')).toBeUndefined());
});
