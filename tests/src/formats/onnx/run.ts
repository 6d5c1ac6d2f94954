/** Runs the bytes of an ONNX file in ONNX Runtime. */
import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import { tensor } from '../../../../src/tensor/create.ts';
import type { DType } from '../../../../src/tensor/dtype.ts';
import type { AnyTensor } from '../../../../src/tensor/tensor.ts';

/** A session on one thread, quiet about what it optimises. */
export function session(bytes: Uint8Array): Promise<InferenceSession> {
  return InferenceSession.create(bytes, { intraOpNumThreads: 1, logSeverityLevel: 3 });
}

/** The outputs for the inputs, both by name. */
export async function run(
  session: InferenceSession,
  inputs: Readonly<Record<string, AnyTensor>>,
): Promise<Readonly<Record<string, AnyTensor>>> {
  const feeds = Object.entries(inputs).map(([name, { data, shape, dtype }]) => [
    name,
    new OrtTensor(dtype, data, shape),
  ]);
  const results = await session.run(Object.fromEntries(feeds));
  return Object.fromEntries(session.outputNames.map((name) => [name, ours(results[name])]));
}

function ours({ type, dims, data }: OrtTensor): AnyTensor {
  return tensor(Array.from(data, Number), dims, dtypeOf(type));
}

function dtypeOf(type: string): DType {
  if (type === 'float32' || type === 'float64' || type === 'int32' || type === 'bool') return type;
  throw new Error(`ONNX Runtime answered with ${type}.`);
}
