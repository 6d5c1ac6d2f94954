import path from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { bundles } from '../../../kernel/language/bundles.ts';
import { NotebookFiles } from '../../../kernel/language/files.ts';
import { compilerOptions } from '../../../kernel/language/options.ts';

test('the standard library is one text, and the files that went into it are empty', () => {
  const options = compilerOptions(import.meta.dirname);
  const texts = bundles(options);
  const library = path.dirname(ts.getDefaultLibFilePath(options));
  const whole = texts.get(path.join(library, 'lib.esnext.d.ts')) ?? '';
  expect(whole).toContain('interface Array<T>');
  expect(whole).not.toMatch(/^\/\/\/ <reference lib/m);
  expect(texts.get(path.join(library, 'lib.es5.d.ts'))).toBe('');
});

test('a program of the bundled libraries has few files and no errors in their global types', () => {
  const files = new NotebookFiles(import.meta.dirname, '');
  const name = files.setDraft(
    'export const all = [Buffer.from(""), new URL("a:b"), fetch, [1].toSorted(), process.argv];',
    'ts',
  );
  const program = ts.createLanguageService(files).getProgram();
  const file = program?.getSourceFile(name);
  expect(program?.getSemanticDiagnostics(file)).toEqual([]);
  expect(program?.getGlobalDiagnostics()).toEqual([]);
  const own = program?.getSourceFiles().filter(({ fileName }) => /\/(?:typescript|@types\/node)\//.test(fileName));
  expect(own?.length).toBeLessThan(20);
});
