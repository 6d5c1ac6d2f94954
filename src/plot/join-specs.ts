/** Joins charts of one kind into one specification in which a number chooses what is shown. */
import { isRecord, type Json, type JsonObject } from '../json.ts';

/** The name of the number that chooses. */
export const frameName = 'frame';

/**
 * A layered specification of which the layers of one chart are shown at a time; the charts are `alike`. A layer that is the
 * same in all is there once; of layers that differ in their data alone the rows carry the number of their chart, and a filter
 * chooses.
 */
export function joinSpecs(specs: readonly JsonObject[]): JsonObject {
  const bodies = specs.map(layersOf);
  const count = Math.max(...bodies.map((layers) => layers.length));
  const places = Array.from({ length: count }, (_, place) => place);
  const most = (size: string) =>
    Math.max(...specs.map(({ [size]: own }) => (typeof own === 'number' ? own : defaultSize)));
  const layer = places.flatMap((place) => joined(bodies.map((layers) => layers[place])));
  return { width: most('width'), height: most('height'), layer };
}

const defaultSize = 300;

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

/**
 * The same charts on scales that hold all of them, so that a length or a colour means the same in each: domains of numbers as
 * wide as the widest. Colours about zero stay so, and are those of all charts where some chart has them.
 */
export function alike(specs: readonly JsonObject[]): readonly JsonObject[] {
  const common = new Map<string, NumberScale>();
  const each = (change: (path: string, scale: NumberScale) => NumberScale) =>
    specs.map((spec) =>
      Object.fromEntries(Object.entries(spec).map(([key, value]) => [key, visit(value, key, change)])),
    );
  each((path, scale) => {
    const before = common.get(path);
    common.set(path, before === undefined ? scale : union(before, scale));
    return scale;
  });
  return each((path, scale) => common.get(path) ?? scale);
}

/** A scale from numbers; its colours, where it has some, stand at even distances. */
interface NumberScale extends JsonObject {
  readonly domain: readonly number[];
}

function visit(value: Json, path: string, change: (path: string, scale: NumberScale) => NumberScale): Json {
  if (Array.isArray(value)) return value.map((item) => visit(item, path, change));
  if (!isRecord(value)) return value;
  if (isNumberScale(value)) return change(path, value);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, key === 'data' ? inner : visit(inner, `${path}/${key}`, change)]),
  );
}

function isNumberScale(value: JsonObject): value is NumberScale {
  const { domain } = value;
  return Array.isArray(domain) && domain.length > 1 && domain.every((item) => typeof item === 'number');
}

function union(a: NumberScale, b: NumberScale): NumberScale {
  const look = aboutZero(b) ? b : a;
  const ends = [...a.domain, ...b.domain];
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const bound = Math.max(-least, most);
  const [low, high] = aboutZero(look) ? [-bound, bound] : [least, most];
  const steps = look.domain.length - 1;
  return { ...look, domain: look.domain.map((_, i) => low + (i / steps) * (high - low)) };
}

/** Whether colours stand for the sign of a value. */
function aboutZero({ domain }: NumberScale): boolean {
  return domain.length > 2 && domain[0] === -domain[domain.length - 1];
}
