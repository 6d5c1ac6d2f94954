/** Inputs kept across sessions, one file a session: kernels that run at the same time never write to the same file. */
import { appendFileSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import process from 'node:process';
import { homeFolder, makeFolder } from '../folders.ts';
import { type HistoryStore, type KeptInput, type KeptSession } from '../session/history.ts';

/** What is kept at most: sessions, bytes of all, bytes of one, characters of an input. */
const bounds = { sessions: 500, bytes: 8_000_000, session: 1_000_000, input: 100_000 } as const;

const fileName = /^(\d+)\.jsonl$/;

/**
 * Where inputs are kept: the folder that TSLATE_HISTORY names (`off` for none), else the user's state folder
 * (XDG_STATE_HOME, by default ~/.local/state; on Windows and macOS the usual place for applications). Nowhere without any.
 */
export function historyFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homeFolder() ?? '',
): string | undefined {
  const chosen = env['TSLATE_HISTORY'] ?? '';
  if (chosen !== '') return chosen === 'off' ? undefined : chosen;
  const state = env['XDG_STATE_HOME'] ?? '';
  // A relative path must be ignored (XDG base directory specification).
  if (isAbsolute(state)) return join(state, 'tslate', 'history');
  const local = env['LOCALAPPDATA'] ?? '';
  if (platform === 'win32' && local !== '') return join(local, 'tslate', 'history');
  if (home === '') return undefined;
  if (platform === 'win32') return join(home, 'AppData', 'Local', 'tslate', 'history');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'tslate', 'history');
  return join(home, '.local', 'state', 'tslate', 'history');
}

/** A store in a folder, which is made when the first input comes. Where nothing can be written, nothing is kept. */
export class HistoryFiles implements HistoryStore {
  readonly #folder: string;
  readonly #log: (line: string) => void;
  #session: number | undefined;
  #bytes = 0;

  constructor(folder: string, log: (line: string) => void) {
    this.#folder = folder;
    this.#log = log;
  }

  get session(): number {
    return this.#session ?? (this.#numbers()[0] ?? 0) + 1;
  }

  add(line: number, input: string): void {
    if (this.#bytes > bounds.session || input.length > bounds.input) return;
    const text = `${JSON.stringify([line, input])}\n`;
    try {
      this.#session ??= this.#open();
      appendFileSync(this.#file(this.#session), text, { mode: 0o600 });
      this.#bytes += Buffer.byteLength(text);
    } catch (error) {
      this.#bytes = Infinity;
      this.#log(`inputs are not kept for later sessions: ${String(error)}`);
    }
  }

  *others(): Iterable<KeptSession> {
    for (const session of this.#numbers()) {
      if (session !== this.#session) yield { session, inputs: this.read(session) };
    }
  }

  read(session: number): readonly KeptInput[] {
    let text: string;
    try {
      text = readFileSync(this.#file(session), 'utf8');
    } catch {
      return [];
    }
    return text.split('\n').flatMap(parseLine);
  }

  /** The numbers of the kept sessions, the latest first. */
  #numbers(): number[] {
    try {
      return readdirSync(this.#folder)
        .flatMap((name) => Number(fileName.exec(name)?.[1] ?? NaN))
        .filter(Number.isSafeInteger)
        .sort((a, b) => b - a);
    } catch {
      return [];
    }
  }

  /** Takes the next number that no other kernel has taken, and makes room. */
  #open(): number {
    makeFolder(this.#folder);
    const earlier = this.#numbers();
    for (let session = (earlier[0] ?? 0) + 1; ; session++) {
      try {
        // `wx` fails where the file exists: of two kernels that start now, one gets this number.
        writeFileSync(this.#file(session), '', { flag: 'wx', mode: 0o600 });
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'EEXIST') continue;
        throw error;
      }
      this.#prune(earlier);
      return session;
    }
  }

  #prune(numbers: readonly number[]): void {
    let bytes = 0;
    for (const [index, number] of numbers.entries()) {
      const file = this.#file(number);
      bytes += statSync(file, { throwIfNoEntry: false })?.size ?? 0;
      if (index >= bounds.sessions - 1 || bytes > bounds.bytes) rmSync(file, { force: true });
    }
  }

  #file(session: number): string {
    return join(this.#folder, `${session}.jsonl`);
  }
}

/** A line may be torn (its kernel was killed) or not ours. */
function parseLine(text: string): KeptInput[] {
  try {
    const value: unknown = JSON.parse(text);
    const [line, input]: unknown[] = Array.isArray(value) ? value : [];
    return typeof line === 'number' && typeof input === 'string' ? [{ line, input }] : [];
  } catch {
    return [];
  }
}
