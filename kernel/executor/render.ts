/** Turns values into MIME bundles: their own `Jupyter.display` method first, else `text/plain` as Node inspects them. */
import { inspect } from 'node:util';
import { isJsonObject, type JsonObject } from '../protocol/json.ts';
import { type MimeBundle } from '../protocol/messages.ts';
import { inspected } from './values/inspected.ts';
import { picture } from './values/pictures.ts';
import { recordsTable } from './values/table.ts';
import { Buffer, Error, JSON, Object, Promise, Uint8Array } from './intrinsics.ts';

/** The method that Deno's kernel made customary: it returns a MIME bundle, or a promise of one. */
export const displayMethod = Symbol.for('Jupyter.display');

const mimeType = /^[\w\-+.]+\/[\w\-+.]+$/;

/** An object with such keys alone is meant as a bundle, also where nobody said so. */
const usualType = /^(?:application|audio|image|text|video)\//;

/** Under this a value may keep metadata that belongs to its bundle, keyed by MIME type. */
const metadataProperty = Symbol.for('Jupyter.metadata');

/** What an output carries. */
export interface Rendered {
  readonly data: MimeBundle;
  readonly metadata: JsonObject;
}

/** How a value looks; a promise only when the value's own method returns one. */
export function render(value: unknown): Rendered | Promise<Rendered> {
  const method = ownDisplay(value);
  if (!method) return { data: looks(value), metadata: {} };
  const bundle = method();
  // Metadata are read afterwards: the size of a picture is known when it has been drawn.
  const finish = (data: unknown): Rendered => ({ data: checkBundle(data), metadata: ownMetadata(value) });
  return bundle instanceof Promise ? bundle.then(finish) : finish(bundle);
}

/** How a value looks that says nothing about it itself. */
function looks(value: unknown): MimeBundle {
  if (isMimeBundle(value) && Object.keys(value).every((type) => usualType.test(type))) return checkBundle(value);
  const special = value instanceof Uint8Array ? picture(value) : recordsTable(value);
  return special ?? inspected(value);
}

/** Whether a value is a plain object whose keys are all MIME types (and is therefore shown as what it contains). */
export function isMimeBundle(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => mimeType.test(key));
}

/** A bundle made fit for JSON: bytes become base64; throws a sentence when it is not a bundle. */
export function checkBundle(value: unknown): MimeBundle {
  if (!isMimeBundle(value)) {
    throw new Error(
      `a display must be an object whose keys are MIME types, for example { 'text/html': '<b>hi</b>' }; received ${inspect(value, { depth: 1 })}`,
    );
  }
  const bundle: Record<string, JsonObject[string]> = {};
  for (const [type, content] of Object.entries(value)) {
    bundle[type] = content instanceof Uint8Array ? base64(content) : toJson(content);
  }
  return bundle;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

/** What JSON makes of a value now: later changes of the value must not change what was displayed. */
function toJson(value: unknown): JsonObject[string] {
  if (typeof value === 'string') return value;
  const text: string | undefined = JSON.stringify(value);
  return text === undefined ? null : JSON.parse(text);
}

function ownMetadata(value: unknown): JsonObject {
  if (typeof value !== 'object' || value === null || !(metadataProperty in value)) return {};
  const metadata = toJson(value[metadataProperty]);
  return isJsonObject(metadata) ? metadata : {};
}

function ownDisplay(value: unknown): (() => unknown) | undefined {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined;
  if (!(displayMethod in value)) return undefined;
  const method = value[displayMethod];
  return typeof method === 'function' ? () => method.call(value) : undefined;
}
