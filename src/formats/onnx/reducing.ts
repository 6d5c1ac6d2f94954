/** Sums, maxima, products of matrices, and what is made of them. */
import { type Lowerings, numberIn } from './lowering.ts';
import { typeNumber } from './proto.ts';

export const reducingLowerings: Lowerings = {
  sum: ({ inputs: [x], attributes }, to) =>
    to.node('ReduceSum', [to.of(x), to.wholes([numberIn(attributes, 'axis')])], { keepdims: 1 }),

  max: ({ inputs: [x], attributes }, to) =>
    to.node('ReduceMax', [to.of(x), to.wholes([numberIn(attributes, 'axis')])], { keepdims: 1 }),

  argmax: ({ inputs: [x], attributes, dtype }, to) => {
    const found = to.node('ArgMax', [to.of(x)], { axis: numberIn(attributes, 'axis'), keepdims: 1 });
    return to.node('Cast', [found], { to: typeNumber(dtype) });
  },

  matmul: ({ inputs: [a, b], attributes: { transposeA, transposeB } }, to, bias) => {
    const operands = [to.of(a), to.of(b)];
    if (bias === undefined && transposeA === false && transposeB === false) return to.node('MatMul', operands);
    return to.node('Gemm', bias === undefined ? operands : [...operands, to.of(bias)], {
      ...(transposeA === true ? { transA: 1 } : {}),
      ...(transposeB === true ? { transB: 1 } : {}),
    });
  },

  softmax: ({ inputs: [x] }, to) => to.node('Softmax', [to.of(x)], { axis: -1 }),

  logSoftmax: ({ inputs: [x] }, to) => to.node('LogSoftmax', [to.of(x)], { axis: -1 }),
};
