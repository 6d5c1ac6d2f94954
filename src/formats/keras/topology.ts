/** The layers of a Keras model and how they hang together, built from its config.json. */
import { isRecord, type Json } from '../../json.ts';
import { layerFromConfig } from '../../layers/layer-kind.ts';
import { ArgumentError, lookUp, written } from '../../errors.ts';
import { type Layer, placed } from '../../layers/layer.ts';
import { Functional, FunctionalMany } from '../../models/functional.ts';
import { LayerGraph } from '../../models/layer-graph.ts';
import { type GraphNode, input } from '../../models/graph-node.ts';
import type { Network } from '../../models/network.ts';
import { Sequential } from '../../models/sequential.ts';
import type { Shape } from '../../tensor/shape-types.ts';
import type { KerasWeight } from './kinds.ts';
import { fromKerasConfig, type KerasConfig, kindOfClass, type Serialized, serialized } from './settings.ts';
import { weightsIn } from './weights.ts';

/** A layer with what its weights file needs to know. */
export interface ImportedLayer {
  readonly layer: Layer;
  /** Its class in Keras. */
  readonly name: string;
  /** The weights that it has, in Keras' order. */
  readonly weights: readonly KerasWeight[];
}

export interface Imported {
  readonly model: Network;
  readonly layers: readonly ImportedLayer[];
}

/** @throws ArgumentError that names the layer, or the setting, that tslate has not */
export function buildModel(config: Json): Imported {
  const { name, settings } = serialized(config, 'fromKeras');
  if (name === 'Sequential') return sequentialFrom(settings);
  if (name === 'Functional' || name === 'Model') return functionalFrom(settings);
  throw new ArgumentError({
    what: 'fromKeras',
    expected: 'a Sequential or Functional model',
    received: name,
    hint: 'write its class in TypeScript, and load its weights with loadKerasWeights',
  });
}

function sequentialFrom(settings: KerasConfig): Imported {
  const entries = listIn(settings, 'layers', 'fromKeras').map((entry) => serialized(entry, 'fromKeras'));
  const [first] = entries;
  const given = first?.name === 'InputLayer' ? first.settings['batch_shape'] : settings['build_input_shape'];
  const layers = entries.filter(({ name }) => name !== 'InputLayer').map(imported);
  const model = new Sequential<Shape, Shape>(
    sampleShape(given, 'fromKeras'),
    layers.map(({ layer }) => layer),
  );
  return { model, layers };
}

function functionalFrom(settings: KerasConfig): Imported {
  const entries = listIn(settings, 'layers', 'fromKeras').map((entry) => ({
    ...serialized(entry, 'fromKeras'),
    calls: isRecord(entry) ? listIn(entry, 'inbound_nodes', 'fromKeras') : [],
  }));
  const nodes: Record<string, GraphNode> = {};
  const calls: Record<string, () => GraphNode> = {};
  // A shared layer can be called on what another call of it gives: values are made when they are asked for.
  const nodeAt = (key: string): GraphNode => (nodes[key] ??= lookUp(calls, key, 'fromKeras: value')());
  const layers = entries.flatMap((entry) => {
    const { name, settings } = entry;
    const own = nameOf(settings);
    if (name === 'InputLayer') {
      calls[`${own}/0`] = () => input(sampleShape(settings['batch_shape'], own));
      return [];
    }
    const made = imported({ name, settings: { ...settings, ...causalIn(entry.calls) } });
    entry.calls.forEach((call, i) => {
      calls[`${own}/${i}`] = () => {
        const [from, ...others] = inputsOf(name, tensorsIn(call), `${own} (${name})`).map(nodeAt);
        return placed(`${own} (${name})`, () => from.to(made.layer, ...others));
      };
    });
    return [made];
  });
  const graph = new LayerGraph(
    placesIn(settings['input_layers'], 'input_layers').map(nodeAt),
    placesIn(settings['output_layers'], 'output_layers').map(nodeAt),
  );
  const single = graph.inputs.length === 1 && graph.outputs.length === 1;
  return { model: single ? new Functional<Shape, Shape>(graph) : new FunctionalMany(graph), layers };
}

function imported({ name, settings }: Serialized): ImportedLayer {
  const place = `${nameOf(settings)} (${name})`;
  const kind = kindOfClass(name, place);
  const layer = layerFromConfig(fromKerasConfig(kind, settings, place), place);
  return { layer, name, weights: weightsIn(kind, settings) };
}

function nameOf({ name }: KerasConfig): string {
  return typeof name === 'string' ? name : 'a layer';
}

function listIn(record: KerasConfig, name: string, place: string): readonly Json[] {
  const value = record[name];
  if (Array.isArray(value)) return value;
  throw new ArgumentError({ what: `${place}: ${name}`, expected: 'a list', received: written(value) });
}

/** The shape of one sample: [null, 28, 28, 1] without the batch. */
function sampleShape(shape: Json | undefined, place: string): Shape {
  const sample: readonly Json[] = Array.isArray(shape) ? shape.slice(1) : [];
  if (Array.isArray(shape) && sample.every((length) => typeof length === 'number')) return sample;
  throw new ArgumentError({
    what: `${place}: shape of the input`,
    expected: 'known lengths, but for the batch',
    received: written(shape),
    hint: 'give the model an Input of known lengths in Keras, and save it again',
  });
}

/** Attention is told of its mask when it is called. */
function causalIn([call]: readonly Json[]): KerasConfig {
  const { kwargs } = call !== undefined && isRecord(call) ? call : {};
  if (kwargs === undefined || !isRecord(kwargs) || kwargs['use_causal_mask'] !== true) return {};
  return { use_causal_mask: true };
}

/** Attention is called with queries, values and perhaps keys; here values and keys are of one memory, or of x itself. */
function inputsOf(name: string, places: readonly string[], place: string): readonly string[] {
  if (name !== 'MultiHeadAttention') return places;
  const [query, value, key = value] = places;
  if (key === value) return query === value ? [query] : [query, value];
  throw new ArgumentError({
    what: place,
    expected: 'keys and values of one sequence',
    received: `${key} and ${value}`,
  });
}

/** The places of all tensors in what a layer was called with. */
function tensorsIn(value: Json): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item: Json) => tensorsIn(item));
  if (!isRecord(value)) return [];
  const { class_name: name, config } = value;
  if (name === '__keras_tensor__' && config !== undefined && isRecord(config)) {
    return placesIn(config['keras_history'], 'keras_history');
  }
  return Object.values(value).flatMap(tensorsIn);
}

/** `dense/0` for ["dense", 0, 0], or for each of a list of such. */
function placesIn(value: Json | undefined, what: string): readonly string[] {
  if (!Array.isArray(value)) throw new ArgumentError({ what, expected: 'a list', received: written(value) });
  const [name, node] = value;
  if (typeof name === 'string' && typeof node === 'number') return [`${name}/${node}`];
  return value.flatMap((item: Json) => placesIn(item, what));
}
