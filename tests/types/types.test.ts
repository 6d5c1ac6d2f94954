/** What must not compile does not, and the compiler's answer contains the sentence on the file's first line. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('must-not-compile/', import.meta.url));
const root = fileURLToPath(new URL('../../', import.meta.url));
const mistakes = readdirSync(folder).filter((name) => name.endsWith('.ts'));
const here = fileURLToPath(new URL('.', import.meta.url));
const programs = readdirSync(here).filter((name) => name.startsWith('compiles'));

/** One program for all files: the framework is read once. */
const program = ts.createProgram([...mistakes.map((name) => folder + name), ...programs.map((name) => here + name)], {
  target: ts.ScriptTarget.ES2023,
  // Without the DOM, whose declarations take longer to read than the framework.
  lib: ['lib.es2023.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  exactOptionalPropertyTypes: true,
  allowImportingTsExtensions: true,
  noEmit: true,
  skipLibCheck: true,
  types: [],
  paths: { tslate: [`${root}src/index.ts`] },
});

/** The errors of a file as text, each with its line. */
function errors(file: string): { readonly line: number; readonly text: string }[] {
  const source = program.getSourceFile(file);
  if (source === undefined) throw new Error(`${file} is not part of the program.`);
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map((diagnostic) => ({
    line: source.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line + 1,
    text: ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'),
  }));
}

describe('the compiler', () => {
  it.each(programs)('takes %s', (name) => {
    expect(errors(here + name)).toEqual([]);
  });

  it.each(mistakes)('answers %s with its sentence, and finds nothing else', (name) => {
    const [first] = readFileSync(folder + name, 'utf8').split('\n');
    const found = errors(folder + name);
    expect(found.map(({ text }) => text).join('\n')).toContain(first.replace(/^\/\/ /, ''));
    // One mistake a file: what follows on the same line is part of the same answer.
    expect(new Set(found.map(({ line }) => line)).size).toBe(1);
  });
});
