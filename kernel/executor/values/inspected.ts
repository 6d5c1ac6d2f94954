/** How Node inspects a value, plain for text and coloured for HTML. */
import { inspect } from 'node:util';
import { type MimeBundle } from '../../protocol/messages.ts';
import { escapeHtml } from './escape.ts';

const limits = { depth: 4, maxArrayLength: 100, maxStringLength: 10_000 } as const;

/** Longer texts are not worth twice their size. */
const longestColoured = 50_000;

/** The colours of JupyterLab's editor, in its light and dark themes; elsewhere ones that can be read on both. */
const colours: Readonly<Record<string, string>> = {
  '32': 'var(--jp-mirror-editor-string-color, #2a8a2a)', // strings, symbols
  '33': 'var(--jp-mirror-editor-number-color, #a86500)', // numbers, booleans
  '35': 'var(--jp-mirror-editor-keyword-color, #a626a4)', // dates
  '31': 'var(--jp-error-color1, #c62828)', // regular expressions
  '36': 'var(--jp-mirror-editor-def-color, #0b7285)', // functions, classes, what is not shown
  '90': 'var(--jp-ui-font-color2, #808080)', // undefined, circular
};

/** `text/plain`, and for objects a coloured `text/html`. */
export function inspected(value: unknown): MimeBundle {
  const text = wellFormed(inspect(value, { ...limits, colors: false }));
  const isObject = (typeof value === 'object' && value !== null) || typeof value === 'function';
  if (!isObject || text.length > longestColoured) return { 'text/plain': text };
  const coloured = wellFormed(inspect(value, { ...limits, colors: true }));
  return { 'text/html': toHtml(coloured), 'text/plain': text };
}

/** Where JupyterLab shows plain text, in its size: HTML has wide margins there. */
const asText =
  'margin: 0; padding: 0.45em 0.6em; ' +
  'font-size: var(--jp-code-font-size, inherit); line-height: var(--jp-code-line-height, inherit)';

/** Spans for the colours of a terminal. */
function toHtml(coloured: string): string {
  const body = escapeHtml(coloured).replace(/\u001b\[(\d+)m/g, (_, code: string) => {
    if (code === '1') return '<b>'; // null
    if (code === '22') return '</b>';
    if (code === '39') return '</span>';
    const colour = colours[code];
    return colour === undefined ? '<span>' : `<span style="color: ${colour}">`;
  });
  return `<pre style="${asText}">${body}</pre>`;
}

/** Half of a surrogate pair cannot be written as UTF-8: notebooks that hold one cannot be saved. */
function wellFormed(text: string): string {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}
