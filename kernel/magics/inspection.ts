/** How the answer to "what is this name?" is shown: to the client that asks, and to the reader of `name?`. */
import { type Inspection } from '../language/language.ts';

/** @param isDetailed with the source, where it is known */
export function inspectionBundle(
  found: Inspection,
  isDetailed: boolean,
): { readonly 'text/plain': string; readonly 'text/markdown': string } {
  const source = isDetailed ? found.source : undefined;
  const parts = [found.signature, plain(found.documentation), source ?? ''];
  const markdown = [fence(found.signature), found.documentation, source === undefined ? '' : fence(source)];
  return { 'text/plain': paragraphs(parts), 'text/markdown': paragraphs(markdown) };
}

function paragraphs(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}

/** Documentation for a terminal: without the marks of Markdown that stand around tags, names and examples. */
function plain(markdown: string): string {
  return markdown
    .replace(/^```.*\n?/gm, '')
    .replace(/^- \*(@\w+)\*/gm, '$1')
    .replace(/ +$/gm, '')
    .replace(/`([^`\n]+)`/g, '$1')
    .trimEnd();
}

function fence(code: string): string {
  return code === '' ? '' : `\`\`\`typescript\n${code}\n\`\`\``;
}
