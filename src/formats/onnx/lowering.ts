/** What an entry of the lowering tables is: how one operation is said in ONNX. */
import { ArgumentError } from '../../errors.ts';
import { isAffine, type Length, type Step, type Value } from '../../graph/graph.ts';
import type { Attributes } from '../../tensor/primitive.ts';
import type { OnnxWriter } from './writer.ts';

/**
 * Writes the nodes of one step.
 * @param bias a vector to add to the result, for the operations in `BIASED`
 * @returns the name of the result, or nothing where it has been noted with the channels first
 */
export type Lowering = (step: Step<Length>, to: OnnxWriter, bias?: Value<Length>) => string | undefined;

export type Lowerings = Readonly<Record<string, Lowering>>;

/** The whole number among a step's settings. */
export function numberIn(attributes: Attributes, name: string): number {
  const value = attributes[name];
  if (typeof value === 'number') return value;
  throw unexpected(name, 'a number', value);
}

/** The lengths or positions among a step's settings. */
export function lengthsIn(attributes: Attributes, name: string): readonly Length[] {
  const value = attributes[name];
  const list: readonly unknown[] = Array.isArray(value) || ArrayBuffer.isView(value) ? Array.from(Object.values(value)) : []; // prettier-ignore
  if (typeof value === 'object' && list.every(isLength)) return list;
  throw unexpected(name, 'lengths', value);
}

/** The whole numbers among a step's settings. */
export function numbersIn(attributes: Attributes, name: string): readonly number[] {
  return lengthsIn(attributes, name).map((length) => {
    if (typeof length === 'number') return length;
    throw unexpected(name, 'numbers', length);
  });
}

function isLength(value: unknown): value is Length {
  return typeof value === 'number' || isAffine(value);
}

function unexpected(name: string, expected: string, received: unknown): ArgumentError {
  return new ArgumentError({ what: `toOnnx: the setting ${name}`, expected, received: String(received) });
}
