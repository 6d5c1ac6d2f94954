/** Questions about code: completion, inspection, completeness, in Jupyter's terms. */
import { type Completions, type Language } from '../language/language.ts';
import { inspectionBundle } from '../magics/inspection.ts';
import { type Replies, type Requests } from '../protocol/messages.ts';
import { toCodePoints, toUtf16 } from './code-points.ts';

export async function complete(
  language: Language,
  { code, cursor_pos }: Requests['complete_request'],
): Promise<Replies['complete_reply']> {
  const found: Completions = await language.complete(code, toUtf16(code, cursor_pos));
  const start = toCodePoints(code, found.start);
  const end = toCodePoints(code, found.end);
  const types = found.items.map(({ text, kind, signature }) => ({
    start,
    end,
    text,
    type: kind,
    ...(signature === undefined ? {} : { signature }),
  }));
  return {
    status: 'ok',
    matches: found.items.map(({ text }) => text),
    cursor_start: start,
    cursor_end: end,
    metadata: { _jupyter_types_experimental: types },
  };
}

export async function inspect(
  language: Language,
  { code, cursor_pos, detail_level }: Requests['inspect_request'],
): Promise<Replies['inspect_reply']> {
  const found = await language.inspect(code, toUtf16(code, cursor_pos));
  if (!found) return { status: 'ok', found: false, data: {}, metadata: {} };
  return { status: 'ok', found: true, data: inspectionBundle(found, detail_level > 0), metadata: {} };
}

export async function isComplete(language: Language, code: string): Promise<Replies['is_complete_reply']> {
  const found = await language.isComplete(code);
  return found.status === 'incomplete' ? { status: 'incomplete', indent: found.indent } : { status: found.status };
}
