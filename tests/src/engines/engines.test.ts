/** Every engine gives the numbers of the plain one; `auto` and `onnx` compute operation by operation on `simd`. */
import { describe } from 'vitest';
import { agreesWithPlain } from './agreement.ts';

describe('the engine simd', () => agreesWithPlain({ name: 'simd' }));

// On the package that is JavaScript throughout; on TensorFlow itself in tensorflow/tfjs-node.test.ts.
describe('the engine tensorflow', () => agreesWithPlain({ name: 'tensorflow', library: '@tensorflow/tfjs' }));
