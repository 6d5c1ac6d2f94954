/** The options behind a cell's `// %%`: `[markdown] id="bp-dw" tags=["check:num"]`, values in JSON as jupytext writes them. */

/** Options of a cell's header line, with the kind of the cell. */
export interface CellOptions {
  readonly markdown: boolean;
  readonly values: ReadonlyMap<string, unknown>;
}

/**
 * Reads what follows `// %%`.
 *
 * @throws Error with one sentence when a value is not JSON or a key stands twice.
 */
export function parseOptions(text: string): CellOptions {
  const values = new Map<string, unknown>();
  const markdown = text.trimStart().startsWith('[markdown]');
  let rest = text.replace('[markdown]', '').trim();
  while (rest !== '') {
    const key = /^([A-Za-z][\w-]*)=/.exec(rest);
    if (key?.[1] === undefined) {
      throw new Error(`the cell's header has "${rest}" where key="value" was expected; write options as id="my-cell".`);
    }
    if (values.has(key[1])) throw new Error(`the option "${key[1]}" stands twice; keep one.`);
    const after = rest.slice(key[0].length);
    const length = jsonLength(after);
    values.set(key[1], parseJson(key[1], after.slice(0, length)));
    rest = after.slice(length).trim();
  }
  return { markdown, values };
}

/** Writes options back, in the order given: `[markdown] id="bp-dw" lang="en"`. */
export function printOptions(markdown: boolean, options: readonly (readonly [string, unknown])[]): string {
  const words = options.map(([key, value]) => `${key}=${JSON.stringify(value)?.replaceAll('","', '", "')}`);
  return [...(markdown ? ['[markdown]'] : []), ...words].join(' ');
}

function parseJson(key: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`the option ${key}=${text} is not JSON; write ${key}="…" or ${key}=["…", "…"].`);
  }
}

/** How many characters the JSON value at the start of `text` takes: up to a blank outside quotes and brackets. */
function jsonLength(text: string): number {
  let quoted = false;
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (quoted && char === '\\') i++;
    else if (char === '"') quoted = !quoted;
    else if (!quoted && (char === '[' || char === '{')) depth++;
    else if (!quoted && (char === ']' || char === '}')) depth--;
    else if (!quoted && depth === 0 && /\s/.test(char)) return i;
  }
  return text.length;
}
