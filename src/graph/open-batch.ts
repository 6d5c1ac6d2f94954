/** A trace that holds for every batch size: its lengths are numbers, or multiples of the number N of samples. */
import { ArgumentError } from '../errors.ts';
import { allocate, type TypedArray } from '../tensor/dtype.ts';
import { sameShape, sizeOf, stridesOf } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { Constant, Graph, Length, Step, Value } from './graph.ts';

/** Two sizes determine each length, the third one proves it. None is 1, which would stretch where N does not. */
const SIZES = [2, 3, 5] as const;

/** One thing as it is at each of the three sizes. */
type Three<T> = readonly [T, T, T];

/**
 * The graph for batches of any size, from those for three sizes.
 * @param traceAt the graph when the batch has n samples
 * @throws ArgumentError where more than lengths depends on n, as for a mean over the batch, or a length is not affine in n
 */
export function openBatch(traceAt: (n: number) => Graph): Graph<Length> {
  const graphs: Three<Graph> = [traceAt(SIZES[0]), traceAt(SIZES[1]), traceAt(SIZES[2])];
  const merged = new Map<Value, Value<Length>>();
  const of = (value: Value): Value<Length> => {
    const found = merged.get(value);
    if (found === undefined) throw new Error(`${value.name} is used before it is computed.`);
    return found;
  };
  const inputs = zip('inputs', graphs, ({ inputs }) => inputs).map((three) => {
    const input = { ...three[0], shape: lengths(three) };
    merged.set(three[0], input);
    return input;
  });
  const constants: Constant<Length>[] = [];
  const steps: Step<Length>[] = [];
  for (const three of zip('constants', graphs, ({ constants }) => constants)) {
    const { constant, stretched } = mergeConstants(three);
    constants.push(constant);
    if (stretched !== undefined) steps.push(stretched);
    merged.set(three[0], stretched ?? constant);
  }
  for (const three of zip('steps', graphs, ({ steps }) => steps)) {
    const [first] = three;
    const what = `${first.name} (${first.operation})`;
    if (three.some(({ operation }) => operation !== first.operation)) throw dependent(what);
    const attributes = Object.fromEntries(
      Object.keys(first.attributes).map((name) => [name, mergeSettings(what, settings(three, name))]),
    );
    const step = { ...first, shape: lengths(three), attributes, inputs: first.inputs.map(of) };
    steps.push(step);
    merged.set(first, step);
  }
  return { inputs, constants, steps, outputs: graphs[0].outputs.map(of) };
}

/** The same place in three graphs. */
function zip<T>(what: string, graphs: Three<Graph>, list: (graph: Graph) => readonly T[]): Three<T>[] {
  const [a, b, c] = [list(graphs[0]), list(graphs[1]), list(graphs[2])];
  if (a.length !== b.length || b.length !== c.length) throw dependent(`the number of ${what}`);
  return a.map((item, i) => [item, b[i], c[i]]);
}

function settings([a, b, c]: Three<Step>, name: string): Three<unknown> {
  return [a.attributes[name], b.attributes[name], c.attributes[name]];
}

function lengths([a, b, c]: Three<Value>): readonly Length[] {
  if (a.shape.length !== b.shape.length || b.shape.length !== c.shape.length) throw dependent(`the rank of ${a.name}`);
  return a.shape.map((length, axis) => lengthOf(a.name, [length, b.shape[axis], c.shape[axis]]));
}

/** The number, or times · N + plus through three points. */
function lengthOf(what: string, [a, b, c]: Three<number>): Length {
  if (Object.is(a, b) && Object.is(b, c)) return a;
  const times = (b - a) / (SIZES[1] - SIZES[0]);
  const plus = a - times * SIZES[0];
  if (!Number.isInteger(times) || times * SIZES[2] + plus !== c) throw dependent(what);
  return { times, plus };
}

/** Settings as they are, but for numbers that grow with the batch. */
function mergeSettings(what: string, [a, b, c]: Three<unknown>): unknown {
  if (a === b && b === c) return a;
  if (typeof a === 'number' && typeof b === 'number' && typeof c === 'number') return lengthOf(what, [a, b, c]);
  if (isList(a) && isList(b) && isList(c) && a.length === b.length && b.length === c.length) {
    return Array.from(a, (item, i) => mergeSettings(what, [item, b[i], c[i]]));
  }
  throw dependent(what);
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value);
}

/** A constant that is longer in a larger batch, and the same for each sample, is one sample that is stretched. */
function mergeConstants(three: Three<Constant>): {
  readonly constant: Constant<Length>;
  readonly stretched?: Step<Length>;
} {
  const shape = lengths(three);
  const cores = three.map((constant) => core(constant, shape));
  const [first] = cores;
  if (cores.some((data) => data === undefined || !sameData(data, first)))
    throw dependent(`the constant ${three[0].name}`);
  const { name, dtype } = three[0];
  const kept = shape.map((length) => (typeof length === 'number' ? length : 1));
  const constant: Constant<Length> = { kind: 'constant', name, dtype, shape: kept, data: first ?? three[0].data };
  if (shape.every((length) => typeof length === 'number')) return { constant };
  const stretched: Step<Length> = {
    ...{ kind: 'step', name: `${name}_all`, dtype, shape, operation: 'broadcastTo' },
    ...{ inputs: [constant], attributes: { shape } },
  };
  return { constant, stretched };
}

/** The elements at 0 along every axis left open; undefined when those at other places differ. */
function core({ shape, dtype, data }: Constant, lengths: readonly Length[]): TypedArray | undefined {
  const kept: Shape = lengths.map((length) => (typeof length === 'number' ? length : 1));
  if (sameShape(shape, kept)) return data;
  const strides = stridesOf(kept).map((stride, axis) => (typeof lengths[axis] === 'number' ? stride : 0));
  const result = allocate(dtype, sizeOf(kept));
  const filled = new Uint8Array(result.length);
  const outer = stridesOf(shape);
  for (let i = 0; i < data.length; i++) {
    const at = strides.reduce((sum, stride, axis) => sum + stride * (Math.floor(i / outer[axis]) % shape[axis]), 0);
    if (filled[at] === 1 && !Object.is(result[at], data[i])) return undefined;
    [result[at], filled[at]] = [data[i], 1];
  }
  return result;
}

function sameData(a: TypedArray, b: TypedArray | undefined): boolean {
  return a === b || (a.length === b?.length && a.every((x, i) => Object.is(x, b[i])));
}

function dependent(what: string): ArgumentError {
  return new ArgumentError({
    what: 'trace for any batch size',
    expected: 'a function that does the same with each sample',
    received: `one in which ${what} depends on the number of samples`,
    hint: 'give a fixed batchSize',
  });
}
