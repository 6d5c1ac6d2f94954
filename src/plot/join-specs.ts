/** Joins charts of one kind into one specification in which a number chooses what is shown. */
import { isRecord, type Json, type JsonObject } from '../json.ts';

/** The name of the number that chooses. */
export const frameName = 'frame';

/**
 * A layered specification of which the layers of one chart are shown at a time. Axes reach as far as the widest of all charts;
 * a layer that is the same in all is there once; of layers that differ in their data alone the rows carry the number of their
 * chart, and a filter chooses.
 */
export function joinSpecs(specs: readonly JsonObject[]): JsonObject {
  const bodies = alike(specs.map(layersOf));
  const count = Math.max(...bodies.map((layers) => layers.length));
  const [{ width = 300, height = 300 }] = specs;
  const places = Array.from({ length: count }, (_, place) => place);
  return { width, height, layer: places.flatMap((place) => joined(bodies.map((layers) => layers[place]))) };
}

/** The layers of a chart, each with its data. */
function layersOf(spec: JsonObject): readonly JsonObject[] {
  const own = Array.isArray(spec['layer']) ? spec['layer'].filter(isRecord) : [unit(spec)];
  const { data } = spec;
  return own.map((layer) => (layer['data'] === undefined && data !== undefined ? { data, ...layer } : layer));
}

function unit({ data, transform, mark, encoding }: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries({ data, transform, mark, encoding }).filter(([, value]) => value !== undefined),
  );
}

/** The layers of all charts that have the same place. */
function joined(layers: readonly (JsonObject | undefined)[]): readonly JsonObject[] {
  const [first] = layers;
  if (first !== undefined && layers.every((layer) => same(layer, first))) return [first];
  const apart = new Map<string, { readonly layer: JsonObject; readonly rows: Json[] }>();
  layers.forEach((layer, frame) => {
    if (layer === undefined) return;
    const { data, ...look } = layer;
    const values = isRecord(data) && Array.isArray(data['values']) ? data['values'] : [];
    const key = JSON.stringify(look);
    const group = apart.get(key) ?? { layer: look, rows: [] };
    apart.set(key, group);
    group.rows.push(...values.filter(isRecord).map((row) => ({ ...row, frame })));
  });
  return Array.from(apart.values(), ({ layer, rows }) => {
    const transform = Array.isArray(layer['transform']) ? layer['transform'] : [];
    return { ...layer, data: { values: rows }, transform: [{ filter: `datum.frame === ${frameName}` }, ...transform] };
  });
}

function same(a: Json | undefined, b: Json): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The same layers with the domains of numbers as wide as the widest among them. */
function alike(bodies: readonly (readonly JsonObject[])[]): readonly (readonly JsonObject[])[] {
  const widest = new Map<string, readonly [number, number]>();
  const visit = (
    value: Json,
    path: string,
    change: (path: string, domain: readonly [number, number]) => Json,
  ): Json => {
    if (Array.isArray(value))
      return isDomain(value) && path.endsWith('/domain')
        ? change(path, value)
        : value.map((item) => visit(item, path, change));
    if (!isRecord(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        key === 'data' ? inner : visit(inner, `${path}/${key}`, change),
      ]),
    );
  };
  const each = (change: (path: string, domain: readonly [number, number]) => Json) =>
    bodies.map((layers) => layers.map((layer) => visit(layer, '', change)).filter(isRecord));
  each((path, [low, high]) => {
    const [least, most] = widest.get(path) ?? [low, high];
    widest.set(path, [Math.min(least, low), Math.max(most, high)]);
    return null;
  });
  return each((path, domain) => [...(widest.get(path) ?? domain)]);
}

function isDomain(value: readonly Json[]): value is readonly [number, number] {
  return value.length === 2 && value.every((item) => typeof item === 'number');
}
