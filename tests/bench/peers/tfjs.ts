/** TensorFlow.js: `fit` and `predict` of its layers, on plain JavaScript, on WebAssembly, or on TensorFlow's own library. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import util from 'node:util';
import type * as Tfjs from '@tensorflow/tfjs';
import { Clock, floats, type Peer, PREDICTED_AT_ONCE, repeated, serve, WAY, wholeNumbers } from './common.ts';

type Loss = 'sparse' | 'categorical' | 'binary';
interface Program {
  readonly input: number[];
  readonly layers: readonly (
    | readonly ['dense', units: number, activation: 'relu' | 'softmax' | 'sigmoid']
    | readonly ['conv', filters: number, size: number, activation: 'relu']
    | readonly ['pool', size: number]
    | readonly ['flatten']
  )[];
  readonly labels: 'digits' | 'oneHot' | 'even';
  readonly loss: Loss;
  readonly optimizer: readonly ['sgd' | 'adam', rate: number];
  readonly accuracy: boolean;
}

const programs: Record<string, Program> = JSON.parse(readFileSync('programs.json', 'utf8'));
const require = createRequire(join(process.cwd(), '..', 'packages', 'package.json'));
if (WAY === 'tensorflow') {
  // Node 23 took these out, which the addon needs.
  const isNullOrUndefined = (value: unknown): boolean => value === null || value === undefined;
  Object.assign(util, { isNullOrUndefined, isArray: Array.isArray });
}
const tf: typeof Tfjs = require(WAY === 'tensorflow' ? '@tensorflow/tfjs-node' : '@tensorflow/tfjs');
if (WAY === 'wasm') require('@tensorflow/tfjs-backend-wasm');
await tf.setBackend(WAY);
await tf.ready();
if (tf.getBackend() !== WAY) throw new Error(`the backend is ${tf.getBackend()}, not ${WAY}`);

const losses: Readonly<Record<Loss, string>> = {
  sparse: 'sparseCategoricalCrossentropy',
  categorical: 'categoricalCrossentropy',
  binary: 'binaryCrossentropy',
};

const labels: Readonly<Record<Program['labels'], (digits: Int32Array) => Tfjs.Tensor>> = {
  digits: (digits) => tf.tensor1d(digits, 'float32'),
  oneHot: (digits) => tf.oneHot(tf.tensor1d(digits, 'int32'), 10).toFloat(),
  even: (digits) =>
    tf.tensor2d(
      Float32Array.from(digits, (digit) => 1 - (digit % 2)),
      [digits.length, 1],
    ),
};

function layer(told: Program['layers'][number]): Tfjs.layers.Layer {
  if (told[0] === 'dense') return tf.layers.dense({ units: told[1], activation: told[2] });
  if (told[0] === 'conv') return tf.layers.conv2d({ filters: told[1], kernelSize: told[2], activation: told[3] });
  if (told[0] === 'pool') return tf.layers.maxPooling2d({ poolSize: told[1] });
  return tf.layers.flatten();
}

interface Trained {
  readonly model: Tfjs.Sequential;
  readonly x: Tfjs.Tensor;
  readonly y: Tfjs.Tensor;
  readonly test: Tfjs.Tensor;
  readonly batchSize: number;
}

let trained: Trained | undefined;

function made(): Trained {
  if (trained === undefined) throw new Error('no model was made');
  return trained;
}

const peer: Peer = {
  async make({ program, batch: batchSize }) {
    const { input, layers, loss, labels: kind, optimizer, accuracy } = programs[program];
    tf.dispose([trained?.x ?? [], trained?.y ?? [], trained?.test ?? []]);
    trained?.model.dispose();
    const images = (part: string): Tfjs.Tensor => tf.tensor(floats(`${part}-images.f32`)).reshape([-1, ...input]);
    const [x, y, test] = [images('train'), labels[kind](wholeNumbers('train-labels.i32')), images('test')];
    const start = performance.now();
    const model = tf.sequential();
    model.add(tf.layers.inputLayer({ inputShape: input }));
    for (const told of layers) model.add(layer(told));
    const [name, rate] = optimizer;
    model.compile({ optimizer: tf.train[name](rate), loss: losses[loss], metrics: accuracy ? ['accuracy'] : [] });
    let given = floats(`${program}-weights.f32`);
    model.setWeights(
      model.getWeights().map(({ shape, size }) => {
        const array = tf.tensor(given.slice(0, size), shape);
        given = given.subarray(size);
        return array;
      }),
    );
    trained = { model, x, y, test, batchSize };
    await peer.train({ steps: 1, before: 0, shuffle: false });
    return { ms: performance.now() - start, parameters: model.countParams() };
  },
  async train(request) {
    const { model, x, y, batchSize } = made();
    const clock = new Clock(request);
    let sum = 0;
    await model.fit(x, y, {
      batchSize,
      shuffle: request.shuffle,
      verbose: 0,
      yieldEvery: 'never',
      callbacks: {
        onBatchEnd(step, logs) {
          sum += logs?.['loss'] ?? NaN;
          if (clock.after(step + 1, sum / (step + 1))) model.stopTraining = true;
        },
      },
    });
    return clock;
  },
  async predict({ images }) {
    const { model, test } = made();
    const start = performance.now();
    const some = test.slice([0], [images]);
    const output = model.predict(some, { batchSize: PREDICTED_AT_ONCE });
    if (!Array.isArray(output)) await output.data();
    tf.dispose([some, output]);
    return { ms: performance.now() - start };
  },
  matmul({ m, k, n, times }) {
    const [a, b] = [tf.randomNormal([m, k]), tf.randomNormal([k, n])];
    return repeated(times, () => a.matMul(b).dispose());
  },
  conv({ batch, side, channels, filters, times }) {
    const x = tf.randomNormal<Tfjs.Rank.R4>([batch, side, side, channels]);
    const W = tf.randomNormal<Tfjs.Rank.R4>([3, 3, channels, filters]);
    return repeated(times, () => tf.conv2d(x, W, 1, 'valid').dispose());
  },
};

await serve(peer, `TensorFlow.js ${tf.version.tfjs}`);
