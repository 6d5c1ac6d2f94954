/** The memory that the WebAssembly kernels work in: operands are copied in and results out, tensors stay outside. */

/** Bytes of a page. */
const PAGE = 65_536;

const memory = new WebAssembly.Memory({ initial: 16 });
let view = new Float32Array(memory.buffer);

/** The memory as floats, grown to at least that many. */
export function scratch(floats: number): Float32Array {
  if (floats > view.length) {
    memory.grow(Math.ceil((floats - view.length) / (PAGE / 4)));
    view = new Float32Array(memory.buffer);
  }
  return view;
}

/** The function that a module of `assemble` exports, working in this memory. */
export function instantiate<F>(module: Uint8Array<ArrayBuffer>): F {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(module), { host: { memory } });
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: the parameters are written beside the type, where the module is assembled
  return instance.exports['run'] as F;
}
