/** The types of what the kernel puts on the global object, for the language service; `globals.ts` defines the values. */

import { guestsAmbient } from './guests/ambient.ts';

/** Declarations without imports, so that they are global in every cell. */
export const ambient = `
interface DisplayHandle {
  /** The name under which the display can be updated. */
  readonly id: string;
  /** Shows another value in the same place. */
  update(value: unknown, options?: { readonly raw?: boolean; readonly metadata?: Readonly<Record<string, unknown>> }): void;
}
/** A value that shows itself when it is a cell's result or is handed to \`display\`. */
interface Displayable {
  readonly [mimeBundle: symbol]: () => Readonly<Record<string, unknown>>;
}
/**
 * Shows a value, or an object whose keys are MIME types, in the cell's output.
 * @param options \`id\` names the display; \`update\` replaces an earlier one of that name; \`metadata\` goes with it
 */
declare function display(value: unknown, options?: {
  readonly id?: string;
  readonly update?: boolean;
  readonly raw?: boolean;
  readonly metadata?: Readonly<Record<string, unknown>>;
}): DisplayHandle;
/** Removes the cell's outputs; with \`wait\` only when the next output comes. */
declare function clearOutput(wait?: boolean): void;
/** Makes HTML that shows itself: html\`<b>\${name}</b>\`. */
declare function html(text: string | TemplateStringsArray, ...values: unknown[]): Displayable;
/** Makes Markdown that shows itself. */
declare function markdown(text: string | TemplateStringsArray, ...values: unknown[]): Displayable;
/** Makes a LaTeX formula that shows itself. */
declare function latex(text: string | TemplateStringsArray, ...values: unknown[]): Displayable;
/** Makes an SVG picture that shows itself. */
declare function svg(text: string | TemplateStringsArray, ...values: unknown[]): Displayable;
/** Makes a picture from the bytes of a PNG, JPEG or GIF file, or the text of an SVG. */
declare function image(source: Uint8Array | string): Displayable;
/**
 * Asks the user for a line of text and waits for it.
 * @param options the answer when nothing is typed; or \`{ password: true }\` to hide what is typed
 */
declare function prompt(message?: string, options?: string | {
  readonly default?: string;
  readonly password?: boolean;
}): string;
/** Asks the user a question and waits for the answer; true for y or yes. */
declare function confirm(message?: string): boolean;
/** Proposes the text of the next cell; with \`replace\` that of this one. */
declare function setNextInput(text: string, replace?: boolean): void;
/** Shows what the kernel gives to every cell, and its magics. */
declare function help(): void;
${guestsAmbient}`;
