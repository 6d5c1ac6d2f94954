/** Writes WebAssembly modules: just enough of the binary format for one function on one memory. */

/** Pages of 64 kB that a shared memory may grow to: 4 GB, all that addresses of 32 bits reach. */
export const MOST_PAGES = 65_536;

export type Code = readonly number[];

/** Value types. */
export const I32 = 0x7f;
export const F32 = 0x7d;
export const V128 = 0x7b;

/** An unsigned number in LEB128, seven bits a byte. */
export function unsigned(value: number): Code {
  const bytes: number[] = [];
  do {
    bytes.push((value & 0x7f) | (value > 0x7f ? 0x80 : 0));
    value >>>= 7;
  } while (value > 0);
  return bytes;
}

/** A signed number in LEB128. */
export function signed(value: number): Code {
  const bytes: number[] = [];
  for (;;) {
    const byte = value & 0x7f;
    value >>= 7;
    if ((value === 0 && (byte & 0x40) === 0) || (value === -1 && (byte & 0x40) !== 0)) return [...bytes, byte];
    bytes.push(byte | 0x80);
  }
}

const simd = (opcode: number): Code => [0xfd, ...unsigned(opcode)];
const memory = (align: number, offset: number): Code => [align, ...unsigned(offset)];

/** Instructions by their names in the specification. */
export const get = (local: number): Code => [0x20, ...unsigned(local)];
export const set = (local: number): Code => [0x21, ...unsigned(local)];
export const i32 = (value: number): Code => [0x41, ...signed(value)];
export const I32_ADD: Code = [0x6a];
export const I32_SUB: Code = [0x6b];
export const I32_MUL: Code = [0x6c];
export const I32_SHL: Code = [0x74];
/** A vector of four times the same number. */
export const f32x4 = (value: number): Code => {
  const lane = new Uint8Array(4);
  new DataView(lane.buffer).setFloat32(0, value, true);
  return [...simd(12), ...lane, ...lane, ...lane, ...lane];
};
export const F32X4_SPLAT: Code = simd(19);
export const I16X8_EXTEND_LOW_U: Code = simd(137);
export const I16X8_EXTEND_HIGH_U: Code = simd(138);
export const I32X4_EXTEND_LOW_U: Code = simd(169);
export const I32X4_EXTEND_HIGH_U: Code = simd(170);
export const F32X4_CONVERT_I32X4_S: Code = simd(250);
export const I32X4_EQ: Code = simd(55);
export const F32X4_EQ: Code = simd(65);
export const F32X4_NE: Code = simd(66);
export const F32X4_GT: Code = simd(68);
export const V128_AND: Code = simd(78);
export const V128_ANDNOT: Code = simd(79);
export const V128_OR: Code = simd(80);
export const F64X2_PROMOTE_LOW: Code = simd(95);
export const F64X2_ADD: Code = simd(240);
export const F32X4_ABS: Code = simd(224);
export const F32X4_NEG: Code = simd(225);
export const F32X4_SQRT: Code = simd(227);
export const F32X4_ADD: Code = simd(228);
export const F32X4_SUB: Code = simd(229);
export const F32X4_MUL: Code = simd(230);
export const F32X4_DIV: Code = simd(231);
export const F32X4_MIN: Code = simd(232);
export const F32X4_MAX: Code = simd(233);
export const DROP: Code = [0x1a];
export const i32Load = (offset: number): Code => [0x28, ...memory(2, offset)];
export const i32Load8U = (offset: number): Code => [0x2d, ...memory(0, offset)];
export const f32Load = (offset: number): Code => [0x2a, ...memory(2, offset)];
export const f32Store = (offset: number): Code => [0x38, ...memory(2, offset)];
export const F32_ADD: Code = [0x92];
/** address, byte, count: so many bytes are set. */
export const MEMORY_FILL: Code = [0xfc, 0x0b, 0x00];
export const v128Load = (offset: number): Code => [...simd(0), ...memory(2, offset)];
export const v128Load32Splat = (offset: number): Code => [...simd(9), ...memory(2, offset)];
/** Two floats; the upper half is 0. */
export const v128Load64Zero = (offset: number): Code => [...simd(93), ...memory(2, offset)];
export const v128Store = (offset: number): Code => [...simd(11), ...memory(2, offset)];

/** `while (counter !== 0) { body; counter -= 1 }` */
export const repeat = (counter: number, body: Code): Code => [
  ...[0x02, 0x40, 0x03, 0x40],
  ...[...get(counter), 0x45, 0x0d, 0x01],
  ...body,
  ...[...get(counter), ...i32(1), ...I32_SUB, ...set(counter)],
  ...[0x0c, 0x00, 0x0b, 0x0b],
];

/** `for (counter = times; counter !== 0; counter -= 1) { body }` */
export const loop = (times: number, counter: number, body: Code): Code => [
  ...[...get(times), ...set(counter)],
  ...repeat(counter, body),
];

/** to = from */
export const copy = (from: number, to: number): Code => [...get(from), ...set(to)];

/** local += amount */
export const increase = (local: number, amount: Code): Code => [...get(local), ...amount, ...I32_ADD, ...set(local)];

/** Numbers for parameters and locals, in the order of their names. */
export function numbered<Name extends string>(...names: readonly Name[]): Readonly<Record<Name, number>> {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: there is an entry for every name
  return Object.fromEntries(names.map((name, i) => [name, i])) as Record<Name, number>;
}

export interface FunctionSource {
  readonly parameters: readonly number[];
  readonly locals: readonly number[];
  readonly body: Code;
}

/**
 * A module that imports the memory `host.memory` and exports one function, `run`.
 * @param shared whether the memory is one for several threads
 */
export function assemble({ parameters, locals, body }: FunctionSource, shared = false): Uint8Array<ArrayBuffer> {
  const limits = shared ? [0x03, 0x00, ...unsigned(MOST_PAGES)] : [0x00, 0x00];
  const section = (id: number, content: Code): Code => [id, ...unsigned(content.length), ...content];
  const text = (value: string): Code => [value.length, ...[...value].map((letter) => letter.charCodeAt(0))];
  const code = [...unsigned(locals.length), ...locals.flatMap((type) => [1, type]), ...body, 0x0b];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, [1, 0x60, parameters.length, ...parameters, 0]),
    ...section(2, [1, ...text('host'), ...text('memory'), 0x02, ...limits]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...text('run'), 0x00, 0x00]),
    ...section(10, [1, ...unsigned(code.length), ...code]),
  ]);
}

/** The function that such a module exports, working in that memory. */
export function instance<F>(module: WebAssembly.Module, memory: WebAssembly.Memory): F {
  const { exports } = new WebAssembly.Instance(module, { host: { memory } });
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: the parameters are written beside the type, where the module is assembled
  return exports['run'] as F;
}
