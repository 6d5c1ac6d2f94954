/** Which language the reader of the course speaks, and where the course begins in it. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export type ReaderLanguage = 'zh' | 'en';

/** Chinese when `TSLATE_LANGUAGE`, else the system's locale, is Chinese; English otherwise. */
export function readerLanguage(
  environment: NodeJS.ProcessEnv = process.env,
  system: string = new Intl.DateTimeFormat().resolvedOptions().locale,
): ReaderLanguage {
  const names = ['TSLATE_LANGUAGE', 'LC_ALL', 'LC_MESSAGES', 'LANG'];
  // C and POSIX are what a machine says that was never told a language.
  const told = names
    .map((name) => environment[name] ?? '')
    .find((value) => value !== '' && !/^(C|POSIX)\b/.test(value));
  return /^zh/i.test(told ?? system) ? 'zh' : 'en';
}

/**
 * The path to open first, relative to the served folder and with forward slashes: the first notebook of the reader's
 * language, else that language's folder, else the folder itself (an empty text).
 */
export function firstPage(root: string, language: ReaderLanguage): string {
  if (!existsSync(join(root, language))) return '';
  const [first] = readdirSync(join(root, language))
    .filter((name) => name.endsWith('.ipynb'))
    .toSorted();
  return first === undefined ? language : `${language}/${first}`;
}
