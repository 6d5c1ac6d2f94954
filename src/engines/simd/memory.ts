/**
 * The memory that the WebAssembly kernels work in: operands are copied in and results out, tensors stay outside. Where the
 * host lets threads share memory, it is one for all of them.
 */
import { assemble, type FunctionSource, instance, MOST_PAGES } from './assembler.ts';

/** Bytes of a page. */
const PAGE = 65_536;

/** The memory, and whether threads share it. */
export const { memory, shared } = make();
let view = new Float32Array(memory.buffer);

function make(): { readonly memory: WebAssembly.Memory; readonly shared: boolean } {
  try {
    const memory = new WebAssembly.Memory({ initial: 16, maximum: MOST_PAGES, shared: true });
    return { memory, shared: memory.buffer instanceof SharedArrayBuffer };
  } catch {
    return { memory: new WebAssembly.Memory({ initial: 16 }), shared: false };
  }
}

/** The memory as floats, grown to at least that many. */
export function scratch(floats: number): Float32Array {
  if (floats > view.length) {
    memory.grow(Math.ceil((floats - view.length) / (PAGE / 4)));
    view = new Float32Array(memory.buffer);
  }
  return view;
}

/** The bytes of a module that works in this memory. */
export function moduleOf(source: FunctionSource): Uint8Array<ArrayBuffer> {
  return assemble(source, shared);
}

/** The function that such a module exports. */
export function instantiate<F>(source: FunctionSource): F {
  return instanceOf<F>(moduleOf(source));
}

/** The function that such a module exports, working in this memory. */
export function instanceOf<F>(module: Uint8Array<ArrayBuffer>): F {
  return instance<F>(new WebAssembly.Module(module), memory);
}
