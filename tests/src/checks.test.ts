/** What functions ask of the numbers among their settings. */
import { expect, it } from 'vitest';
import { checkAtLeast, checkPositive, checkShare, checkWholeNumber } from '../../src/checks.ts';
import { messageOf } from './values.ts';

it('takes numbers that are in the range', () => {
  checkWholeNumber('dense', 'units', 1);
  checkWholeNumber('fit', 'epochs', 0, 0);
  checkAtLeast('l2', 'lambda', 0);
  checkPositive('huber', 'delta', 1e-9);
  checkShare('dropout', 'rate', 0);
});

it.each([
  [
    'a fraction',
    () => checkWholeNumber('dense', 'units', 2.5),
    'dense: expected units: a whole number ≥ 1, received 2.5.',
  ],
  ['a number below', () => checkAtLeast('l2', 'lambda', -1), 'l2: expected a lambda ≥ 0, received -1.'],
  ['infinity', () => checkAtLeast('adam', 'epsilon', Infinity), 'adam: expected an epsilon ≥ 0, received Infinity.'],
  ['NaN', () => checkPositive('huber', 'delta', NaN), 'huber: expected a delta > 0, received NaN.'],
  ['the whole', () => checkShare('sgd', 'momentum', 1, 'β'), 'sgd: expected a momentum with 0 ≤ β < 1, received 1.'],
])('refuses %s with one sentence', (_, check, message) => expect(messageOf(check)).toBe(message));
