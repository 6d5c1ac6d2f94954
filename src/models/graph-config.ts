/** A graph of layers as plain data, and the way back. */
import { type Field, lengths, optional, readFields, text } from '../config/field.ts';
import { isRecord, type Json, type JsonObject } from '../json.ts';
import { layerFromConfig, layerToConfig } from '../layers/layer-kind.ts';
import { ArgumentError, lookUp, written } from '../errors.ts';
import { type Layer, placed } from '../layers/layer.ts';
import type { Shape } from '../tensor/shape-types.ts';
import { type GraphNode, input } from './graph-node.ts';

/** What of a graph is written down; values in `nodes` come after those they are computed from. */
interface Drawn {
  readonly inputs: readonly GraphNode[];
  readonly outputs: readonly GraphNode[];
  readonly nodes: readonly GraphNode[];
}

/**
 * Inputs with their shapes, every value with its layer and what it is computed from, and the outputs. A layer that stands
 * at a second place is named there instead of being written again: `{ "name": "dense1-2", "same": "dense1", … }`.
 */
export function graphToConfig({ inputs, outputs, nodes }: Drawn): JsonObject {
  const names = new Map(inputs.map((node, i) => [node, `input${i + 1}`]));
  const nameOf = (node: GraphNode): string => names.get(node) ?? '';
  const places = new Map<Layer, number>();
  const layers = nodes.flatMap((node): readonly Json[] => {
    const { layer, from } = node;
    if (layer === undefined) return [];
    const place = (places.get(layer) ?? 0) + 1;
    places.set(layer, place);
    const name = place === 1 ? layer.name : `${layer.name}-${place}`;
    names.set(node, name);
    return [{ name, from: from.map(nameOf), ...(place === 1 ? layerToConfig(layer) : { same: layer.name }) }];
  });
  return {
    inputs: Object.fromEntries(inputs.map((node) => [nameOf(node), node.shape])),
    layers,
    outputs: outputs.map(nameOf),
  };
}

/** @throws ArgumentError that names the layer and the field, ShapeError that names the layer */
export function graphFromConfig(config: JsonObject): Pick<Drawn, 'inputs' | 'outputs'> {
  const settings = readFields({ inputs: shapes, layers: entries, outputs: names }, config, 'functional');
  const nodes: Record<string, GraphNode> = {};
  for (const [name, shape] of Object.entries(settings.inputs)) nodes[name] = input(shape);
  const inputs = Object.values(nodes);
  settings.layers.forEach((entry, i) => {
    const place = `functional.layers[${i}]`;
    const { placement, settings: rest } = parted(entry);
    const { name, from, same } = readFields(placementFields, placement, place);
    if (Object.hasOwn(nodes, name)) {
      throw new ArgumentError({ what: `${place}.name`, expected: 'a name of its own', received: `'${name}' again` });
    }
    const [first, ...others] = from.map((source) => lookUp(nodes, source, `${place}.from`));
    const layer = same === undefined ? layerFromConfig(rest, place) : layerAt(nodes, same, place);
    nodes[name] = placed(`${place} (${layer.kind})`, () => first.to(layer, ...others));
  });
  return { inputs, outputs: settings.outputs.map((name) => lookUp(nodes, name, 'functional.outputs')) };
}

const names: Field<readonly string[]> = {
  expected: 'a list of names, at least one',
  read: (value) => (isNames(value) && value.length > 0 ? value : undefined),
};

const shapes: Field<Readonly<Record<string, Shape>>> = {
  expected: 'a shape for every input by name, for example { "input1": [28, 28, 1] }',
  read: (value, place) =>
    isRecord(value)
      ? readFields(Object.fromEntries(Object.keys(value).map((name) => [name, lengths(1)])), value, place)
      : undefined,
};

const entries: Field<readonly JsonObject[]> = {
  expected: 'a list of layers, each with its name and what it is computed from',
  read: (value) => (isRecords(value) ? value : undefined),
};

/** Where a layer stands: its name, what it is computed from, and the name of the layer it is, where it is not a new one. */
const placementFields = { name: text, from: names, same: optional(text) };

/** What says where a layer stands, and the settings of the layer. */
function parted(entry: JsonObject) {
  const isPlacement = ([name]: readonly [string, Json]): boolean => Object.hasOwn(placementFields, name);
  const pairs = Object.entries(entry);
  return {
    placement: Object.fromEntries(pairs.filter(isPlacement)),
    settings: Object.fromEntries(pairs.filter((pair) => !isPlacement(pair))),
  };
}

function layerAt(nodes: Readonly<Record<string, GraphNode>>, name: string, place: string): Layer {
  const { layer } = lookUp(nodes, name, `${place}.same`);
  if (layer !== undefined) return layer;
  throw new ArgumentError({
    what: `${place}.same`,
    expected: 'the name of a layer',
    received: `the input ${written(name)}`,
  });
}

function isNames(value: Json): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isRecords(value: Json): value is readonly JsonObject[] {
  return Array.isArray(value) && value.every(isRecord);
}
