/** `-p NAME VALUE` on a command line, as papermill has it: an option of two words, which Node's `parseArgs` does not know. */
import { type Json } from '../protocol/json.ts';

const options: ReadonlySet<string> = new Set(['-p', '--parameters']);

/** Takes the parameters out of the arguments; `NAME=VALUE` in one word is understood too. */
export function readParameters(args: readonly string[]): {
  readonly parameters: ReadonlyMap<string, Json>;
  readonly rest: string[];
} {
  const parameters = new Map<string, Json>();
  const rest: string[] = [];
  const words = args[Symbol.iterator]();
  for (const word of words) {
    if (!options.has(word)) {
      rest.push(word);
      continue;
    }
    const [name = '', joined] = splitOnce(words.next().value ?? '');
    const value = joined ?? words.next().value;
    if (name === '' || value === undefined) throw new Error(`${word} needs a name and a value: ${word} epochs 5`);
    parameters.set(name, jsonOrText(value));
  }
  return { parameters, rest };
}

function splitOnce(word: string): readonly [string, string | undefined] {
  const at = word.indexOf('=');
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

function jsonOrText(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
