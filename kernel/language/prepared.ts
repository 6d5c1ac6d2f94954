/** The bundled libraries as they are parsed. To read a hundred files and to take out what is not needed is done once. */
import { isAscii } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import v8 from 'node:v8';
import ts from '#typescript';
import { bundles, lean, nodeEntry } from './bundles.ts';
import { keptFile } from './kept.ts';

/** The texts of `bundles` without documentation; kept in `folder` for the next start. */
export function preparedBundles(options: ts.CompilerOptions, folder?: string): ReadonlyMap<string, string> {
  const kept = keptFile('libraries', causes(options), folder);
  const known = readTexts(kept.read());
  if (known !== undefined) return known;
  const texts = new Map([...bundles(options)].map(([name, text]) => [name, compact(lean(text))]));
  kept.write(v8.serialize(texts));
  return texts;
}

/** What the texts follow from: the versions of the libraries and of what prepares them, and their places. */
function causes(options: ts.CompilerOptions): readonly unknown[] {
  const manifests = (options.typeRoots ?? []).map(nodeEntry).map((entry) => {
    const file = path.join(path.dirname(entry), 'package.json');
    return [file, readFileSync(file, 'utf8'), statSync(entry, { throwIfNoEntry: false })?.mtimeMs].join('\n');
  });
  const preparing = ['./prepared', './bundles', './node-modules'].map(besides).map((url) => fileURLToPath(url));
  const versions = preparing.map((file) => `${file} ${statSync(file).mtimeMs}`);
  return [ts.version, ts.getDefaultLibFilePath(options), options.lib, ...manifests, ...versions, process.version];
}

/** A source, or a built module: also where this one was bundled (`worker.cjs`), they lie beside it. */
function besides(name: string): URL {
  return new URL(name + (import.meta.url.endsWith('.ts') ? '.ts' : '.js'), import.meta.url);
}

/** V8 gives each character two bytes where a single one needs them, or the text was a part of such a text. */
function compact(text: string): string {
  const bytes = Buffer.from(text);
  return isAscii(bytes) ? bytes.toString('latin1') : text;
}

function readTexts(data: Buffer | undefined): ReadonlyMap<string, string> | undefined {
  if (data === undefined) return undefined;
  const value: unknown = v8.deserialize(data);
  return isTexts(value) ? value : undefined;
}

function isTexts(value: unknown): value is ReadonlyMap<string, string> {
  return (
    value instanceof Map &&
    [...value.entries()].every((entry: readonly unknown[]) => entry.every((part) => typeof part === 'string'))
  );
}
