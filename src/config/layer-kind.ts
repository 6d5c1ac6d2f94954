/** The kinds of layers by name: how each is built from plain settings, one's own included. */
import { ArgumentError, lookUp, ShapeError } from '../errors.ts';
import type { Json, Layer, LayerConfig } from '../layers/layer.ts';
import { type Field, type Fields, isRecord, readFields, type Settings, written } from './field.ts';

interface Kind {
  build(settings: Readonly<Record<string, Json>>, place: string): Layer;
}

const kinds: Record<string, Kind> = {};

/**
 * Registers a kind of layer, so that a configuration can name it.
 *
 *     layerKind('scale', { factor: numberIn(0) }, ({ factor }) => scale(factor));
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
  if (Object.hasOwn(kinds, kind)) {
    throw new ArgumentError({ what: 'layerKind', expected: 'a name that is not taken', received: `'${kind}'` });
  }
  kinds[kind] = { build: (settings, place) => at(place, () => make(readFields(fields, settings, place))) };
}

/** Names of all kinds of layers that a configuration can hold. */
export function layerKinds(): readonly string[] {
  return Object.keys(kinds);
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
  if (!isRecord(config) || typeof config['kind'] !== 'string') {
    const expected = "a layer, for example { kind: 'dense', units: 10 }";
    throw new ArgumentError({ what: place, expected, received: written(config) });
  }
  const { kind, ...settings } = config;
  return lookUp(kinds, kind, `${place}: kind of layer`).build(settings, `${place} (${kind})`);
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

/** What a layer itself says of its settings, with the place in the configuration in front. */
function at<T>(place: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof ArgumentError && !error.message.startsWith(place)) {
      throw new ArgumentError(`${place}: ${error.message}`);
    }
    if (error instanceof ShapeError) throw new ShapeError(`${place}: ${error.message}`);
    throw error;
  }
}
