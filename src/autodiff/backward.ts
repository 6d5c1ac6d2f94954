/** `loss.backward()`: fills the gradients of the parameters that a loss depends on. */
import { ArgumentError } from '../errors.ts';
import { withoutGradients } from '../ops/apply.ts';
import { method } from '../ops/define.ts';
import type { DType } from '../tensor/dtype.ts';
import { type AnyParameter, Parameter } from '../tensor/parameter.ts';
import { showShape } from '../tensor/shape.ts';
import type { OnlyScalar, Shape } from '../tensor/shape-types.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { gradients } from './gradients.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor<out S extends Shape = Shape, out D extends DType = 'float32'> {
    /**
     * Sets `p.grad = ∂this/∂p` for every parameter p that this scalar was computed from. A gradient from an earlier
     * call is replaced, not added to; to train on two losses, add the losses.
     */
    backward<R extends Shape>(this: Tensor<R, DType> & OnlyScalar<R>): void;
  }
}

method('backward', function () {
  if (this.rank !== 0) {
    throw new ArgumentError({
      what: 'backward',
      expected: 'a scalar loss',
      received: `a tensor of shape ${showShape(this.shape)}`,
      hint: 'reduce it with .sum() or .mean() first',
    });
  }
  if (!this.tracked) {
    throw new ArgumentError('backward: nothing to differentiate; the loss depends on no parameter(…).');
  }
  const parameters = parametersBehind(this);
  withoutGradients(() => {
    const found = gradients(this, parameters);
    for (const p of parameters) p.grad = found.get(p);
  });
});

/** All parameters that `output` was computed from. */
function parametersBehind(output: AnyTensor): Set<AnyParameter> {
  const found = new Set<AnyParameter>();
  const visited = new Set<AnyTensor>();
  const stack = [output];
  for (let tensor = stack.pop(); tensor !== undefined; tensor = stack.pop()) {
    if (!tensor.tracked || visited.has(tensor)) continue;
    visited.add(tensor);
    if (tensor instanceof Parameter) found.add(tensor);
    stack.push(...(tensor.origin?.inputs ?? []));
  }
  return found;
}
