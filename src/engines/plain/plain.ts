/** The reference: each primitive's own kernel in readable loops. All other engines are tested against it. */
import { allocate } from '../../tensor/dtype.ts';
import type { Elementwise, Values } from '../../tensor/primitive.ts';
import { broadcastStrides, sizeOf } from '../../tensor/shape.ts';
import type { Engine } from '../engine.ts';

export const plain: Engine = {
  name: 'plain',
  run(primitive, inputs, attributes, signature) {
    const output = { ...signature, data: allocate(signature.dtype, sizeOf(signature.shape)) };
    if (primitive.kind === 'elementwise') mapElements(primitive, inputs, output);
    else primitive.kernel(inputs, output, attributes);
    return output.data;
  },
};

/** y[i] = f(a[i], …), every input stretched to the output's shape. */
export function mapElements({ f }: Pick<Elementwise, 'f'>, inputs: readonly Values[], output: Values): void {
  const { shape, data: y } = output;
  const strides = inputs.map((input) => broadcastStrides(input.shape, shape));
  const index = new Array<number>(shape.length).fill(0);
  const position = inputs.map(() => 0);
  const arguments_ = inputs.map(() => 0);
  for (let i = 0; i < y.length; i++) {
    for (let k = 0; k < inputs.length; k++) arguments_[k] = inputs[k].data[position[k]];
    y[i] = f(...arguments_);
    // Count up like an odometer; each input moves by its own stride, which is 0 along a stretched axis.
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis]++;
      for (let k = 0; k < inputs.length; k++) position[k] += strides[k][axis];
      if (index[axis] < shape[axis]) break;
      index[axis] = 0;
      for (let k = 0; k < inputs.length; k++) position[k] -= strides[k][axis] * shape[axis];
    }
  }
}
