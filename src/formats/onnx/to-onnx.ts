/** Export of a model to ONNX. */
import { ArgumentError } from '../../errors.ts';
import type { Graph, Length } from '../../graph/graph.ts';
import { openBatch } from '../../graph/open-batch.ts';
import { trace } from '../../graph/trace.ts';
import type { Model } from '../../models/model.ts';
import { withoutGradients } from '../../ops/apply.ts';
import type { DType } from '../../tensor/dtype.ts';
import type { Shape } from '../../tensor/shape-types.ts';
import type { AnyTensor } from '../../tensor/tensor.ts';
import { lower, lowerings } from './lower.ts';

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
 * The model as the bytes of an ONNX file (opset 20), as it answers outside of training: one input `input` of shape
 * [N, …sample], one output `output`, and its weights under their names.
 *
 *     await writeFile('digits.onnx', toOnnx(model));
 *
 * Dense layers become Gemm, convolutions Conv, pooling MaxPool and AveragePool; images are given with the channels last,
 * as ever, and are turned round once at the start and once at the end.
 * @throws ArgumentError when the shape of a sample is not known, when the model asks for values (trace), or when it does
 * something else for another batch size (give `batchSize` then)
 */
export function toOnnx(model: Model, options: OnnxOptions = {}): Uint8Array {
  const { inputType = 'float32', batchSize, name = 'model', metadata = {} } = options;
  const sample = options.inputShape ?? model.inputShape;
  if (sample === undefined) {
    throw new ArgumentError({
      what: 'toOnnx',
      expected: 'the shape of one sample',
      received: 'a model that does not fix it',
      hint: 'give it as inputShape',
    });
  }
  let names: ReadonlyMap<AnyTensor, string> = new Map();
  const call = (x: AnyTensor): readonly AnyTensor[] => {
    const y: AnyTensor = Reflect.apply(model.call, model, [x, { training: false }]);
    // A class of one's own may make its weights only now.
    names = new Map([...model.weights()].map(([path, weight]) => [weight, path]));
    return [y];
  };
  const traceAt = (n: number): Graph => {
    const input = { name: 'input', shape: [n, ...sample], dtype: inputType };
    const whole = new Set(Object.keys(lowerings));
    return withoutGradients(() => trace(call, [input], { whole, nameOf: (tensor) => names.get(tensor) }));
  };
  const graph: Graph<Length> = batchSize === undefined ? openBatch(traceAt) : traceAt(batchSize);
  return lower(graph, { name, outputs: ['output'], metadata });
}
