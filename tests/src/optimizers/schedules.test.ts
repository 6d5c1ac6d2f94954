import { describe, expect, it } from 'vitest';
import { cosineDecay, exponentialDecay, type Schedule, stepDecay, warmup } from 'tslate';
import { reference } from '../../oracle/reference.ts';
import { messageOf } from '../values.ts';

describe('a schedule', () => {
  const settings: readonly [string, Schedule][] = [
    ['exponentialDecay', exponentialDecay({ initial: 0.1, factor: 0.5, steps: 5 })],
    ['stepDecay', stepDecay({ initial: 0.1, factor: 0.5, steps: 5 })],
    ['cosineDecay', cosineDecay({ initial: 0.1, final: 0.02, steps: 9 })],
  ];

  it.each(settings)('%s agrees with Keras, whose steps are counted from 0', (name, schedule) => {
    const expected = reference('schedules', name).data;
    expect(expected).toHaveLength(12);
    expected.forEach((rate, step) => expect(schedule(step + 1)).toBeCloseTo(rate, 7));
  });

  it('warms up evenly to the rate that follows', () => {
    expect([1, 2, 4, 5, 9].map((t) => warmup(4, 0.8)(t))).toEqual([0.2, 0.4, 0.8, 0.8, 0.8]);
    const then = stepDecay({ initial: 1, steps: 2 });
    expect([1, 2, 3, 4, 5].map((t) => warmup(2, then)(t))).toEqual([0.5, 1, 1, 1, 0.1]);
  });

  it('wants rates, factors and numbers of steps that make sense', () => {
    expect(messageOf(() => stepDecay({ initial: 1, steps: 0.5 }))).toBe(
      'stepDecay: expected steps: a whole number ≥ 1, received 0.5.',
    );
    expect(() => exponentialDecay({ initial: 0, factor: 0.5, steps: 5 })).toThrow('expected a learning rate > 0');
    expect(() => exponentialDecay({ initial: 1, factor: 0, steps: 5 })).toThrow('expected a factor > 0, received 0');
    expect(() => cosineDecay({ initial: 1, final: -1, steps: 5 })).toThrow('expected a final ≥ 0, received -1');
    expect(() => warmup(0, 1)).toThrow('warmup: expected steps: a whole number ≥ 1, received 0.');
    expect(() => warmup(1, NaN)).toThrow('warmup: expected a learning rate > 0, received NaN.');
  });
});
