/**
 * Runs an elementwise formula as one loop.
 *
 * The formula is written in tensor operations and traced once with symbolic tensors; its primitives' functions are then
 * written into a single loop that reads each input and writes each output once. Without run-time compilation, and on the
 * reference engine, the operations run one by one: the same numbers, but for rounding between the operations.
 */
import { engine } from '../engines/index.ts';
import { compileFunction } from '../engines/simd/loops.ts';
import { ArgumentError } from '../errors.ts';
import { allocate, type DType, type TypedArray } from '../tensor/dtype.ts';
import type { Elementwise } from '../tensor/primitive.ts';
import type { Shape } from '../tensor/shape-types.ts';
import { type AnyTensor, Tensor } from '../tensor/tensor.ts';

type Formula = (inputs: readonly AnyTensor[]) => readonly AnyTensor[];
/** The formula as one loop; a result may be written over the tensor `into` names for it, which is then not valid any more. */
type Fused = (inputs: readonly AnyTensor[], into?: readonly (AnyTensor | undefined)[]) => readonly AnyTensor[];
type Loop = (inputs: readonly TypedArray[], outputs: readonly TypedArray[]) => void;

/**
 * The function `formula`, computed in one loop where that is possible.
 * @param name for the compiled code
 * @param formula takes tensors of one shape and scalars, returns tensors of that shape
 */
export function fuse(name: string, formula: Formula): Fused {
  const loops = new Map<string, Loop | undefined>();
  return (inputs, into = []) => {
    if (engine().name === 'plain') return formula(inputs);
    const { shape, dtype } = inputs[0];
    const key = `${dtype} ${inputs.map((input) => (input.rank === 0 ? 's' : 'a')).join('')}`;
    if (!loops.has(key)) loops.set(key, compile(name, formula, inputs));
    const loop = loops.get(key);
    if (loop === undefined) return formula(inputs);
    const outputs = outputCounts.get(loop) ?? 0;
    const arrays = Array.from({ length: outputs }, (_, k) => into[k]?.data ?? allocate(dtype, inputs[0].size));
    loop(
      inputs.map((input) => input.data),
      arrays,
    );
    return arrays.map((data) => new Tensor<Shape, DType>(data, shape, dtype));
  };
}

const outputCounts = new WeakMap<Loop, number>();

function compile(name: string, formula: Formula, inputs: readonly AnyTensor[]): Loop | undefined {
  const symbols = inputs.map(({ shape, dtype }) => new Tensor<Shape, DType>(undefined, shape, dtype));
  const results = formula(symbols);
  const code = new Source(symbols);
  const values = results.map((result) => code.value(result));
  // All results are read before any is written: a result may lie over an input that another result is read from.
  const loop = compileFunction<Loop>(
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
  if (loop !== undefined) outputCounts.set(loop, results.length);
  return loop;
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
