/** What a value looks like to a reader: one picture of it per MIME type, and the symbol under which it keeps them. */
import type { Json, JsonObject } from '../json.ts';

/** The same thing in several forms, keyed by MIME type; the front end shows the richest that it knows. */
export type MimeBundle = Readonly<Record<string, Json>>;

/** Hints to the front end, keyed by MIME type: `{ 'image/png': { width, height, alt } }`. */
export type MimeMetadata = Readonly<Record<string, JsonObject>>;

/** The method under which a value answers with its MIME bundle; the convention comes from Deno's kernel. */
export const displaySymbol: unique symbol = Symbol.for('Jupyter.display');

/** The property under which a value keeps the metadata that belongs to its bundle. */
export const metadataSymbol: unique symbol = Symbol.for('Jupyter.metadata');

/** A value that knows how to show itself in a notebook. */
export interface Displayable {
  [displaySymbol](): MimeBundle | Promise<MimeBundle>;
  readonly [metadataSymbol]?: MimeMetadata;
}

/** Tells whether a value brings its own MIME bundle. */
export function isDisplayable(value: unknown): value is Displayable {
  if ((typeof value !== 'object' || value === null) && typeof value !== 'function') return false;
  return displaySymbol in value && typeof value[displaySymbol] === 'function';
}

/**
 * Makes a displayable of a fixed bundle, e.g. `displayable({ 'text/html': '<b>6</b>', 'text/plain': '6' })`.
 * @param metadata hints to the front end by MIME type, none by default
 */
export function displayable(bundle: MimeBundle, metadata?: MimeMetadata): Displayable {
  return { [displaySymbol]: () => bundle, ...(metadata && { [metadataSymbol]: metadata }) };
}

/** Escapes text so that it can stand in HTML or SVG, inside an element or a quoted attribute. */
export function escapeMarkup(value: string): string {
  const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return value.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}
