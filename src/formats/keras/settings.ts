/** A layer's settings, from Keras' to ours and from ours to those of TensorFlow.js, by the table of kinds. */
import { ArgumentError, lookUp, written } from '../../errors.ts';
import { isRecord, type Json } from '../../json.ts';
import type { LayerConfig } from '../../layers/layer.ts';
import { type KerasKind, kerasKinds } from './kinds.ts';

/** Settings of a layer as Keras names them. */
export type KerasConfig = Readonly<Record<string, Json>>;

/** An object as Keras writes it. */
export interface Serialized {
  /** Its class. */
  readonly name: string;
  readonly settings: KerasConfig;
}

const byClass: Readonly<Record<string, KerasKind>> = Object.fromEntries(kerasKinds.map((kind) => [kind.name, kind]));
const byKind: Readonly<Record<string, KerasKind>> = Object.fromEntries(
  kerasKinds.filter(({ implied }) => implied === undefined).map((kind) => [kind.kind, kind]),
);

/** @throws ArgumentError for what is no object of Keras */
export function serialized(value: Json | undefined, place: string): Serialized {
  const { class_name: name, config } = isRecord(value) ? value : {};
  if (typeof name === 'string' && isRecord(config)) return { name, settings: config };
  throw new ArgumentError({ what: place, expected: 'an object with class_name and config', received: written(value) });
}

/** The entry for a class of Keras. @throws ArgumentError that lists those there are */
export function kindOfClass(name: string, place: string): KerasKind {
  return lookUp(byClass, name, `${place}: layer of Keras`);
}

/** The entry for a kind of layer here. @throws ArgumentError that lists those there are */
export function kindOfLayer(kind: string, place: string): KerasKind {
  return lookUp(byKind, kind, `${place}: a layer that Keras has too`);
}

/**
 * The layer's configuration here, kind included.
 * @throws ArgumentError that names the setting which there is not here
 */
export function fromKerasConfig(kind: KerasKind, config: KerasConfig, place: string): LayerConfig {
  for (const { keras, values } of kind.demands ?? []) {
    if (!Object.hasOwn(config, keras) || values.some((value) => sameJson(value, config[keras]))) continue;
    throw unsupported(place, keras, values.map(written).join(' or '), config[keras]);
  }
  const settings = (kind.settings ?? []).flatMap(({ ours, keras, read = (value: Json) => value }) => {
    if (!Object.hasOwn(config, keras)) return [];
    const value = read(config[keras]);
    if (value === undefined) throw unsupported(place, keras, 'one that tslate has too', config[keras]);
    return [[ours, value] as const];
  });
  return { kind: kind.kind, ...kind.implied, ...Object.fromEntries(settings), ...wrapped(kind, config, place) };
}

function wrapped({ wraps }: KerasKind, config: KerasConfig, place: string): LayerConfig {
  if (wraps === undefined) return {};
  const { name, settings } = serialized(config['layer'], place);
  return { layer: fromKerasConfig(kindOfClass(name, place), settings, `${place}: layer`) };
}

/**
 * The layer's settings in TensorFlow.js.
 * @throws ArgumentError that names the setting which there is not
 */
export function toTfjsConfig(kind: KerasKind, config: LayerConfig, place: string): KerasConfig {
  if (kind.notInTfjs !== undefined) {
    const received = `${kind.kind}: ${kind.notInTfjs}`;
    throw new ArgumentError({ what: place, expected: 'a layer that TensorFlow.js has', received, hint: 'use toOnnx' });
  }
  const demanded = (kind.demands ?? []).map(({ keras, values, ours }) => {
    if (ours !== undefined && Object.hasOwn(config, ours) && !sameJson(config[ours], values[0])) {
      throw unsupported(place, ours, written(values[0]), config[ours]);
    }
    return [keras, values[0]] as const;
  });
  const settings = (kind.settings ?? []).flatMap(({ ours, keras, write = (value: Json) => value }) => {
    if (!Object.hasOwn(config, ours)) return [];
    const value = write(config[ours]);
    if (value === undefined) throw unsupported(place, ours, 'one that TensorFlow.js has too', config[ours]);
    return [[keras, value] as const];
  });
  return Object.fromEntries([...settings, ...demanded]);
}

function sameJson(a: Json, b: Json): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function unsupported(place: string, setting: string, expected: string, received: Json): ArgumentError {
  return new ArgumentError({ what: `${place}: ${setting}`, expected, received: written(received) });
}
