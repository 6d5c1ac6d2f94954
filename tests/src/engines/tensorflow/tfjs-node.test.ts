/**
 * The engine on TensorFlow itself, where `node tests/bench/setup.mjs` has built its addon. In a file of its own, as two packages
 * of TensorFlow.js share their backends in a process.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'vitest';
import { agreesWithPlain } from '../agreement.ts';

const library = fileURLToPath(new URL('../../../bench/packages/node_modules/@tensorflow/tfjs-node', import.meta.url));
const isBuilt = existsSync(join(library, 'lib'));

describe.runIf(isBuilt)('the engine tensorflow on tfjs-node', () => agreesWithPlain({ name: 'tensorflow', library }));

it.skipIf(isBuilt)('the engine tensorflow on tfjs-node needs it built: node tests/bench/setup.mjs', () => undefined);
