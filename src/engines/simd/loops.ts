/**
 * Elementwise loops, one compiled per function and layout of its inputs.
 *
 * A loop that takes the function as an argument is shared by all functions, so the JIT cannot inline any: 5 to 8 times
 * slower. A loop with the function written into it is as fast as one by hand. Where code cannot be compiled at run time
 * (a page that forbids it), the reference loop serves.
 */
import { allocate, type TypedArray } from '../../tensor/dtype.ts';
import type { Elementwise, Signature, Values } from '../../tensor/primitive.ts';
import { broadcastStrides, sameShape, sizeOf, stridesOf } from '../../tensor/shape.ts';
import type { Shape } from '../../tensor/shape-types.ts';
import { copyStrided } from '../../tensor/strided.ts';
import { mapElements } from '../plain/plain.ts';
import { runVectors, type VectorLayout } from './vectors.ts';

type Loop = (y: TypedArray, inputs: readonly TypedArray[], width: number) => void;

/** How an input is read at element i of rows of `width`: as it lies, one value for all, one row for all, one value a row. */
type Layout = 'same' | 'scalar' | 'row' | 'column';

const index: Readonly<Record<Layout, string>> = { same: 'i', scalar: '0', row: 'column', column: 'row' };

/** One table of compiled loops for each primitive. */
const compiled = new WeakMap<Elementwise, Map<string, Loop | undefined>>();

export function runElementwise(primitive: Elementwise, inputs: readonly Values[], output: Signature): TypedArray {
  const data = allocate(output.dtype, sizeOf(output.shape));
  loopInto(primitive, inputs, { ...output, data }, vectorsInto);
  return data;
}

/** A faster way for some; answers false where there is none. */
type Shortcut = (name: string, y: TypedArray, inputs: readonly TypedArray[], layouts: readonly Layout[], width: number) => boolean; // prettier-ignore

const vectorsInto: Shortcut = (name, y, inputs, layouts, width) =>
  y instanceof Float32Array &&
  inputs.every(isFloat32) &&
  layouts.every(isVectorLayout) &&
  runVectors(name, y, inputs, layouts, width);

/** Fills the output. */
export function loopInto(primitive: Elementwise, given: readonly Values[], output: Values, shortcut?: Shortcut): void {
  // Stretched otherwise than these loops read, an input is laid out first: copying rows is faster than counting axes.
  const readable = given.map((input) => layoutOf(input, output));
  const inputs = given.map((input, k) => (readable[k] === undefined ? stretched(input, output) : input));
  const layouts = readable.map((layout) => layout ?? 'same');
  const width = output.shape[output.shape.length - 1] ?? 1;
  const arrays = inputs.map((input) => input.data);
  if (shortcut?.(primitive.name, output.data, arrays, layouts, width) === true) return;
  const loop = loopFor(primitive, layouts);
  if (loop === undefined) mapElements(primitive, inputs, output);
  else loop(output.data, arrays, width);
}

const isFloat32 = (data: TypedArray): data is Float32Array => data instanceof Float32Array;
const isVectorLayout = (layout: Layout): layout is VectorLayout => layout !== 'column';

/** The input with its elements repeated in memory, as the output's shape wants them. */
function stretched({ shape, dtype, data }: Values, output: Signature): Values {
  const all = allocate(dtype, sizeOf(output.shape));
  const from = { offset: 0, strides: broadcastStrides(shape, output.shape) };
  copyStrided(output.shape, data, from, all, { offset: 0, strides: stridesOf(output.shape) });
  return { shape: output.shape, dtype, data: all };
}

/** How an input is read; undefined where it has to be laid out first. */
export function layoutOf({ shape }: { readonly shape: Shape }, output: { readonly shape: Shape }): Layout | undefined {
  if (sameShape(shape, output.shape)) return 'same';
  const size = sizeOf(shape);
  if (size === 1) return 'scalar';
  const width = output.shape[output.shape.length - 1];
  if (size === width && shape[shape.length - 1] === width) return 'row';
  return sameShape(shape, output.shape.with(-1, 1)) ? 'column' : undefined;
}

function loopFor(primitive: Elementwise, layouts: readonly Layout[]): Loop | undefined {
  const key = layouts.join();
  let loops = compiled.get(primitive);
  if (loops === undefined) compiled.set(primitive, (loops = new Map()));
  if (!loops.has(key)) loops.set(key, compile(primitive, layouts));
  return loops.get(key);
}

function compile({ name, f }: Elementwise, layouts: readonly Layout[]): Loop | undefined {
  const names = ['a', 'b', 'c'].slice(0, layouts.length);
  const reads = names.map((input, k) => `${input}[${index[layouts[k]]}]`);
  const step = `y[i] = f(${reads.join(', ')});`;
  const byRows = layouts.includes('row') || layouts.includes('column');
  const loop = byRows
    ? `for (let i = 0, row = 0; i < y.length; row++) for (let column = 0; column < width; column++, i++) ${step}`
    : `for (let i = 0; i < y.length; i++) ${step}`;
  // The name makes the source text unique: V8 shares what it learns between equal texts.
  return compileFunction(
    `"use strict"; const f = ${String(f)};
     return function ${name}_${layouts.join('_')}(y, [${names.join(', ')}], width) { ${loop} };`,
  );
}

/** The function that `source` returns; nothing where the host forbids compiling. */
export function compileFunction<F>(source: string): F | undefined {
  try {
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: the source is written beside the type
    return new Function(source)() as F;
  } catch (error) {
    if (error instanceof EvalError) return undefined;
    throw error;
  }
}
