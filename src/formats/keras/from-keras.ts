/** Models and weights that Keras 3 has saved. */
import { DataError } from '../../data/data-error.ts';
import { ArgumentError } from '../../errors.ts';
import type { Json } from '../../json.ts';
import { Model } from '../../models/model.ts';
import type { Network } from '../../models/network.ts';
import { sameShape, showShape, sizeOf } from '../../tensor/shape.ts';
import type { Shape } from '../../tensor/shape-types.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { type Arrays, isZip, readHdf5, unzip } from './archive.ts';
import { kindOfLayer } from './settings.ts';
import { weightsOf } from './weights.ts';
import { buildModel, type ImportedLayer } from './topology.ts';

/**
 * The model in a `.keras` file of Keras 3, with its weights, ready to predict and to be trained further.
 *
 *     const model = await fromKeras(await readFile('digits.keras'));
 *
 * Sequential and Functional models with one input and one output, of layers that tslate has, with the channels last.
 * What only matters in training (optimiser, initialisers, regularisers, constraints) is left behind.
 * @param bytes the file
 * @throws DataError when the file is damaged; ArgumentError that names the layer or the setting that tslate has not
 */
export async function fromKeras(bytes: Uint8Array): Promise<Model> {
  const model = await networkFromKeras(bytes);
  if (model instanceof Model) return model;
  throw new ArgumentError({
    what: 'fromKeras',
    expected: 'a model with one input and one output',
    received: `one with ${model.inputShapes?.length ?? 0} inputs`,
    hint: 'use networkFromKeras',
  });
}

/**
 * The same for models with any number of inputs and outputs.
 * @param bytes the file
 */
export async function networkFromKeras(bytes: Uint8Array): Promise<Network> {
  const files = await unzip('fromKeras', bytes);
  const { model, layers } = buildModel(configIn(files));
  assign(layers, await readHdf5('fromKeras', fileIn(files, 'model.weights.h5')));
  return model;
}

/**
 * Gives a model the weights that Keras 3 saved from a model of the same layers in the same order.
 * @param model its layers must know their inputs: call it once before, where it is a class of one's own
 * @param bytes a `.weights.h5` file, or a `.keras` file
 * @throws DataError when the file is damaged, or its weights are not those of the model
 */
export async function loadKerasWeights(model: Network, bytes: Uint8Array): Promise<void> {
  const what = 'loadKerasWeights';
  const weights = isZip(bytes) ? fileIn(await unzip(what, bytes), 'model.weights.h5') : bytes;
  const layers = model.layers().flatMap(({ name, layer }): readonly ImportedLayer[] => {
    if (Object.keys(layer.parameters).length === 0) return [];
    return [{ layer, name: kindOfLayer(layer.kind, name).name, weights: weightsOf(layer) }];
  });
  assign(layers, await readHdf5(what, weights));
}

/** Each layer's weights lie under its class and its number among layers of that class: layers/dense_1/vars/0. */
function assign(layers: readonly ImportedLayer[], arrays: Arrays): void {
  const counts = new Map<string, number>();
  const pairs = layers.flatMap((imported) => {
    const count = counts.get(imported.name) ?? 0;
    counts.set(imported.name, count + 1);
    return pairsOf(imported, `layers/${snakeCase(imported.name)}${count === 0 ? '' : `_${count}`}`, arrays);
  });
  for (const [parameter, values] of pairs) parameter.assign(values);
}

type Pair = readonly [{ assign(values: Tensor<Shape>): void }, Tensor<Shape>];

function pairsOf({ layer, weights }: ImportedLayer, group: string, arrays: Arrays): readonly Pair[] {
  return weights.flatMap(({ ours, within, heads }, i) => {
    const place = weights.slice(0, i).filter((before) => before.within === within).length;
    const path = [group, ...(within === undefined ? [] : [within]), 'vars', place].join('/');
    const values = arrays.get(path);
    if (values === undefined) {
      throw new DataError('Keras weights', { what: layer.name, expected: `an array at ${path}`, received: 'none' });
    }
    return ours.map((name, k): Pair => {
      const parameter = layer.parameters[name];
      const size = sizeOf(parameter.shape);
      const shape = ours.length === 1 ? parameter.shape : [ours.length, ...parameter.shape];
      if (heads === true ? values.size !== size : !sameShape(values.shape, shape)) {
        const expected = `the shape ${showShape(shape)}, as the model has it`;
        throw new DataError('Keras weights', { what: `${layer.name}/${name} (${path})`, expected, received: showShape(values.shape) }); // prettier-ignore
      }
      return [
        parameter,
        values
          .reshape([ours.length, size])
          .slice([k], [k + 1])
          .reshape(parameter.shape),
      ];
    });
  });
}

/** Source: keras/src/utils/naming.py, to_snake_case. */
function snakeCase(name: string): string {
  return name
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

function fileIn(files: Readonly<Record<string, Uint8Array>>, name: string): Uint8Array {
  if (Object.hasOwn(files, name)) return files[name];
  const received = Object.keys(files).join(', ') || 'an empty zip';
  throw new DataError('Keras file', { expected: `a file ${name} inside`, received });
}

function configIn(files: Readonly<Record<string, Uint8Array>>): Json {
  const text = new TextDecoder().decode(fileIn(files, 'config.json'));
  try {
    return JSON.parse(text);
  } catch {
    throw new DataError('Keras file', { what: 'config.json', expected: 'JSON', received: text.slice(0, 40) });
  }
}
