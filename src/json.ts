/** Plain data: whatever survives JSON. */

/** Anything that survives JSON. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A JSON object, such as a Vega-Lite specification. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Whether a value is an object with names, as `{…}` in JSON. */
export function isRecord(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
