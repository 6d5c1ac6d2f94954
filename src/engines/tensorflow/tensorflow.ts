/** The engine on TensorFlow's kernels, in float32; what they have no type for, `simd` computes. */
import type { TypedArray } from '../../tensor/dtype.ts';
import { sizeOf } from '../../tensor/shape.ts';
import type { Engine } from '../engine.ts';
import { simd } from '../simd/simd.ts';
import { type Application, type Kernel, kernels } from './kernels.ts';
import { library, type Tfjs } from './library.ts';

/** @throws ArgumentError where TensorFlow is not installed */
export function tensorflow(): Engine {
  const tf = library();
  return {
    name: 'tensorflow',
    run(primitive, inputs, attributes, output) {
      const kernel = Object.hasOwn(kernels, primitive.name) ? kernels[primitive.name] : undefined;
      const computed = kernel && compute(tf, kernel, { inputs, attributes, output });
      return computed ?? simd.run(primitive, inputs, attributes, output);
    },
  };
}

/** Undefined where TensorFlow cannot. */
function compute(tf: Tfjs, kernel: Kernel, application: Application): TypedArray | undefined {
  const { inputs, output } = application;
  // TensorFlow.js has no float64, and divides whole numbers otherwise. Without elements there is nothing to compute.
  if (!inputs.some(({ dtype }) => dtype === 'float32') || inputs.some(({ dtype }) => dtype === 'float64'))
    return undefined;
  if (sizeOf(output.shape) === 0 || inputs.some(({ data }) => data.length === 0)) return undefined;
  let result: TypedArray | undefined;
  tf.tidy(() => {
    const tensors = inputs.map(({ data, shape, dtype }) => tf.tensor(data, [...shape], dtype));
    result = kernel(tf, tensors, application)?.dataSync();
  });
  // Where nothing was computed, it may be an input's own array.
  return inputs.some(({ data }) => data === result) ? result?.slice() : result;
}
