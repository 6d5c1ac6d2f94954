/** Export of a model to ONNX. */
import { ArgumentError } from '../../errors.ts';
import type { Graph, Length } from '../../graph/graph.ts';
import { openBatch } from '../../graph/open-batch.ts';
import { trace } from '../../graph/trace.ts';
import type { Network } from '../../models/network.ts';
import { withoutGradients } from '../../ops/apply.ts';
import type { DType } from '../../tensor/dtype.ts';
import type { Shape } from '../../tensor/shape-types.ts';
import type { AnyTensor } from '../../tensor/tensor.ts';
import { lower, lowerings } from './lower.ts';

/** What the exported model is called and how it takes its samples. */
export interface OnnxOptions {
  /** The shape of one sample; needed only where the model does not fix it (a class of one's own). */
  readonly inputShape?: Shape;
  /** What samples consist of, 'float32' by default. */
  readonly inputType?: DType;
  /** A fixed number of samples; without it the file takes batches of any size, `N`. */
  readonly batchSize?: number;
  /** The graph's name, 'model' by default. */
  readonly name?: string;
  /** Texts to keep with the model: who trained it, on what, how well it does. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * The model as the bytes of an ONNX file (opset 20), as it answers outside of training: an input `input` of shape
 * [N, …sample] and an output `output` (or `input1`, `input2`, …, where there are several), and its weights under their names.
 *
 *     await writeFile('digits.onnx', toOnnx(model));
 *
 * Dense layers become Gemm, convolutions Conv, pooling MaxPool and AveragePool, normalisation its operators; images are
 * given with the channels last, as ever, and are turned round once at the start and once at the end.
 * @throws ArgumentError when the shape of a sample is not known, when the model asks for values (see `trace`), or when it
 * does something else for another batch size (give `batchSize` then)
 */
export function toOnnx(model: Network, options: OnnxOptions = {}): Uint8Array<ArrayBuffer> {
  const { inputType = 'float32', batchSize, name = 'model', metadata = {} } = options;
  const samples = options.inputShape === undefined ? model.inputShapes : [options.inputShape];
  if (samples === undefined) {
    throw new ArgumentError({
      what: 'toOnnx',
      expected: 'the shape of one sample',
      received: 'a model that does not fix it',
      hint: 'give it as inputShape',
    });
  }
  let names: ReadonlyMap<AnyTensor, string> = new Map();
  const call = (...inputs: readonly AnyTensor[]): readonly AnyTensor[] => {
    const outputs = model.run(inputs, { training: false });
    // A class of one's own may make its weights only now.
    names = new Map([...model.weights()].map(([path, weight]) => [weight, path]));
    return outputs;
  };
  const traceAt = (n: number): Graph => {
    const inputs = numbered('input', samples).map(([input, sample]) => ({
      name: input,
      shape: [n, ...sample],
      dtype: inputType,
    }));
    const whole = new Set(Object.keys(lowerings));
    return withoutGradients(() => trace(call, inputs, { whole, nameOf: (tensor) => names.get(tensor) }));
  };
  const graph: Graph<Length> = batchSize === undefined ? openBatch(traceAt) : traceAt(batchSize);
  const outputs = numbered('output', graph.outputs).map(([output]) => output);
  return lower(graph, { name, outputs, metadata });
}

/** `input` for the only one, else `input1`, `input2`, … */
function numbered<T>(name: string, items: readonly T[]): readonly (readonly [string, T])[] {
  return items.map((item, i) => [items.length === 1 ? name : `${name}${i + 1}`, item]);
}
