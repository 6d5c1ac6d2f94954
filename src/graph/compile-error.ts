/** Why a function cannot be compiled, and where that is seen. */
import { ArgumentError } from '../errors.ts';
import type { ValuesError } from '../tensor/tensor.ts';

/** A function that cannot be compiled; operation by operation it may well run. */
export class CompileError extends ArgumentError {}

/** For a function that asks a tensor for its values, with the line in which it does. */
export function askedForValues({ stack = '' }: ValuesError): CompileError {
  const place = placeOf(stack);
  return new CompileError({
    what: 'compile',
    expected: 'a function that computes without looking at values',
    received: `a look at those of a tensor${place === undefined ? '' : ` at ${place}`}`,
    hint: 'choose with condition.where(a, b), or look at what the compiled function returns',
  });
}

/** For operations, element types or devices that the engine refuses. */
export function refusedByEngine(name: string, reason: unknown): CompileError {
  return new CompileError({
    what: 'compile',
    expected: `operations that ${name} computes`,
    received: `one that it refuses (${reason instanceof Error ? reason.message : String(reason)})`,
    hint: "use('plain') computes without it",
  });
}

/** The folder of the framework, as it stands in a stack. */
const HERE = new URL('../', import.meta.url).href.replace(/^file:\/\//, '');

/** `model.ts:12:5`, the first line of a stack outside the framework. */
function placeOf(stack: string): string | undefined {
  const line = stack.split('\n').find((frame) => /^\s+at /.test(frame) && !frame.includes(HERE) && !frame.includes('node:')); // prettier-ignore
  return line
    ?.replace(/^\s+at /, '')
    .replace(/^.*\((.*)\)$/, '$1')
    .replace(/^file:\/\//, '');
}
