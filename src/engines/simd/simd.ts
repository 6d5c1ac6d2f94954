/** The default engine: compiled loops and a WebAssembly SIMD matrix product; what it lacks, the plain kernels do. */
import { productOf } from '../../tensor/product.ts';
import { allocate } from '../../tensor/dtype.ts';
import { sizeOf } from '../../tensor/shape.ts';
import type { Engine } from '../engine.ts';
import { plain } from '../plain/plain.ts';
import { scalarLoop } from './fused-scalar.ts';
import { vectorLoop } from './fused-vector.ts';
import { runElementwise } from './loops.ts';
import { multiply } from './matmul.ts';

export const simd: Engine = {
  name: 'simd',
  run(primitive, inputs, attributes, output) {
    if (primitive.kind === 'elementwise') return runElementwise(primitive, inputs, output);
    if (primitive.name === 'matmul') {
      const [a, b] = inputs;
      if (a.data instanceof Float32Array && b.data instanceof Float32Array && a.data.length * b.data.length > 0) {
        const y = allocate('float32', sizeOf(output.shape));
        multiply(a.data, b.data, y, productOf(a.shape, b.shape, attributes));
        return y;
      }
    }
    return plain.run(primitive, inputs, attributes, output);
  },
  fuse: (formula) => vectorLoop(formula) ?? scalarLoop(formula),
};
