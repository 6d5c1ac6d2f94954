/** Every primitive in TensorFlow's operations, by name; on float32, with indices as int32 and conditions as bool. */
import type { Attributes, Signature, Values } from '../../tensor/primitive.ts';
import { sameShape, sizeOf } from '../../tensor/shape.ts';
import type { Shape } from '../../tensor/shape-types.ts';
import { eachTap, placesOf, type Windows, windowsIn } from '../../tensor/windows.ts';
import { binaries, type Tfjs, type TfTensor, unaries } from './library.ts';

/** One application of a primitive. */
export interface Application {
  readonly inputs: readonly Values[];
  readonly attributes: Attributes;
  readonly output: Signature;
}

/** The result's elements in order, in any shape; undefined where the case is left to another engine. */
export type Kernel = (tf: Tfjs, inputs: readonly TfTensor[], application: Application) => TfTensor | undefined;

/** In order of complexity. */
export const kernels: Readonly<Record<string, Kernel>> = {
  ...Object.fromEntries(unaries.map((name): [string, Kernel] => [name, (tf, [x]) => tf[name](x)])),
  ...Object.fromEntries(binaries.map((name): [string, Kernel] => [name, (tf, [a, b]) => tf[name](a, b)])),
  /** A NaN stays one, which not all of its packages do. */
  sign: (tf, [x]) => tf.where(tf.isNaN(x), x, tf.sign(x)),
  gate: (tf, [a, b]) => tf.where(tf.greater(b, number(tf, 0)), a, number(tf, 0)),
  where: (tf, [condition, a, b]) => tf.where(condition, a, b),
  cast: (tf, [x], { output: { dtype } }) => (dtype === 'float64' ? undefined : tf.cast(x, dtype)),
  matmul: (tf, inputs, { attributes: { transposeA, transposeB }, output }) => {
    const [a, b] = inputs.map((x) => stretched(tf, x, [...output.shape.slice(0, -2), ...x.shape.slice(-2)]));
    return tf.matMul(a, b, transposeA === true, transposeB === true);
  },
  sum: (tf, [x], { attributes }) => tf.sum(x, axisOf(attributes)),
  max: (tf, [x], { attributes }) => tf.max(x, axisOf(attributes)),
  argmax: (tf, [x], { attributes }) => firstLargest(tf, x, axisOf(attributes)),
  cumsum: (tf, [x], { attributes }) => tf.cumsum(x, axisOf(attributes), false, attributes['reverse'] === true),
  transpose: (tf, [x], { attributes }) => tf.transpose(x, numbersIn(attributes, 'order')),
  broadcastTo: (tf, [x], { output }) => tf.broadcastTo(x, [...output.shape]),
  slice: (tf, [x], { attributes, output }) => tf.slice(x, numbersIn(attributes, 'begin'), [...output.shape]),
  pad: (tf, [x], { attributes }) => {
    const after = numbersIn(attributes, 'after');
    return tf.pad(
      x,
      numbersIn(attributes, 'before').map((before, axis) => [before, after[axis]]),
    );
  },
  concat: (tf, xs, { attributes }) => tf.concat([...xs], axisOf(attributes)),
  gather: (tf, [x, k], { inputs, attributes }) => {
    const axis = axisOf(attributes);
    return within(inputs[1], inputs[0].shape[axis]) ? tf.gather(x, k, axis) : undefined;
  },
  scatterAdd: (tf, [x, k], { inputs: [{ shape }, indices], attributes, output }) => {
    const axis = axisOf(attributes);
    const length = output.shape[axis];
    if (!within(indices, length)) return undefined;
    // The rows stand first, and go back to where they were.
    const [outer, rows] = [sizeOf(shape.slice(0, axis)), indices.data.length];
    const width = sizeOf(shape) / (outer * rows);
    const first = tf.transpose(tf.reshape(x, [outer, rows, width]), [1, 0, 2]);
    return tf.transpose(tf.unsortedSegmentSum(first, tf.reshape(k, [rows]), length), [1, 0, 2]);
  },
  unfold: (tf, [x], { inputs: [{ shape }], attributes }) => columns(tf, x, shape, windowsIn(attributes), 0),
  fold: (tf, [x], { attributes, output: { shape } }) => {
    const channels = shape[3];
    const taps = tapsOf(shape, windowsIn(attributes));
    const pixels = sizeOf(shape) / channels;
    const sums = tf.unsortedSegmentSum(tf.reshape(x, [taps.length, channels]), whole(tf, taps), pixels + 1);
    return tf.slice(sums, [0, 0], [pixels, channels]);
  },
  takeMaxima: (tf, [x, v], { inputs: [{ shape }], attributes }) =>
    tf.gather(tf.reshape(v, [sizeOf(shape)]), firstMaxima(tf, x, shape, windowsIn(attributes))),
  putMaxima: (tf, [x, v], { inputs: [{ shape }, { data }], attributes }) => {
    const places = firstMaxima(tf, x, shape, windowsIn(attributes));
    return tf.unsortedSegmentSum(tf.reshape(v, [data.length]), tf.reshape(places, [data.length]), sizeOf(shape));
  },
};

/** The index of the first largest element along an axis; a NaN counts as the largest. */
function firstLargest(tf: Tfjs, x: TfTensor, axis: number): TfTensor {
  const isNaN = tf.cast(tf.isNaN(x), 'float32');
  const some = tf.greater(tf.max(isNaN, axis), number(tf, 0));
  return tf.where(some, tf.argMax(isNaN, axis), tf.argMax(x, axis));
}

/** Where in x the largest element of each window lies, channel by channel: [places, channels]. */
function firstMaxima(tf: Tfjs, x: TfTensor, shape: Shape, windows: Windows): TfTensor {
  const channels = shape[3];
  const taps = tapsOf(shape, windows);
  const inWindow = windows.size[0] * windows.size[1];
  const places = taps.length / inWindow;
  const values = tf.reshape(columns(tf, x, shape, windows, -Infinity), [places, inWindow, channels]);
  const first = Int32Array.from({ length: places }, (_, place) => place * inWindow);
  const tap = tf.add(firstLargest(tf, values, 1), whole(tf, first, [places, 1]));
  const pixel = tf.gather(whole(tf, taps), tap);
  const channel = Int32Array.from({ length: channels }, (_, c) => c);
  return tf.add(tf.mul(pixel, tf.tensor(Int32Array.of(channels), [], 'int32')), whole(tf, channel));
}

/** The pixels of all windows one after the other, with `outside` where a window reaches beyond its image: [taps, channels]. */
function columns(tf: Tfjs, x: TfTensor, shape: Shape, windows: Windows, outside: number): TfTensor {
  const channels = shape[3];
  const pixels = tf.reshape(x, [sizeOf(shape) / channels, channels]);
  const margin = tf.tensor(new Float32Array(channels).fill(outside), [1, channels], 'float32');
  return tf.gather(tf.concat([pixels, margin], 0), whole(tf, tapsOf(shape, windows)));
}

/** Which pixel each element of each window lies on; beyond the image it is the one behind the last. */
function tapsOf(shape: Shape, windows: Windows): Int32Array {
  const [count, height, width] = shape;
  const places = sizeOf([count, ...placesOf([height, width], windows), ...windows.size]);
  const taps = new Int32Array(places).fill(count * height * width);
  eachTap(shape, windows, (_, tap, pixel) => (taps[tap] = pixel));
  return taps;
}

function stretched(tf: Tfjs, x: TfTensor, shape: Shape): TfTensor {
  return sameShape(x.shape, shape) ? x : tf.broadcastTo(x, [...shape]);
}

function number(tf: Tfjs, value: number): TfTensor {
  return tf.tensor(Float32Array.of(value), [], 'float32');
}

function whole(tf: Tfjs, data: Int32Array, shape: Shape = [data.length]): TfTensor {
  return tf.tensor(data, [...shape], 'int32');
}

/** Whether all indices are there; where one is not, the plain kernel says so. */
function within({ data }: Values, length: number): boolean {
  return data.every((index) => index >= 0 && index < length);
}

function axisOf(attributes: Attributes): number {
  const { axis } = attributes;
  return typeof axis === 'number' ? axis : 0;
}

function numbersIn(attributes: Attributes, name: string): number[] {
  const value = attributes[name];
  return Array.isArray(value) ? value.map(Number) : [];
}
