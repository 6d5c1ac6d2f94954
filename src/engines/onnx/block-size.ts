/** How many channels ONNX Runtime takes together on this processor: as many as a vector has floats. */
import { lower } from '../../formats/onnx/lower.ts';
import type { Graph, Input, Step } from '../../graph/graph.ts';
import { createSession, type Ort } from './runtime.ts';

/** Processors with AVX-512, with AVX2, others. */
const SIZES = [16, 8, 4];

/**
 * Found by computing a small convolution, whose answer tells. On other processors than x64 there may be no such kernels, and
 * to call one that is not there would end the process: nobody tries.
 */
export async function blockSize(ort: Ort): Promise<number | undefined> {
  if (globalThis.process?.arch !== 'x64') return undefined;
  for (const size of SIZES) if (await agrees(ort, size)) return size;
  return undefined;
}

/** Whether a convolution on blocks of that size is right; the operators are not in the standard, and not everywhere. */
async function agrees(ort: Ort, size: number): Promise<boolean> {
  const x: Input = { kind: 'input', name: 'x', shape: [1, 1, 2, size], dtype: 'float32' };
  const W: Input = { kind: 'input', name: 'W', shape: [1, 1, size, size], dtype: 'float32' };
  const windows = { size: [1, 1], stride: [1, 1], dilation: [1, 1], before: [0, 0], after: [0, 0] };
  const y: Step = {
    ...{ kind: 'step', name: 'y', shape: x.shape, dtype: 'float32', operation: 'convolve', inputs: [x, W] },
    attributes: { ...windows, groups: 1 },
  };
  const graph: Graph = { inputs: [x, W], constants: [], steps: [y], outputs: [y] };
  const pixels = Float32Array.from({ length: 2 * size }, (_, i) => i);
  const filters = Float32Array.from({ length: size * size }, (_, i) => (i * 7) % 5);
  try {
    const session = await createSession(ort, lower(graph, { name: 'probe', outputs: ['y'], block: size }), {
      threads: 1,
    });
    const { y: answer } = await session.run({
      x: new ort.Tensor('float32', pixels, x.shape),
      W: new ort.Tensor('float32', filters, W.shape),
    });
    await session.release();
    return Array.from({ length: 2 * size }, (_, i) => {
      const [pixel, filter] = [Math.floor(i / size), i % size];
      return Array.from({ length: size }, (_, c) => pixels[pixel * size + c] * filters[c * size + filter]).reduce((a, b) => a + b); // prettier-ignore
    }).every((expected, i) => answer.data[i] === expected);
  } catch {
    return false;
  }
}
