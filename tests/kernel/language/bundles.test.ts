import path from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { bundles, docBefore, lean, withoutDocs } from '../../../kernel/language/bundles.ts';
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
  files.needNode();
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

test('a text without documentation keeps its lines and what is deprecated, and the documentation is found by line', () => {
  const text = [
    '/**',
    ' * One.',
    ' * @deprecated Since then.',
    ' */',
    'declare const a: 1; // why',
    '  /** Two. */',
    "declare const b: '/** no */';",
    '/** Three. */ declare const c: 3;',
    '/** Four. */',
    '',
  ].join('\n');
  const plain = [
    '',
    '',
    '',
    '/** @deprecated */',
    'declare const a: 1; // why',
    '',
    "declare const b: '/** no */';",
    '/** Three. */ declare const c: 3;',
    '',
    '',
  ].join('\n');
  expect(withoutDocs(text)).toBe(plain);
  expect(docBefore(text, 4)).toBe('/**\n * One.\n * @deprecated Since then.\n */');
  expect(docBefore(text, 6)).toBe('/** Two. */');
  expect(docBefore(text, 5)).toBe(undefined);
  expect(lean(text)).toBe(plain);
  expect(lean('{\n  a: 1; // one\n  // two\n  /* three\n  // four */ b: 2;\n}')).toBe(
    '{\na: 1; // one\n\n/* three\n// four */ b: 2;\n}',
  );
  for (const whole of bundles(compilerOptions(import.meta.dirname)).values()) {
    expect(lean(whole).split('\n').length).toBe(whole.split('\n').length);
  }
});
