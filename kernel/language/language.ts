/** What the session asks of a language: turn cells into scripts, and answer questions about code. Offsets are UTF-16. */

/** A message about the code of a cell, or of a local file that it imports; `line` and `column` count from 1. */
export interface Diagnostic {
  /** The local file, with its name as seen from the notebook's folder; of the cell itself, none. */
  readonly file?: { readonly name: string; readonly code: string };
  readonly severity: 'error' | 'warning';
  /** For example `TS2345`. */
  readonly code: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  /** Number of UTF-16 units marked, 0 where only a place is known. */
  readonly length: number;
}

/** The code of diagnostics about magics, which TypeScript knows nothing of. */
export const magicCode = 'magic';

/** How strictly types are checked before a cell runs: errors stop it, are only shown, or are not looked for. */
export type CheckLevel = 'error' | 'warn' | 'off';

/** A cell, ready to run as a `vm.Script` in the executor's main context. */
export interface CompiledCell {
  /** The name the cell has in stack traces, for example `cell-3.ts`. */
  readonly name: string;
  /** The script; empty when a diagnostic of severity `error` forbids running. Its line n is line n of the cell. */
  readonly javascript: string;
  /** The script's completion value is a promise of the result (the cell has top-level `await` or imports). */
  readonly isAsync: boolean;
  /** Whether the completion value is a result to show (the last statement is an expression without a `;` at its end). */
  readonly hasResult: boolean;
  /**
   * Top-level value names that the cell declares; they become properties of the global object. They stand in the order
   * in which they get their value (functions first), and the script keeps `__tslate.reached` at how many have it: after a
   * failure, `declares.slice(0, __tslate.reached)` is what the cell had declared.
   */
  readonly declares: readonly string[];
  /** Source map (version 3, JSON) from the script to the cell, for columns: lines are the same. Empty with `javascript`. */
  readonly sourceMap: string;
  readonly diagnostics: readonly Diagnostic[];
  /** `%types`: how strictly this cell and later ones are checked. */
  readonly check?: CheckLevel;
  /** `%reset`: before it runs, all that cells declared must be forgotten; then it is to be compiled once more. */
  readonly resets?: true;
}

export interface Completions {
  readonly start: number;
  readonly end: number;
  readonly items: readonly { readonly text: string; readonly kind: string; readonly signature?: string }[];
}

export interface Inspection {
  /** The declaration, for example `const x: Tensor<readonly [3]>`. */
  readonly signature: string;
  /** Documentation as Markdown, with tags (`@param`, …). */
  readonly documentation: string;
  /** The declaring source text, for detail level 1, where it is known. */
  readonly source?: string;
}

export type Completeness =
  { readonly status: 'complete' | 'invalid' | 'unknown' } | { readonly status: 'incomplete'; readonly indent: string };

/** What questions get that are still open when the language is closed. */
export class LanguageClosed extends Error {
  override readonly name = 'LanguageClosed';
}

/** Remembers the cells that ran, so that later ones see their declarations. All calls are answered in order. */
export interface Language {
  /** Checks a cell against everything declared before and turns it into a script. Declares nothing yet. */
  compile(code: string, options: { readonly name: string; readonly check: CheckLevel }): Promise<CompiledCell>;
  /**
   * The compiled cell `name` has run: from now on later cells see `declared` (all it declares, or what it had reached when
   * it failed), and what has no value at run time (types, interfaces, `declare`). Only the latest cell of a name can be
   * committed, once; an unknown name rejects.
   */
  commit(name: string, declared: readonly string[]): Promise<void>;
  complete(code: string, offset: number): Promise<Completions>;
  inspect(code: string, offset: number): Promise<Inspection | undefined>;
  isComplete(code: string): Promise<Completeness>;
  /** Forgets all cells (the executor was replaced). */
  reset(): Promise<void>;
  close(): Promise<void>;
}
