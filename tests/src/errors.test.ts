import { describe, expect, it } from 'vitest';
import { ArgumentError, lookUp, sentence, ShapeError } from '../../src/errors.ts';
import { messageOf } from './values.ts';

describe('an error', () => {
  it('says what was asked, expected and received, and what to do', () => {
    const problem = { what: 'dropout', expected: 'a rate with 0 ≤ rate < 1', received: '2' };
    expect(sentence(problem)).toBe('dropout: expected a rate with 0 ≤ rate < 1, received 2.');
    expect(sentence({ ...problem, hint: 'divide by 100' })).toBe(
      'dropout: expected a rate with 0 ≤ rate < 1, received 2; divide by 100.',
    );
  });

  it('ends a question as a question', () => {
    expect(sentence({ what: 'a', expected: 'b', received: 'c', hint: "did you mean 'b'?" })).toBe(
      "a: expected b, received c; did you mean 'b'?",
    );
  });

  it('is of a kind that can be told apart, and carries its sentence', () => {
    const error = new ShapeError({ what: 'matmul', expected: 'two matrices', received: '3 and 3' });
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe('ShapeError');
    expect(error.message).toBe('matmul: expected two matrices, received 3 and 3.');
    expect(new ArgumentError('As it is.').message).toBe('As it is.');
    expect(new ArgumentError('As it is.').name).toBe('ArgumentError');
  });
});

describe('looking up a name', () => {
  const table = { sgd: 1, adam: 2, rmsprop: 3 };

  it('gives the entry', () => {
    expect(lookUp(table, 'adam', 'optimizer')).toBe(2);
  });

  it('lists the names there are, and proposes the nearest', () => {
    expect(messageOf(() => lookUp(table, 'adamm', 'optimizer'))).toBe(
      "optimizer: expected one of 'sgd', 'adam', 'rmsprop', received 'adamm'; did you mean 'adam'?",
    );
    expect(messageOf(() => lookUp(table, 'SGD', 'optimizer'))).toContain("did you mean 'sgd'?");
    expect(messageOf(() => lookUp(table, 'rms_prop', 'optimizer'))).toContain("did you mean 'rmsprop'?");
  });

  it('proposes nothing where nothing is near', () => {
    expect(messageOf(() => lookUp(table, 'levenbergMarquardt', 'optimizer'))).toBe(
      "optimizer: expected one of 'sgd', 'adam', 'rmsprop', received 'levenbergMarquardt'.",
    );
  });

  it('does not take what every object inherits for an entry', () => {
    expect(() => lookUp(table, 'toString', 'optimizer')).toThrow(ArgumentError);
    expect(() => lookUp(table, '__proto__', 'optimizer')).toThrow(ArgumentError);
  });
});
