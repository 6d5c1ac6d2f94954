/** What the tests of bad input share: calls without types, and messages in short. */
import { describe, expect, it } from 'vitest';
import { ones, type Tensor, tensor } from 'tslate';
import type { DType } from '../../../src/tensor/dtype.ts';
import type { Shape } from '../../../src/tensor/shape-types.ts';
import { messageOf, rejectionOf } from '../values.ts';

/** A bad thing, a call with it, and the sentence that answers. */
export type Case = readonly [bad: string, call: () => unknown, sentence: string];
export type LateCase = readonly [bad: string, call: () => Promise<unknown>, sentence: string];

/** A call that the compiler would not let pass; `on` is the object of a method. */
export function untyped(f: unknown, given: readonly unknown[], on?: unknown): unknown {
  if (typeof f !== 'function') throw new Error('This is no function.');
  return Reflect.apply(f, on, given);
}

/** A tensor whose shape the compiler does not know. */
export const some = <D extends DType>(x: Tensor<Shape, D>): Tensor<Shape, D> => x;

export const x = some(ones([2, 3]));
export const y = some(tensor(new Int32Array([0, 1]), [2]));

/** The message without the names that are known, which grow in number. */
const brief = (message: string): string => message.replace(/one of '.*', received/, 'one of …, received');

/** A test for each case. */
export function answers(what: string, cases: readonly Case[], late: readonly LateCase[] = []): void {
  describe(`${what}: bad input is answered with one sentence for`, () => {
    it.each(cases)('%s', (_, call, sentence) => {
      expect(brief(messageOf(call))).toBe(sentence);
    });
    it.each(late)('%s', async (_, call, sentence) => {
      expect(brief(await rejectionOf(call()))).toBe(sentence);
    });
  });
}
