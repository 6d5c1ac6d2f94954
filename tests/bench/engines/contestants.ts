/** Who is measured, each in a process of its own that answers requests (see peers/common.py). */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../..', import.meta.url));
export const peers = join(root, 'tests', 'bench', 'peers');

export interface Contestant {
  readonly name: string;
  /** The file in peers/ that speaks for it, and what that file is told. */
  readonly file: string;
  readonly way?: string;
  /** Whether it knows one thread only: it is not measured again with several. */
  readonly single?: true;
}

/** Ours first: all others are compared with it. */
export const contestants: readonly Contestant[] = [
  { name: 'tslate', file: 'tslate.ts', way: 'onnx' },
  { name: 'tslate simd', file: 'tslate.ts', way: 'simd' },
  { name: 'PyTorch', file: 'torch_peer.py' },
  { name: 'torch.compile', file: 'torch_peer.py', way: 'compiled' },
  { name: 'JAX', file: 'jax_peer.py' },
  { name: 'Keras', file: 'keras_peer.py' },
  { name: 'tfjs-node', file: 'tfjs.ts', way: 'tensorflow' },
  { name: 'tfjs wasm', file: 'tfjs.ts', way: 'wasm', single: true },
  { name: 'tfjs cpu', file: 'tfjs.ts', way: 'cpu', single: true },
];

/** The Python that `node tests/bench/setup.mjs` fills with PyTorch, JAX, Keras and TensorFlow. */
export const python = join(root, '.venv-peers', ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python'])); // prettier-ignore
