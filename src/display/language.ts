/** The reader's language: every label, note and message that a person reads is given in English and Chinese. */
import { lookUp } from '../errors.ts';

/** The languages of the course. */
export type Language = 'en' | 'zh';

/** One piece of text in every language. */
export type Bilingual = { readonly [L in Language]: string };

const languages: { readonly [L in Language]: L } = { en: 'en', zh: 'zh' };
let chosen: Language | undefined;

/** Sets the language of everything that is displayed from now on: `value` is 'en' or 'zh'. @throws ArgumentError for another */
export function setLanguage(value: Language): void {
  chosen = lookUp(languages, value, 'setLanguage');
}

/** The present language: what `setLanguage` chose, else the environment variable `TSLATE_LANGUAGE`, else English. */
export function language(): Language {
  return chosen ?? (environment('TSLATE_LANGUAGE')?.toLowerCase().startsWith('zh') ? 'zh' : 'en');
}

/**
 * Picks one of the `texts`, in the present language: `text({ en: 'epoch', zh: '轮次' })`. In Chinese, where values were put
 * in, letters and digits are set apart from characters by a space.
 */
export function text(texts: Bilingual): string {
  return language() === 'zh' ? texts.zh.replace(betweenScripts, ' ') : texts.en;
}

/** The place between a Chinese character and a letter of another script or a digit. */
const betweenScripts =
  /(?<=\p{Script=Han})(?=[\p{Script=Latin}\p{Script=Greek}\d])|(?<=[\p{Script=Latin}\p{Script=Greek}\d])(?=\p{Script=Han})/gu;

/** Joins the parts of a sentence or a list as the present language does: `; ` in English, `；` in Chinese. */
export function joined(parts: readonly string[]): string {
  return parts.join(text({ en: '; ', zh: '；' }));
}

function environment(name: string): string | undefined {
  // There is no `process` in a browser, and Deno may refuse to read its environment: English then.
  try {
    return globalThis.process?.env?.[name];
  } catch {
    return undefined;
  }
}
