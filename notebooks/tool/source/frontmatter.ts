/** The comment block at the top of a chapter: YAML between two `// ---`, checked key by key. */
import { LineCounter, parseDocument } from 'yaml';
import { type Bilingual, type FrontMatter, languages } from '../chapter.ts';
import { isRecord } from '../json.ts';

/** `jupyter` belongs to jupytext, which may write its settings there; this tool leaves them alone. */
const known = ['title', 'objectives', 'time', 'short', 'jupyter'];

/** A fault in the block; `line` counts from the block's first line, 0. */
export class FrontMatterError extends Error {
  readonly line: number;

  constructor(message: string, line = 0) {
    super(message);
    this.line = line;
  }
}

/**
 * Reads the block's YAML.
 *
 * @throws FrontMatterError with one sentence that says which key is wrong and how to write it.
 */
export function parseFrontMatter(yaml: string): FrontMatter {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  const [error] = document.errors;
  if (error !== undefined) {
    const reason = error.message.split(' at line')[0] ?? error.message;
    throw new FrontMatterError(`the front matter is not YAML: ${reason}.`, lines.linePos(error.pos[0]).line - 1);
  }
  const value: unknown = document.toJS();
  if (!isRecord(value))
    throw new FrontMatterError('the front matter must be "key: value" lines, with a title at least.');
  const lineOf = (key: string): number =>
    Math.max(
      0,
      yaml.split('\n').findIndex((line) => line.startsWith(`${key}:`)),
    );
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue;
    throw new FrontMatterError(
      `the front matter has an unknown key "${key}"; known are ${known.join(', ')}.`,
      lineOf(key),
    );
  }
  const { title, objectives, time, short } = value;
  if (!isBilingual(title, isText)) {
    throw new FrontMatterError(
      'the front matter needs a title in both languages: "title: { en: …, zh: … }".',
      lineOf('title'),
    );
  }
  if (
    objectives !== undefined &&
    (!isBilingual(objectives, isTexts) || objectives.en.length !== objectives.zh.length)
  ) {
    throw new FrontMatterError(
      'objectives must be two lists of equal length, under "en:" and "zh:".',
      lineOf('objectives'),
    );
  }
  if (time !== undefined && !isTime(time)) {
    throw new FrontMatterError('time must be minutes: "time: { teach: 60, exercise: 45 }".', lineOf('time'));
  }
  if (short !== undefined && short !== true) {
    throw new FrontMatterError('short is either true or not there.', lineOf('short'));
  }
  return {
    title,
    ...(short && { short }),
    ...(objectives === undefined ? {} : { objectives }),
    ...(time === undefined ? {} : { time }),
  };
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText);

const isMinutes = (value: unknown): value is number => typeof value === 'number' && value >= 0;

const isTime = (value: unknown): value is { teach: number; exercise: number } =>
  isRecord(value) && isMinutes(value['teach']) && isMinutes(value['exercise']) && Object.keys(value).length === 2;

function isBilingual<T>(value: unknown, isPart: (part: unknown) => part is T): value is Bilingual<T> {
  return (
    isRecord(value) && Object.keys(value).length === languages.length && languages.every((key) => isPart(value[key]))
  );
}
