/** What a test asks of the answer to one cell. */
import { readObject } from '../../../kernel/protocol/json.ts';
import { type Answer } from './kernel.ts';

/** The text of the result. */
export function resultOf(answer: Answer): unknown {
  return resultBundle(answer)?.['text/plain'];
}

/** All MIME types of the result. */
export function resultBundle({ broadcasts }: Answer): Readonly<Record<string, unknown>> | undefined {
  const content = broadcasts.find(({ name }) => name === 'execute_result')?.content;
  return content && readObject(content, 'data');
}

/** The error, its traceback as one text without colours. */
export function errorOf({ broadcasts }: Answer): { ename: string; evalue: string; traceback: string } {
  const content = broadcasts.find(({ name }) => name === 'error')?.content ?? {};
  const traceback = content['traceback'];
  return {
    ename: String(content['ename']),
    evalue: String(content['evalue']),
    traceback: (Array.isArray(traceback) ? traceback.join('\n') : '').replace(/\u001b\[\d+m/g, ''),
  };
}

/** All that came on a stream. */
export function streamOf({ broadcasts }: Answer, stream: 'stdout' | 'stderr'): string {
  return broadcasts
    .flatMap(({ name, content }) => (name === 'stream' && content['name'] === stream ? [String(content['text'])] : []))
    .join('');
}

/** The bundles that were displayed, with the id of the display and whether it was updated. */
export function displaysOf({
  broadcasts,
}: Answer): { readonly name: string; readonly data: Readonly<Record<string, unknown>>; readonly id: unknown }[] {
  return broadcasts
    .filter(({ name }) => name.includes('display_data'))
    .map(({ name, content }) => ({
      name,
      data: readObject(content, 'data'),
      id: readObject(content, 'transient')['display_id'],
    }));
}
