/** The kinds of layers by name: how each is built from plain settings, one's own included. */
import {
  type Field,
  type Fields,
  flag,
  lengths,
  numberIn,
  oneOf,
  optional,
  pair,
  type Settings,
  text,
  wholeNumber,
} from '../config/field.ts';
import { Registry } from '../config/registry.ts';
import { isRecord, type Json } from '../json.ts';
import type { Layer, LayerConfig } from './layer.ts';

const kinds = new Registry<Layer>('layer', "{ kind: 'dense', units: 10 }");

/**
 * Registers a kind of layer, so that a configuration can name it.
 *
 *     layerKind('scale', { factor: field.numberIn(0) }, ({ factor }) => scale(factor));
 *     modelFromConfig({ model: 'sequential', input: [3], layers: [{ kind: 'scale', factor: 2 }] });
 *
 * @param kind the name, as in the layer's own `kind`
 * @param fields what settings there are, and what each may be; the layer's `config` holds the same
 * @param make builds the layer from the settings
 * @throws ArgumentError when there is such a kind already
 */
export function layerKind<const F extends Fields>(
  kind: string,
  fields: F,
  make: (settings: Settings<F>) => Layer,
): void {
  kinds.add(kind, fields, make);
}

/** Names of all kinds of layers that a configuration can hold. */
export function layerKinds(): readonly string[] {
  return kinds.names();
}

/** A layer as plain data: its kind and its settings. */
export function layerToConfig({ kind, config }: Layer): LayerConfig {
  return { kind, ...config };
}

/**
 * The layer that plain data describe.
 * @param place where they stand, for messages: `layers[1]`
 * @throws ArgumentError that names the place and the field
 */
export function layerFromConfig(config: Json, place: string): Layer {
  return kinds.read(config, place);
}

/** A list of layers inside a layer. */
export const layers: Field<readonly Layer[]> = {
  expected: 'a list of layers',
  read: (value, place) =>
    Array.isArray(value) ? value.map((item: Json, i) => layerFromConfig(item, `${place}[${i}]`)) : undefined,
};

/** One layer inside a layer. */
export const oneLayer: Field<Layer> = {
  expected: 'a layer',
  read: (value, place) => (isRecord(value) ? layerFromConfig(value, place) : undefined),
};

/** What a setting of a layer may be: `field.wholeNumber(1)`, `field.optional(field.flag)`, … */
export const field = { flag, wholeNumber, numberIn, text, oneOf, pair, lengths, oneLayer, layers, optional };
