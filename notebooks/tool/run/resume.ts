/** Remembers runs that went well, so that what has not changed since need not run again. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { joinLines, type Notebook } from 'tslate/kernel';
import { isRecord, stableJson } from '../json.ts';
import { readNotebook } from '../notebook/file.ts';
import { type RunRecord } from './record.ts';

/** The fingerprint of the package as it was built: the framework and the kernel. */
export function packageFingerprint(root: string): string {
  const hash = createHash('sha256');
  for (const folder of ['src', 'kernel'].map((name) => join(root, 'dist', name)).filter((path) => existsSync(path))) {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
    for (const file of files.sort()) hash.update(file).update(readFileSync(join(folder, file)));
  }
  return hash.digest('hex');
}

/** The fingerprint of all that the outputs of a notebook follow from. */
export function runKey(notebook: Notebook, circumstances: readonly string[]): string {
  const programs = notebook.cells.flatMap((cell) =>
    cell.cell_type === 'code' ? [[cell.id, joinLines(cell.source)]] : [],
  );
  return digest([programs, process.version, ...circumstances]);
}

/** The record of the last run, where it went well, its `key` was this one, and its outputs are still there. */
export function rememberedRun(file: string, key: string): RunRecord | undefined {
  if (!existsSync(file)) return undefined;
  const memory: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isRecord(memory) || memory['key'] !== key || !isRunRecord(memory['record'])) return undefined;
  return outputsOf(readNotebook(memory['record'].path)) === memory['outputs'] ? memory['record'] : undefined;
}

/** Remembers a run that went well. */
export function rememberRun(file: string, key: string, record: RunRecord): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, stableJson({ key, record, outputs: outputsOf(readNotebook(record.path)) }));
}

const outputsOf = (notebook: Notebook | undefined): string =>
  digest(notebook?.cells.map((cell) => (cell.cell_type === 'code' ? [cell.execution_count, cell.outputs] : [])));

const digest = (value: unknown): string =>
  createHash('sha256')
    .update(stableJson(value ?? null))
    .digest('hex');

/** This tool has written it. */
const isRunRecord = (value: unknown): value is RunRecord =>
  isRecord(value) && typeof value['path'] === 'string' && Array.isArray(value['failures']);
