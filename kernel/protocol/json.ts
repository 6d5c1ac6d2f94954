/** JSON values as they travel, and readers that take typed members out of content that others wrote. */

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** What others wrote is not what it must be. */
export class MalformedError extends TypeError {
  override readonly name = 'MalformedError';
}

/** Parses text that must be a JSON object; throws a sentence that names `what` was read. */
export function parseObject(text: string, what: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new MalformedError(`${what} must be JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isJsonObject(value)) throw new MalformedError(`${what} must be a JSON object, received ${text.slice(0, 40)}`);
  return value;
}

/** Whether a parsed JSON value is an object (its members are JSON because the whole was parsed). */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function readText(from: JsonObject, key: string, otherwise?: string): string {
  const value = from[key];
  if (typeof value === 'string') return value;
  if (otherwise !== undefined) return otherwise;
  throw new MalformedError(`the member "${key}" must be a string, received ${JSON.stringify(value) ?? 'nothing'}`);
}

export function readNumber(from: JsonObject, key: string, otherwise: number): number {
  const value = from[key];
  return typeof value === 'number' ? value : otherwise;
}

export function readFlag(from: JsonObject, key: string, otherwise: boolean): boolean {
  const value = from[key];
  return typeof value === 'boolean' ? value : otherwise;
}

export function readObject(from: JsonObject, key: string): JsonObject {
  const value = from[key];
  return isJsonObject(value) ? value : {};
}

/** The members of an object that are strings. */
export function readTexts(from: JsonObject): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const [key, value] of Object.entries(from)) if (typeof value === 'string') texts[key] = value;
  return texts;
}
