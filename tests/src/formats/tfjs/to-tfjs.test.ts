import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import * as ts from 'tslate';
import type { Network } from '../../../../src/models/network.ts';
import { tensor } from '../../../../src/tensor/create.ts';
import type { AnyTensor } from '../../../../src/tensor/tensor.ts';
import { expectClose, messageOf, RandomTensors } from '../../values.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** What TensorFlow.js computes when it loads the files as a page does. */
async function answers(files: ts.TfjsFiles, inputs: readonly AnyTensor[]): Promise<readonly AnyTensor[]> {
  const fetchFunc = async (path: string | URL | Request): Promise<Response> => {
    const name = String(path).endsWith('model.json') ? 'model.json' : 'weights.bin';
    const type = name === 'model.json' ? 'application/json' : 'application/octet-stream';
    return new Response(files[name], { headers: { 'content-type': type } });
  };
  const model = await tf.loadLayersModel(tf.io.http('http://localhost/model.json', { fetchFunc }));
  const outputs = model.predict(inputs.map(({ data, shape }) => tf.tensor(data, [...shape])));
  return (Array.isArray(outputs) ? outputs : [outputs]).map((y) => tensor(Array.from(y.dataSync()), y.shape));
}

function randomised<M extends Network>(model: M): M {
  const random = new RandomTensors(8);
  for (const [path, weight] of model.weights()) {
    const range = path.endsWith('Variance') ? ([0.5, 2] as const) : ([-0.5, 0.5] as const);
    weight.assign(random.tensor(weight.shape, 'float32', range));
  }
  return model;
}

const relu = { activation: 'relu' } as const;

describe('toTfjs', () => {
  it.each<[string, ts.Shape, readonly ts.Layer[]]>([
    ['an MLP', [6], [ts.dense(5, relu), ts.dropout(0.5), ts.dense(4, { activation: 'tanh', useBias: false }), ts.dense(3, { activation: 'softmax' })]], // prettier-ignore
    ['a CNN', [9, 8, 2], [ts.conv2d(3, [3, 2], { stride: 2, padding: 'same', ...relu }), ts.batchNormalization(), ts.maxPool2d(2), ts.flatten(), ts.dense(2)]], // prettier-ignore
    ['depthwise and dilated convolutions', [9, 8, 2], [ts.depthwiseConv2d(3, { multiplier: 2 }), ts.conv2d(3, 2, { dilation: 2, activation: 'swish' }), ts.averagePool2d(2, { padding: 'same' }), ts.globalMaxPool2d()]], // prettier-ignore
    ['global average pooling', [5, 5, 3], [ts.activation('softplus'), ts.globalAveragePool2d(), ts.layerNormalization()]], // prettier-ignore
    ['activations', [4], (['elu', 'softsign', 'gelu', 'logSoftmax'] as const).flatMap((name) => [ts.dense(4), ts.activation(name)])], // prettier-ignore
    ['recurrent layers', [4, 3], [ts.simpleRnn(4, { returnSequences: true }), ts.lstm(3, { returnSequences: true }), ts.lstm(2)]], // prettier-ignore
  ])('exports %s, which TensorFlow.js loads and computes', async (_, sample, layers) => {
    const model: Network = Reflect.apply(ts.sequential, undefined, [sample, ...layers]);
    const x = new RandomTensors(9).tensor([3, ...sample], 'float32');
    const [y] = await answers(ts.toTfjs(randomised(model)), [x]);
    expectClose(y, model.run([x])[0], 1e-5);
  });

  it('exports graphs with several inputs and outputs, and a layer that stands at two places', async () => {
    const [a, b] = [ts.input([4]), ts.input([4])];
    const shared = ts.dense(4, relu);
    const h = a.to(shared).to(ts.add(), b.to(shared));
    const model = randomised(ts.functional([a, b], [h.to(ts.concatenate(), a).to(ts.dense(2)), h.to(ts.multiply(), b)])); // prettier-ignore
    const random = new RandomTensors(10);
    const inputs = [random.tensor([3, 4], 'float32'), random.tensor([3, 4], 'float32')];
    const outputs = await answers(ts.toTfjs(model), inputs);
    model.run(inputs).forEach((y, i) => expectClose(outputs[i], y, 1e-5));
  });

  it('names what TensorFlow.js has not', () => {
    expect(messageOf(() => ts.toTfjs(ts.sequential([3, 2], ts.gru(2))))).toBe(
      'gru1: expected a layer that TensorFlow.js has, received gru: its reset gate acts before the product there; use toOnnx.',
    );
    expect(messageOf(() => ts.toTfjs(ts.sequential([4, 4, 2], ts.conv2d(2, 3, { groups: 2 }))))).toBe(
      'conv2d1: groups: expected one that TensorFlow.js has too, received 2.',
    );
    expect(messageOf(() => ts.toTfjs(ts.sequential([4, 2], ts.simpleRnn(2, { backwards: true }))))).toBe(
      'simpleRnn1: backwards: expected false, received true.',
    );
    expect(messageOf(() => ts.toTfjs(ts.sequential([4, 4, 2], ts.squeezeExcite())))).toMatch(
      /^squeezeExcite1: a layer that Keras has too: expected one of .*, received 'squeezeExcite'\.$/,
    );
    expect(messageOf(() => ts.toTfjs(ts.sequential([2], ts.activation('hardSigmoid'))))).toBe(
      "activation1: activation: expected one that TensorFlow.js has too, received 'hardSigmoid'.",
    );
    class Own extends ts.Model<[2], [2]> {
      call(x: ts.Tensor<readonly [number, 2]>) {
        return x;
      }
    }
    expect(messageOf(() => ts.toTfjs(new Own()))).toBe(
      'toTfjs: expected a model made with sequential(…) or functional(…), received Own, which computes by code of its own; export it with toOnnx.',
    );
  });
});
