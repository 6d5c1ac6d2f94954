/** Kernels that move floats: rows, panels for products, the windows of images and back. */
import {
  type Code,
  copy,
  F32_ADD,
  f32Load,
  f32Store,
  F32X4_ADD,
  type FunctionSource,
  get,
  I32,
  i32,
  increase,
  loop,
  MEMORY_FILL,
  numbered,
  repeat,
  v128Load,
  v128Store,
} from './assembler.ts';
import { Kernel } from './kernel.ts';

function source<Name extends string>(
  parameters: readonly Name[],
  locals: readonly Name[],
  body: (at: Readonly<Record<Name, number>>) => Code,
): FunctionSource {
  return {
    parameters: parameters.map(() => I32),
    locals: locals.map(() => I32),
    body: body(numbered(...parameters, ...locals)),
  };
}

/** Sets so many bytes from an address on to 0. */
export const clear = new Kernel(() =>
  source(['to', 'bytes'], [], ({ to, bytes }) => [...get(to), ...i32(0), ...get(bytes), ...MEMORY_FILL]),
);

/** Copies rows of floats; both ends are advanced by so many bytes a row. */
export const copyRows = new Kernel(() =>
  source(
    ['to', 'from', 'rows', 'toStep', 'fromStep', 'vectors', 'rest'],
    ['a', 'b', 'count'],
    ({ to, from, rows, toStep, fromStep, vectors, rest, a, b, count }) =>
      repeat(rows, [
        ...[...copy(to, a), ...copy(from, b)],
        ...loop(vectors, count, [
          ...[...get(a), ...get(b), ...v128Load(0), ...v128Store(0)],
          ...[...increase(a, i32(16)), ...increase(b, i32(16))],
        ]),
        ...loop(rest, count, [
          ...[...get(a), ...get(b), ...f32Load(0), ...f32Store(0)],
          ...[...increase(a, i32(4)), ...increase(b, i32(4))],
        ]),
        ...[...increase(to, get(toStep)), ...increase(from, get(fromStep))],
      ]),
  ),
);

/** A matrix, whose rows begin so many bytes apart, as panels of eight columns; the last may take in what lies behind. */
export const packRows = new Kernel(() =>
  source(['to', 'from', 'row', 'k', 'panels'], ['at', 'count'], ({ to, from, row, k, panels, at, count }) =>
    repeat(panels, [
      ...copy(from, at),
      ...loop(k, count, [
        ...[...get(to), ...get(at), ...v128Load(0), ...v128Store(0)],
        ...[...get(to), ...get(at), ...v128Load(16), ...v128Store(16)],
        ...[...increase(to, i32(32)), ...increase(at, get(row))],
      ]),
      ...increase(from, i32(32)),
    ]),
  ),
);

/** One panel of up to eight columns, which begin so many bytes apart, as when a matrix is stored as its transpose. */
export const packColumns = new Kernel(() =>
  source(
    ['to', 'from', 'column', 'k', 'columns'],
    ['a', 'b', 'count'],
    ({ to, from, column, k, columns, a, b, count }) =>
      repeat(k, [
        ...[...copy(to, a), ...copy(from, b)],
        ...loop(columns, count, [
          ...[...get(a), ...get(b), ...f32Load(0), ...f32Store(0)],
          ...[...increase(a, i32(4)), ...increase(b, get(column))],
        ]),
        ...[...increase(to, i32(32)), ...increase(from, i32(4))],
      ]),
  ),
);

/**
 * A rectangle of windows: addresses beside one another and in the image; how many rows and columns of windows, rows of a
 * window, runs of floats in such a row, vectors and single floats in a run; bytes of a run, bytes between windows beside
 * one another; bytes in the image from run to run, row to row of a window, window to window, row to row of windows.
 */
const WINDOWS = [
  ...(['side', 'image', 'rows', 'columns', 'height', 'runs', 'vectors', 'rest'] as const),
  ...(['run', 'gap', 'runStep', 'heightStep', 'columnStep', 'rowStep'] as const),
] as const;
const WINDOW_LOCALS = [
  ...(['column', 'line', 'piece', 'a', 'b'] as const),
  ...(['columnCount', 'heightCount', 'runCount', 'count'] as const),
] as const;
type WindowPlaces = Readonly<Record<(typeof WINDOWS)[number] | (typeof WINDOW_LOCALS)[number], number>>;

const windows = (move: (at: WindowPlaces) => Code): FunctionSource =>
  source<(typeof WINDOWS)[number] | (typeof WINDOW_LOCALS)[number]>(WINDOWS, WINDOW_LOCALS, (at) =>
    repeat(at.rows, [
      ...copy(at.image, at.column),
      ...loop(at.columns, at.columnCount, [
        ...copy(at.column, at.line),
        ...loop(at.height, at.heightCount, [
          ...copy(at.line, at.piece),
          ...loop(at.runs, at.runCount, [
            ...[...copy(at.side, at.a), ...copy(at.piece, at.b)],
            ...move(at),
            ...[...increase(at.side, get(at.run)), ...increase(at.piece, get(at.runStep))],
          ]),
          ...increase(at.line, get(at.heightStep)),
        ]),
        ...increase(at.side, get(at.gap)),
        ...increase(at.column, get(at.columnStep)),
      ]),
      ...increase(at.image, get(at.rowStep)),
    ]),
  );

const next = ({ a, b }: WindowPlaces, bytes: number): Code => [...increase(a, i32(bytes)), ...increase(b, i32(bytes))];

/** Lays windows side by side. */
export const unfold = new Kernel(() =>
  windows((at) => [
    ...loop(at.vectors, at.count, [...get(at.a), ...get(at.b), ...v128Load(0), ...v128Store(0), ...next(at, 16)]),
    ...loop(at.rest, at.count, [...get(at.a), ...get(at.b), ...f32Load(0), ...f32Store(0), ...next(at, 4)]),
  ]),
);

/** Adds windows to the pixels that they came from. */
export const fold = new Kernel(() =>
  windows((at) => [
    ...loop(at.vectors, at.count, [
      ...[...get(at.b), ...get(at.b), ...v128Load(0), ...get(at.a), ...v128Load(0)],
      ...[...F32X4_ADD, ...v128Store(0), ...next(at, 16)],
    ]),
    ...loop(at.rest, at.count, [
      ...[...get(at.b), ...get(at.b), ...f32Load(0), ...get(at.a), ...f32Load(0)],
      ...[...F32_ADD, ...f32Store(0), ...next(at, 4)],
    ]),
  ]),
);
