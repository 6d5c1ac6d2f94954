/**
 * Runs an elementwise formula as one loop.
 *
 * The formula is written in tensor operations and traced once with symbolic tensors; an engine that can makes one loop of
 * the trace, which reads each input and writes each result once. On other engines the operations run one by one.
 */
import type { FusedKernel } from '../engines/engine.ts';
import { engine } from '../engines/index.ts';
import { allocate, type DType } from '../tensor/dtype.ts';
import type { Shape } from '../tensor/shape-types.ts';
import { type AnyTensor, Tensor } from '../tensor/tensor.ts';

type Formula = (inputs: readonly AnyTensor[]) => readonly AnyTensor[];
/** The formula as one loop; a result may be written over the tensor `into` names for it, which is then not valid any more. */
type Fused = (inputs: readonly AnyTensor[], into?: readonly (AnyTensor | undefined)[]) => readonly AnyTensor[];

/**
 * The function `formula`, computed in one loop where that is possible.
 * @param name for the compiled code
 * @param formula takes tensors of one shape and scalars, returns tensors of that shape
 */
export function fuse(name: string, formula: Formula): Fused {
  const kernels: Kernel[] = [];
  return (inputs, into = []) => {
    const { name: engineName, fuse: fuseOn } = engine();
    if (fuseOn === undefined) return formula(inputs);
    const { shape, dtype, size } = inputs.find(({ rank }) => rank > 0) ?? inputs[0];
    let kernel = kernels.find(
      (one) =>
        one.engine === engineName && one.dtype === dtype && one.scalars.every((is, i) => is === isScalar(inputs[i])),
    );
    if (kernel === undefined) {
      const symbols = inputs.map((input) => new Tensor<Shape, DType>(undefined, input.shape, input.dtype));
      const outputs = formula(symbols);
      const run = fuseOn({ name, inputs: symbols, outputs });
      kernel = { engine: engineName, dtype, scalars: inputs.map(isScalar), results: outputs.length, run };
      kernels.push(kernel);
    }
    if (kernel.run === undefined) return formula(inputs);
    const results = Array.from({ length: kernel.results }, (_, k) => into[k]?.data ?? allocate(dtype, size));
    kernel.run(
      inputs.map(({ data }) => data),
      results,
    );
    return results.map((data) => new Tensor<Shape, DType>(data, shape, dtype));
  };
}

/** The formula on one engine, for one type of elements; nothing to run where the engine cannot fuse it. */
interface Kernel {
  readonly engine: string;
  readonly dtype: DType;
  /** Which inputs are scalars. */
  readonly scalars: readonly boolean[];
  readonly results: number;
  readonly run: FusedKernel | undefined;
}

function isScalar({ rank }: AnyTensor): boolean {
  return rank === 0;
}
