/** Results that a notebook publishes: shown to the reader, and collected by the course tool. */
import { termed } from '../display/names.ts';
import { displayable, type Displayable, escapeMarkup } from '../display/mime.ts';
import type { Json } from '../json.ts';

/** The type under which tools find them. */
export const resultsType = 'application/vnd.tslate.results+json';

/**
 * Shows named `values` as a small table, and publishes them: `results({ accuracy: 0.93, dataset: 'MNIST' })`.
 * Numbers from 0 to 1 under the name `accuracy` are shown in percent.
 */
export function results(values: Readonly<Record<string, number | string>>): Displayable {
  const shown = Object.entries(values).map(([name, value]) => [termed(name), write(name, value)] as const);
  const rows = shown.map(
    ([name, value]) => `<tr><th scope="row">${escapeMarkup(name)}</th><td>${escapeMarkup(value)}</td></tr>`,
  );
  const json: Record<string, Json> = { ...values };
  return displayable({
    [resultsType]: json,
    'text/html': `<table>${rows.join('')}</table>`,
    'text/plain': shown.map(([name, value]) => `${name}: ${value}`).join('\n'),
  });
}

function write(name: string, value: number | string): string {
  if (typeof value === 'string') return value;
  if (/accuracy$/i.test(name) && value >= 0 && value <= 1) return `${(100 * value).toFixed(2)} %`;
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(5)));
}
