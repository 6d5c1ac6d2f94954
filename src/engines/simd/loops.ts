/**
 * Elementwise loops, one compiled per function and layout of its inputs.
 *
 * A loop that takes the function as an argument is shared by all functions, so the JIT cannot inline any: 5 to 8 times
 * slower. A loop with the function written into it is as fast as one by hand. Where code cannot be compiled at run time
 * (a page that forbids it), the reference loop serves.
 */
import { allocate, type TypedArray } from '../../tensor/dtype.ts';
import type { Elementwise, Signature, Values } from '../../tensor/primitive.ts';
import { sameShape, sizeOf } from '../../tensor/shape.ts';
import { mapElements } from '../plain/plain.ts';

type Loop = (y: TypedArray, inputs: readonly TypedArray[], width: number) => void;

/** How an input is read at element i: as it lies, one value for all, or one row repeated (width = its length). */
type Layout = 'same' | 'scalar' | 'row';

const index: Readonly<Record<Layout, string>> = { same: 'i', scalar: '0', row: 'j' };

/** One table of compiled loops for each primitive. */
const compiled = new WeakMap<Elementwise, Map<string, Loop | undefined>>();

export function runElementwise(primitive: Elementwise, inputs: readonly Values[], output: Signature): TypedArray {
  const data = allocate(output.dtype, sizeOf(output.shape));
  const layouts = inputs.map((input) => layoutOf(input, output));
  const loop = layouts.includes(undefined) ? undefined : loopFor(primitive, layouts.join());
  if (loop === undefined) mapElements(primitive, inputs, { ...output, data });
  else {
    loop(
      data,
      inputs.map((input) => input.data),
      output.shape[output.shape.length - 1] ?? 1,
    );
  }
  return data;
}

function layoutOf({ shape, data }: Values, output: Signature): Layout | undefined {
  if (sameShape(shape, output.shape)) return 'same';
  if (data.length === 1) return 'scalar';
  return data.length === output.shape[output.shape.length - 1] && shape[shape.length - 1] === data.length
    ? 'row'
    : undefined;
}

function loopFor(primitive: Elementwise, layouts: string): Loop | undefined {
  let loops = compiled.get(primitive);
  if (loops === undefined) compiled.set(primitive, (loops = new Map()));
  if (!loops.has(layouts)) loops.set(layouts, compile(primitive, layouts.split(',')));
  return loops.get(layouts);
}

function compile({ name, f }: Elementwise, layouts: readonly string[]): Loop | undefined {
  const names = ['a', 'b', 'c'].slice(0, layouts.length);
  const reads = names.map((input, k) => {
    const layout = layouts[k];
    return `${input}[${layout === 'same' || layout === 'scalar' || layout === 'row' ? index[layout] : ''}]`;
  });
  const step = `y[i] = f(${reads.join(', ')});`;
  const loop = layouts.includes('row')
    ? `for (let i = 0; i < y.length; ) for (let j = 0; j < width; j++, i++) ${step}`
    : `for (let i = 0; i < y.length; i++) ${step}`;
  // The name makes the source text unique: V8 shares what it learns between equal texts.
  return compileFunction(
    `"use strict"; /* ${name} ${layouts.join()} */ const f = ${String(f)};
     return (y, [${names.join(', ')}], width) => { ${loop} };`,
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
