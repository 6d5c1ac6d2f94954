/** The whole public surface, in reading order. */

// Tensors
export { Tensor, type AnyTensor } from './tensor/tensor.ts';
export type { DType } from './tensor/dtype.ts';
export type { Shape } from './tensor/shape-types.ts';
export { eye, full, ones, range, tensor, zeros } from './tensor/create.ts';
export { type Parameter, parameter } from './tensor/parameter.ts';
export { rng, type Rng, seed } from './random/rng.ts';

// Operations: methods of tensors
import './ops/unary.ts';
import './ops/binary.ts';
import './ops/compare.ts';
import './ops/move.ts';
import './ops/gather.ts';
import './ops/reduce.ts';
import './ops/matmul.ts';
import './ops/composed.ts';
import './autodiff/backward.ts';
export { primitives } from './ops/define.ts';

// Gradients
export { withoutGradients } from './ops/apply.ts';
export { grad, valueAndGrad } from './autodiff/grad.ts';
export { checkGradients } from './autodiff/check.ts';

// Engines
export { engineNames, use } from './engines/index.ts';
