/** TensorFlow's library, through a package of TensorFlow.js: what is used of it, and how it is loaded when it is asked for. */
import { ArgumentError } from '../../errors.ts';
import type { TypedArray } from '../../tensor/dtype.ts';
import type { Shape } from '../../tensor/shape-types.ts';

/** A tensor of TensorFlow.js. */
export interface TfTensor {
  readonly shape: Shape;
  dataSync(): TypedArray;
}

/** Functions that are named there as primitives are here. */
export const unaries = ['neg', 'abs', 'square', 'sqrt', 'exp', 'log', 'log1p', 'sin', 'cos', 'relu', 'sigmoid', 'tanh', 'softplus', 'erf'] as const; // prettier-ignore
export const binaries = ['add', 'sub', 'mul', 'div', 'pow', 'maximum', 'minimum', 'equal', 'less', 'lessEqual', 'greater', 'greaterEqual'] as const; // prettier-ignore

type Unaries = { readonly [Name in (typeof unaries)[number] | 'isNaN' | 'sign']: (x: TfTensor) => TfTensor };
type Binaries = { readonly [Name in (typeof binaries)[number]]: (a: TfTensor, b: TfTensor) => TfTensor };

/** What is used of TensorFlow.js, the same in all its packages. */
export interface Tfjs extends Unaries, Binaries {
  tensor(data: TypedArray, shape: number[], dtype: string): TfTensor;
  /** Disposes of all tensors that were made meanwhile. */
  tidy(f: () => void): void;
  cast(x: TfTensor, dtype: 'float32' | 'int32' | 'bool'): TfTensor;
  reshape(x: TfTensor, shape: number[]): TfTensor;
  where(condition: TfTensor, a: TfTensor, b: TfTensor): TfTensor;
  matMul(a: TfTensor, b: TfTensor, transposeA: boolean, transposeB: boolean): TfTensor;
  sum(x: TfTensor, axis: number): TfTensor;
  max(x: TfTensor, axis: number): TfTensor;
  argMax(x: TfTensor, axis: number): TfTensor;
  cumsum(x: TfTensor, axis: number, exclusive: boolean, reverse: boolean): TfTensor;
  transpose(x: TfTensor, order: number[]): TfTensor;
  broadcastTo(x: TfTensor, shape: number[]): TfTensor;
  slice(x: TfTensor, begin: number[], size: number[]): TfTensor;
  pad(x: TfTensor, margins: [number, number][]): TfTensor;
  concat(xs: TfTensor[], axis: number): TfTensor;
  gather(x: TfTensor, indices: TfTensor, axis?: number): TfTensor;
  unsortedSegmentSum(x: TfTensor, segments: TfTensor, count: number): TfTensor;
}

const loaded = new Map<string, Tfjs>();

/**
 * The package `@tensorflow/tfjs-node`, or another with the same functions that the environment variable
 * `TSLATE_TENSORFLOW` names, as `@tensorflow/tfjs-node-gpu`.
 * @throws ArgumentError where it is not installed or cannot be loaded
 */
export function library(): Tfjs {
  const name = globalThis.process?.env['TSLATE_TENSORFLOW'] || '@tensorflow/tfjs-node';
  const known = loaded.get(name) ?? load(name);
  loaded.set(name, known);
  return known;
}

function load(name: string): Tfjs {
  try {
    const { createRequire } = process.getBuiltinModule('node:module');
    // The package calls these, which Node 22 warns of and Node 23 does not have.
    const isNullOrUndefined = (x: unknown): boolean => x === null || x === undefined;
    Object.assign(process.getBuiltinModule('node:util'), { isNullOrUndefined, isArray: Array.isArray });
    return createRequire(import.meta.url)(name);
  } catch (error) {
    throw new ArgumentError({
      what: "the engine 'tensorflow'",
      expected: `the package ${name}`,
      received: error instanceof Error ? error.message.split('\n')[0] : String(error),
      hint: `npm install ${name}, which downloads TensorFlow’s library; or choose 'onnx'`,
    });
  }
}
