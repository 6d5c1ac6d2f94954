/** Sums, maxima, products of matrices, and what is made of them: softmax and normalisation. */
import type { Length, Step, Value } from '../../graph/graph.ts';
import { type Lowerings, numberIn } from './lowering.ts';
import { typeNumber } from './proto.ts';
import type { OnnxWriter } from './writer.ts';

export const reducingLowerings: Lowerings = {
  sum: (step, to) => sumAlong(step, to, 1),

  max: ({ inputs: [x], attributes }, to) =>
    to.node('ReduceMax', [to.of(x), to.wholes([numberIn(attributes, 'axis')])], { keepdims: 1 }),

  cumsum: ({ inputs: [x], attributes }, to) => {
    const axis = to.scalar(numberIn(attributes, 'axis'), 'int64');
    return to.node('CumSum', [to.of(x), axis], { reverse: attributes['reverse'] === true ? 1 : 0 });
  },

  argmax: ({ inputs: [x], attributes, dtype }, to) => {
    const found = to.node('ArgMax', [to.of(x)], { axis: numberIn(attributes, 'axis'), keepdims: 1 });
    return to.node('Cast', [found], { to: typeNumber(dtype) });
  },

  matmul: ({ inputs: [a, b], attributes: { transposeA, transposeB } }, to, bias) => {
    const one = a.shape.length === 2 && b.shape.length === 2;
    if (one && (bias !== undefined || transposeA === true || transposeB === true)) {
      const operands = [to.of(a), to.of(b), ...(bias === undefined ? [] : [to.of(bias)])];
      return to.node('Gemm', operands, {
        ...(transposeA === true ? { transA: 1 } : {}),
        ...(transposeB === true ? { transB: 1 } : {}),
      });
    }
    const operands = [transposeA === true ? swapped(a, to) : to.of(a), transposeB === true ? swapped(b, to) : to.of(b)];
    const product = to.node('MatMul', operands);
    return bias === undefined ? product : to.node('Add', [product, to.of(bias)]);
  },

  /** A stack of matrices times one matrix. */
  matrixProduct: ({ inputs: [a, b] }, to) => to.node('MatMul', [to.of(a), to.of(b)]),

  /** Its logarithm makes it cheaper, where that is there already. */
  softmax: ({ inputs: [x] }, to) => {
    const logarithm = to.nodes.find(({ operator, inputs }) => operator === 'LogSoftmax' && inputs[0] === to.of(x));
    return logarithm === undefined ? to.node('Softmax', [to.of(x)], { axis: -1 }) : to.node('Exp', logarithm.outputs);
  },

  logSoftmax: ({ inputs: [x] }, to) => to.node('LogSoftmax', [to.of(x)], { axis: -1 }),

  layerNormalization: ({ inputs, attributes }, to) => {
    const epsilon = { float: numberIn(attributes, 'epsilon') };
    return to.node('LayerNormalization', inputs.map((input) => to.of(input)), { axis: -1, epsilon }); // prettier-ignore
  },

  /** The channels are the second axis in ONNX: images are turned round, and other values become rows of channels. */
  batchNormalization: (step, to) => {
    const { inputs: [x, ...statistics], shape, attributes } = step; // prettier-ignore
    const normalized = (rows: string): string =>
      to.node('BatchNormalization', [rows, ...statistics.map((value) => to.of(value))], {
        epsilon: { float: numberIn(attributes, 'epsilon') },
      });
    if (shape.length === 2) return normalized(to.of(x));
    if (shape.length === 4) {
      to.set(step, normalized(to.channelsFirst(x)), 'first');
      return undefined;
    }
    const rows = to.node('Reshape', [to.of(x), to.wholes([-1, Number(shape.at(-1))])]);
    return to.node('Reshape', [normalized(rows), to.target(shape)]);
  },
};

/** Σ along the axis, which stays with length 1 or is dropped. */
export function sumAlong({ inputs: [x], attributes }: Step<Length>, to: OnnxWriter, keepdims: 0 | 1): string {
  const axis = numberIn(attributes, 'axis');
  const [rows] = x.shape;
  // Over the rows of a matrix, as for biases, a product with ones is the faster sum.
  const ofRows = keepdims === 0 && axis === 0 && x.shape.length === 2 && x.dtype === 'float32';
  if (ofRows && typeof rows === 'number' && rows > 0) return to.node('MatMul', [to.floats([rows], () => 1), to.of(x)]);
  return to.node('ReduceSum', [to.of(x), to.wholes([axis])], { keepdims });
}

/** Σ of all elements, which has no axes left. */
export function sumOfAll(x: Value<Length>, to: OnnxWriter): string {
  return to.node('ReduceSum', [to.of(x)], { keepdims: 0 });
}

/** A matrix, or each of a stack, with rows and columns exchanged. */
function swapped(value: Value<Length>, to: OnnxWriter): string {
  const axes = Array.from(value.shape.keys());
  return to.transposed(value, [...axes.slice(0, -2), axes.length - 1, axes.length - 2]);
}
