/** What outputs say: texts in streams, and in the bundles of what is shown. */
import { stripVTControlCharacters } from 'node:util';
import { joinLines, type Output } from 'tslate/kernel';

/** MIME type → value: what one output shows, in several forms. */
export type MimeBundle = Extract<Output, { output_type: 'display_data' }>['data'];

/** One value of a bundle as text; undefined where it is missing or is JSON. */
export function textIn(data: MimeBundle, mime: string): string | undefined {
  const value = data[mime];
  if (typeof value === 'string') return value;
  return Array.isArray(value) && value.every((line) => typeof line === 'string') ? value.join('') : undefined;
}

/** The bundle that an output shows; undefined for streams and errors. */
export const bundleOf = (output: Output): MimeBundle | undefined =>
  output.output_type === 'display_data' || output.output_type === 'execute_result' ? output.data : undefined;

/** What was written to a stream. */
export const streamText = (outputs: readonly Output[], name: 'stdout' | 'stderr'): string =>
  outputs
    .flatMap((output) => (output.output_type === 'stream' && output.name === name ? [joinLines(output.text)] : []))
    .join('');

/** All that a cell says in plain text, without colours: stdout, and the text/plain of what it shows. */
export function plainText(outputs: readonly Output[]): string {
  const parts = outputs.flatMap((output) => {
    if (output.output_type === 'stream') return output.name === 'stdout' ? [joinLines(output.text)] : [];
    const bundle = bundleOf(output);
    const text = bundle === undefined ? undefined : textIn(bundle, 'text/plain');
    return text === undefined ? [] : [`${text}\n`];
  });
  return stripVTControlCharacters(parts.join('')).trimEnd();
}
