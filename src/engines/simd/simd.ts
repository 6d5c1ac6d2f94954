/** The default engine: compiled loops and WebAssembly SIMD kernels; what it lacks, the plain kernels do. */
import { allocate } from '../../tensor/dtype.ts';
import { sizeOf } from '../../tensor/shape.ts';
import type { Engine } from '../engine.ts';
import { scalarLoop } from './fused-scalar.ts';
import { vectorLoop } from './fused-vector.ts';
import { runKernel } from './kernels.ts';
import { runElementwise } from './loops.ts';
import { quotients } from './quotients.ts';
import { roomsTogether } from './rooms.ts';

export const simd: Engine = {
  name: 'simd',
  run(primitive, inputs, attributes, signature) {
    if (primitive.kind === 'elementwise') return runElementwise(primitive, inputs, signature);
    const output = { ...signature, data: allocate(signature.dtype, sizeOf(signature.shape)) };
    if (!runKernel(primitive.name, inputs, output, attributes)) primitive.kernel(inputs, output, attributes);
    return output.data;
  },
  rooms: (dtype, lengths, count) => (dtype === 'float32' ? roomsTogether(lengths, count) : undefined),
  quotients,
  fuse: (formula) => vectorLoop(formula) ?? scalarLoop(formula),
};
