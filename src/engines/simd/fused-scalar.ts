/** Elementwise formulas as one JavaScript loop, written out with the functions of their primitives. */
import { ArgumentError } from '../../errors.ts';
import type { TypedArray } from '../../tensor/dtype.ts';
import type { Elementwise } from '../../tensor/primitive.ts';
import type { AnyTensor } from '../../tensor/tensor.ts';
import type { FusedKernel, Traced } from '../engine.ts';
import { compileFunction } from './loops.ts';

/** The formula as a kernel; nothing where the host forbids compiling. */
export function scalarLoop({ name, inputs, outputs }: Traced): FusedKernel | undefined {
  const code = new Source(inputs);
  const values = outputs.map((output) => code.value(output));
  // All results are read before any is written: a result may lie over an input that another result is read from.
  return compileFunction<(inputs: readonly TypedArray[], results: readonly TypedArray[]) => void>(
    `"use strict"; /* fused ${name} */ ${code.functions.join(' ')}
     return (x, y) => {
       ${code.before.join(' ')}
       ${values.map((_, k) => `const y${k} = y[${k}];`).join(' ')}
       for (let i = 0; i < y0.length; i++) {
         ${code.inside.join(' ')}
         ${values.map((v, k) => `const r${k} = ${v};`).join(' ')}
         ${values.map((_, k) => `y${k}[i] = r${k};`).join(' ')}
       }
     };`,
  );
}

/** Collects the statements of a traced formula: what is read before the loop, and what is computed inside it. */
class Source {
  readonly functions: string[] = [];
  readonly before: string[] = [];
  readonly inside: string[] = [];
  readonly #names = new Map<AnyTensor, string>();
  readonly #functionNames = new Map<Elementwise, string>();

  constructor(inputs: readonly AnyTensor[]) {
    inputs.forEach((input, k) => {
      this.before.push(input.rank === 0 ? `const s${k} = x[${k}][0];` : `const x${k} = x[${k}];`);
      this.#names.set(input, input.rank === 0 ? `s${k}` : `x${k}[i]`);
    });
  }

  /** The expression that holds a tensor's value at element i. */
  value(tensor: AnyTensor): string {
    const known = this.#names.get(tensor);
    if (known !== undefined) return known;
    if (tensor.origin === undefined) {
      if (tensor.size === 1) return `(${tensor.data[0]})`;
      throw new ArgumentError('fuse: a formula may use its inputs and numbers only, not other tensors.');
    }
    const { primitive, inputs } = tensor.origin;
    if (primitive.kind !== 'elementwise') {
      throw new ArgumentError({ what: 'fuse', expected: 'elementwise operations', received: primitive.name });
    }
    const call = `${this.#function(primitive)}(${inputs.map((input) => this.value(input)).join(', ')})`;
    const name = `v${this.#names.size}`;
    this.inside.push(`const ${name} = ${call};`);
    this.#names.set(tensor, name);
    return name;
  }

  #function(primitive: Elementwise): string {
    let name = this.#functionNames.get(primitive);
    if (name === undefined) {
      name = `f${this.#functionNames.size}`;
      this.#functionNames.set(primitive, name);
      this.functions.push(`const ${name} = ${String(primitive.f)};`);
    }
    return name;
  }
}
