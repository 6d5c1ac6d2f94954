/** Export of a model to TensorFlow.js. */
import { ArgumentError } from '../../errors.ts';
import type { Json } from '../../json.ts';
import type { Layer } from '../../layers/layer.ts';
import { Functional, FunctionalMany } from '../../models/functional.ts';
import type { GraphNode } from '../../models/graph-node.ts';
import type { LayerGraph } from '../../models/layer-graph.ts';
import type { Network } from '../../models/network.ts';
import { Sequential } from '../../models/sequential.ts';
import type { Shape } from '../../tensor/shape-types.ts';
import { joinBytes } from '../join-bytes.ts';
import { kindOfLayer, toTfjsConfig } from '../keras/settings.ts';
import { weightsOf } from '../keras/weights.ts';

/** The files of a layers model by name. */
export interface TfjsFiles {
  /** Layers and how they hang together, and where the weights lie; JSON in UTF-8. */
  readonly 'model.json': Uint8Array<ArrayBuffer>;
  /** All weights, one after the other. */
  readonly 'weights.bin': Uint8Array<ArrayBuffer>;
}

/**
 * The model as the two files that `tf.loadLayersModel` reads, with the model's layers as those of TensorFlow.js.
 *
 *     for (const [name, content] of Object.entries(toTfjs(model))) await writeFile(`public/digits/${name}`, content);
 *     const model = await tf.loadLayersModel('digits/model.json');   // in a page that serves them
 *
 * Models made with `sequential` or `functional`, of layers that TensorFlow.js 4 has too: no `gru` (its reset gate acts
 * before the product there), no convolution in groups, no blocks of layers.
 * @throws ArgumentError that names the layer or the setting that TensorFlow.js has not
 */
export function toTfjs(model: Network): TfjsFiles {
  const layers = model.layers().map(({ layer }) => layer);
  const weights = layers.flatMap(arraysOf);
  const description = {
    format: 'layers-model',
    ...{ generatedBy: 'tslate', convertedBy: null },
    modelTopology: { keras_version: '2.15.0', backend: 'tensorflow', model_config: topologyOf(model) },
    weightsManifest: [
      {
        paths: ['weights.bin'],
        weights: weights.map(({ name, shape }) => ({ name, shape, dtype: 'float32' })),
      },
    ],
  };
  return {
    'model.json': new TextEncoder().encode(JSON.stringify(description)),
    'weights.bin': joinBytes(weights.map(({ data }) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength))),
  };
}

function topologyOf(model: Network): Json {
  if (model instanceof Sequential) {
    const [shape] = model.inputShapes;
    const layers = model.layers().map(({ layer }) => entryOf(layer));
    return { class_name: 'Sequential', config: { name: 'model', layers: [inputEntry('input', shape), ...layers] } };
  }
  if (model instanceof Functional || model instanceof FunctionalMany) return functionalOf(model.graph());
  throw new ArgumentError({
    what: 'toTfjs',
    expected: 'a model made with sequential(…) or functional(…)',
    received: `${model.constructor.name}, which computes by code of its own`,
    hint: 'export it with toOnnx',
  });
}

function functionalOf({ inputs, outputs, nodes }: LayerGraph): Json {
  const inputName = (node: GraphNode): string => `input${inputs.indexOf(node) + 1}`;
  const placesOf = (layer: Layer): readonly GraphNode[] => nodes.filter((node) => node.layer === layer);
  const placeOf = (node: GraphNode): readonly Json[] =>
    node.layer === undefined ? [inputName(node), 0, 0] : [node.layer.name, placesOf(node.layer).indexOf(node), 0];
  const layers = [...new Set(nodes.flatMap(({ layer }) => layer ?? []))].map((layer) => {
    const inbound = placesOf(layer).map(({ from }) => from.map((source) => [...placeOf(source), {}]));
    return { ...entryOf(layer), name: layer.name, inbound_nodes: inbound };
  });
  const given = inputs.map((node) => ({ ...inputEntry(inputName(node), node.shape), name: inputName(node), inbound_nodes: [] })); // prettier-ignore
  return {
    class_name: 'Model',
    config: {
      ...{ name: 'model', layers: [...given, ...layers] },
      ...{ input_layers: inputs.map(placeOf), output_layers: outputs.map(placeOf) },
    },
  };
}

function inputEntry(name: string, shape: Shape): { readonly [name: string]: Json } {
  return { class_name: 'InputLayer', config: { name, batch_input_shape: [null, ...shape], dtype: 'float32' } };
}

function entryOf({ kind, name, config }: Layer): { readonly [name: string]: Json } {
  const entry = kindOfLayer(kind, name);
  return {
    class_name: entry.name,
    config: { name, trainable: true, dtype: 'float32', ...toTfjsConfig(entry, config, name) },
  };
}

interface NamedArray {
  readonly name: string;
  readonly shape: Shape;
  readonly data: Float32Array;
}

function arraysOf(layer: Layer): readonly NamedArray[] {
  return weightsOf(layer).map(({ keras, ours: [own] }) => {
    const { shape, data } = layer.parameters[own];
    return { name: `${layer.name}/${keras}`, shape, data: Float32Array.from(data) };
  });
}
