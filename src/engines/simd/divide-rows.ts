/** The loop over rows of bytes that writes them as floats, divided by one number: sixteen at a time, wherever they begin. */
import * as wasm from './assembler.ts';

/** Rows at a time. */
export const ROWS = 1024;
/** Quotients at a time, in whole vectors. */
export const QUOTIENTS = 1 << 18;
/** Bytes of a room for them, with what the last vector of the last row writes beyond. */
export const ROOM = 4 * QUOTIENTS + 64;
export const ROOMS = 4;

/** The memory: where the rows begin in the table; rooms for quotients; the table. */
export const ROOMS_AT = 4 * ROWS;
export const TABLE_AT = ROOMS_AT + ROOMS * ROOM;
/** Bytes beyond the table, which the last vector reads. */
export const BEYOND = 16;

/** Bytes of a line of the cache. */
export const LINE = 64;

/**
 * `width` are the bytes of a row, `vectors` and `lines` how many of those it begins; `high` + `low` is what bytes are
 * multiplied with, `row` where the quotients of the first one belong.
 */
export type DivideRows = (
  ...numbers: [rows: number, width: number, vectors: number, lines: number, row: number, high: number, low: number]
) => void;

const l = wasm.numbered(
  ...(['rows', 'width', 'vectors', 'lines', 'row', 'high', 'low'] as const),
  ...(['place', 'left', 'inRow', 'from', 'to', 'bytes', 'floats', 'highs', 'lows'] as const),
);

/** from = where the row begins that `place` points at */
const begin: wasm.Code = [...wasm.get(l.place), ...wasm.i32Load(0), ...wasm.set(l.from)];

/** for each row { body } */
const eachRow = (body: wasm.Code): wasm.Code => [
  ...[...wasm.i32(0), ...wasm.set(l.place)],
  ...wasm.loop(l.rows, l.left, [...begin, ...body, ...wasm.increase(l.place, wasm.i32(4))]),
];

/** Four of the sixteen bytes. A byte times `high` is exact, so that there is one rounding that counts: that of the sum. */
const quarter = (half: wasm.Code, part: wasm.Code, offset: number): wasm.Code => [
  ...[...wasm.get(l.to), ...wasm.get(l.bytes), ...half, ...part, ...wasm.F32X4_CONVERT_I32X4_S, ...wasm.set(l.floats)],
  ...[...wasm.get(l.floats), ...wasm.get(l.highs), ...wasm.F32X4_MUL],
  ...[...wasm.get(l.floats), ...wasm.get(l.lows), ...wasm.F32X4_MUL, ...wasm.F32X4_ADD],
  ...wasm.v128Store(offset),
];

export const divideRows: wasm.FunctionSource = {
  parameters: [wasm.I32, wasm.I32, wasm.I32, wasm.I32, wasm.I32, wasm.F32, wasm.F32],
  locals: [wasm.I32, wasm.I32, wasm.I32, wasm.I32, wasm.I32, wasm.V128, wasm.V128, wasm.V128, wasm.V128],
  body: [
    ...[...wasm.get(l.high), ...wasm.F32X4_SPLAT, ...wasm.set(l.highs)],
    ...[...wasm.get(l.low), ...wasm.F32X4_SPLAT, ...wasm.set(l.lows)],
    // Rows of a batch lie far apart. A byte of each line is read first, as many at once as the processor can wait for.
    ...eachRow([
      ...[...wasm.get(l.from), ...wasm.get(l.width), ...wasm.I32_ADD, ...wasm.i32Load8U(TABLE_AT - 1), ...wasm.DROP],
      ...wasm.loop(l.lines, l.inRow, [
        ...[...wasm.get(l.from), ...wasm.i32Load8U(TABLE_AT), ...wasm.DROP],
        ...wasm.increase(l.from, wasm.i32(LINE)),
      ]),
    ]),
    // What the last vector of a row writes beyond it, the next row writes over.
    ...eachRow([
      ...wasm.copy(l.row, l.to),
      ...wasm.loop(l.vectors, l.inRow, [
        ...[...wasm.get(l.from), ...wasm.v128Load(TABLE_AT), ...wasm.set(l.bytes)],
        ...quarter(wasm.I16X8_EXTEND_LOW_U, wasm.I32X4_EXTEND_LOW_U, 0),
        ...quarter(wasm.I16X8_EXTEND_LOW_U, wasm.I32X4_EXTEND_HIGH_U, 16),
        ...quarter(wasm.I16X8_EXTEND_HIGH_U, wasm.I32X4_EXTEND_LOW_U, 32),
        ...quarter(wasm.I16X8_EXTEND_HIGH_U, wasm.I32X4_EXTEND_HIGH_U, 48),
        ...[...wasm.increase(l.from, wasm.i32(16)), ...wasm.increase(l.to, wasm.i32(64))],
      ]),
      ...wasm.increase(l.row, [...wasm.get(l.width), ...wasm.i32(2), ...wasm.I32_SHL]),
    ]),
  ],
};
