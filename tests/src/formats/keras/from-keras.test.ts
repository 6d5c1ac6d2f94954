import { readFile } from 'node:fs/promises';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import {
  bidirectional,
  conv2d,
  dense,
  flatten,
  fromKeras,
  gru,
  layerNormalization,
  loadKerasWeights,
  lstm,
  networkFromKeras,
  sequential,
  simpleRnn,
  squeezeExcite,
  tensor,
} from 'tslate';
import type { AnyTensor } from '../../../../src/tensor/tensor.ts';
import { reference } from '../../../oracle/reference.ts';
import { expectClose, rejectionOf } from '../../values.ts';

const file = (name: string): Promise<Uint8Array> =>
  readFile(new URL(`../../../oracle/keras_files/${name}`, import.meta.url));
const at = (name: string, what: string, i = 0): AnyTensor => reference('keras_files', name, what, i);

/** A Sequential as Keras describes it, with one layer or none. */
function sequentialOf(shape: readonly (number | null)[], name?: string, config: object = {}): unknown {
  const input = { class_name: 'InputLayer', config: { batch_shape: shape } };
  const layers = name === undefined ? [] : [{ class_name: name, config: { name: 'one', ...config } }];
  return { class_name: 'Sequential', config: { layers: [input, ...layers] } };
}

describe('fromKeras', () => {
  it.each(['mlp', 'images', 'sequences', 'activations', 'attention', 'graph'])(
    'builds %s.keras, which answers as Keras does',
    async (name) => {
      const model = await fromKeras(await file(`${name}.keras`));
      expectClose(model.run([at(name, 'x')])[0], at(name, 'y'), 1e-5);
    },
  );

  it('builds models with several inputs and outputs', async () => {
    const model = await networkFromKeras(await file('many.keras'));
    const outputs = model.run([at('many', 'x', 0), at('many', 'x', 1)]);
    outputs.forEach((y, i) => expectClose(y, at('many', 'y', i), 1e-5));
    expect(await rejectionOf(fromKeras(await file('many.keras')))).toBe(
      'fromKeras: expected a model with one input and one output, received one with 2 inputs; use networkFromKeras.',
    );
  });

  it('gives a model that can be trained further', async () => {
    const model = await fromKeras(await file('mlp.keras'));
    const x = tensor(Array.from(at('mlp', 'x').data), [3, 5]);
    const compiled = model.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy' });
    const { loss } = await compiled.fit(x, tensor([0, 1, 2], [3], 'int32'), { epochs: 30, progress: false, seed: 1 });
    expect(loss[29]).toBeLessThan(loss[0]);
  });

  it('names the layer or the setting that there is not', async () => {
    expect(await rejectionOf(fromKeras(await file('unknown-layer.keras')))).toMatch(
      /^up_sampling1d \(UpSampling1D\): layer of Keras: expected one of 'Dense', 'Conv2D', .*, received 'UpSampling1D'/,
    );
    expect(await rejectionOf(fromKeras(await file('unknown-setting.keras')))).toMatch(
      /^flatten_\d \(Flatten\): data_format: expected 'channels_last' or null, received 'channels_first'\.$/,
    );
  });

  it.each<[string, unknown, RegExp]>([
    ['a class of its own', { class_name: 'Mine', config: {} }, /^fromKeras: expected a Sequential or Functional model, received Mine; write its class in TypeScript/], // prettier-ignore
    ['no class', { layers: [] }, /^fromKeras: expected an object with class_name and config, received \{"layers":\[\]\}\.$/], // prettier-ignore
    ['no layers', { class_name: 'Sequential', config: {} }, /^fromKeras: layers: expected a list, received undefined\.$/], // prettier-ignore
    ['an unknown length', sequentialOf([null, null, 3]), /^fromKeras: shape of the input: expected known lengths, but for the batch, received \[null,null,3\]; give the model an Input/], // prettier-ignore
    ['no input', { class_name: 'Sequential', config: { layers: [] } }, /^fromKeras: shape of the input: expected known lengths, but for the batch, received undefined;/], // prettier-ignore
    ['an activation', sequentialOf([null, 3], 'Activation', { activation: 'mish' }), /^one \(Activation\): activation: expected one that tslate has too, received 'mish'\.$/], // prettier-ignore
    ['a size', sequentialOf([null, 3], 'Dense', { units: 0 }), /^one \(Dense\).*units: expected a whole number ≥ 1, received 0\.$/], // prettier-ignore
    ['a layer that does not fit', sequentialOf([null, 3], 'Conv2D', { filters: 2 }), /^Layer 1 of 1 \(conv2d1\): conv2d: expects height×width×channels/], // prettier-ignore
  ])('says what it cannot build: %s', async (_, config, message) => {
    const bytes = zipSync({ 'config.json': strToU8(JSON.stringify(config)) });
    expect(await rejectionOf(fromKeras(bytes))).toMatch(message);
  });

  it('says what a zip lacks', async () => {
    expect(await rejectionOf(fromKeras(zipSync({ 'readme.txt': strToU8('hello') })))).toBe(
      'Keras file: expected a file config.json inside, received readme.txt.',
    );
    expect(await rejectionOf(fromKeras(zipSync({ 'config.json': strToU8('{') })))).toBe(
      'Keras file: config.json: expected JSON, received {.',
    );
    const config = strToU8(JSON.stringify(sequentialOf([null, 3], 'Dense', { units: 2 })));
    expect(await rejectionOf(fromKeras(zipSync({ 'config.json': config })))).toBe(
      'Keras file: expected a file model.weights.h5 inside, received config.json.',
    );
  });

  it('says what is wrong with a file', async () => {
    const whole = await file('mlp.keras');
    expect(await rejectionOf(fromKeras(await file('mlp.weights.h5')))).toBe(
      'fromKeras: expected a .keras file of Keras 3 (a zip), received an HDF5 file (.h5); save the model as .keras with Keras 3, or load its weights into a model with loadKerasWeights.',
    );
    expect(await rejectionOf(fromKeras(new Uint8Array(7)))).toMatch(/received 7 bytes of another format\.$/);
    expect(await rejectionOf(fromKeras(whole.subarray(0, 5000)))).toMatch(/received a damaged one \(.*\)\.$/);
  });
});

describe('loadKerasWeights', () => {
  const mlp = () => sequential([5], dense(6, { activation: 'relu' }), dense(4, { activation: 'tanh', useBias: false }), dense(3, { activation: 'softmax' })); // prettier-ignore

  it.each(['mlp.weights.h5', 'mlp.keras'])('gives a model of the same layers the weights in %s', async (name) => {
    const model = mlp();
    await loadKerasWeights(model, await file(name));
    expectClose(model.run([at('mlp', 'x')])[0], at('mlp', 'y'), 1e-5);
  });

  it('finds the weights of layers inside layers, and refuses layers that Keras has not', async () => {
    const model = sequential(
      [5, 3],
      ...[lstm(4, { returnSequences: true }), layerNormalization()],
      ...[simpleRnn(3, { returnSequences: true, useBias: false }), bidirectional(gru(4))],
      dense(2, { activation: 'sigmoid' }),
    );
    const bytes = await file('sequences.keras');
    await loadKerasWeights(model, bytes);
    expectClose(model.run([at('sequences', 'x')])[0], at('sequences', 'y'), 1e-5);
    expect(await rejectionOf(loadKerasWeights(sequential([3, 3, 8], squeezeExcite()), bytes))).toMatch(
      /^squeezeExcite1: a layer that Keras has too: expected one of .*, received 'squeezeExcite'/,
    );
  });

  it('changes nothing where a weight is missing or has another shape', async () => {
    const other = sequential([5], dense(7), dense(4));
    const before = Array.from(other.weights().values(), ({ data }) => Array.from(data));
    expect(await rejectionOf(loadKerasWeights(other, await file('mlp.weights.h5')))).toBe(
      'Keras weights: dense1/W (layers/dense/vars/0): expected the shape 5×7, as the model has it, received 5×6.',
    );
    const images = sequential([4, 4, 1], conv2d(2, 3), flatten());
    expect(await rejectionOf(loadKerasWeights(images, await file('mlp.weights.h5')))).toBe(
      'Keras weights: conv2d1: expected an array at layers/conv2d/vars/0, received none.',
    );
    expect(Array.from(other.weights().values(), ({ data }) => Array.from(data))).toEqual(before);
  });

  it('says when a file is no HDF5, or a damaged one', async () => {
    expect(await rejectionOf(loadKerasWeights(mlp(), new Uint8Array(3)))).toBe(
      'loadKerasWeights: expected weights in HDF5 (.weights.h5), received 3 bytes of another format.',
    );
    const whole = await file('mlp.weights.h5');
    expect(await rejectionOf(loadKerasWeights(mlp(), whole.subarray(0, 3000)))).toMatch(
      /received a damaged file \(.*\)\.$/,
    );
  });
});
