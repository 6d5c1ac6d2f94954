import { mkdirSync, mkdtempSync, readFileSync, realpathSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';
import { packageRoot } from '../../kernel/root.ts';

describe('the built file of a program', () => {
  let root = '';
  let builtFile: (source: string) => string;
  const write = (name: string, seconds: number): void => {
    writeFileSync(join(root, 'dist', name), '');
    utimesSync(join(root, 'dist', name), seconds, seconds);
  };

  beforeEach(async () => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'tslate-root-')));
    writeFileSync(join(root, 'package.json'), '{ "name": "small", "version": "1.0.0", "type": "module" }');
    for (const name of ['root.js', 'protocol/json.js']) {
      const text = readFileSync(join(packageRoot, 'dist/kernel', name), 'utf8');
      mkdirSync(dirname(join(root, 'dist/kernel', name)), { recursive: true });
      writeFileSync(join(root, 'dist/kernel', name), text.replace(/^\/\/# sourceMappingURL.*/m, ''));
    }
    ({ builtFile } = await import(pathToFileURL(join(root, 'dist/kernel/root.js')).href));
    write('kernel/main.js', 1);
  });

  const nameOf = (file: string): string => relative(join(root, 'dist', 'kernel'), file);

  test('is its bundle', () => {
    write('kernel/main.cjs', 1);
    expect(nameOf(builtFile('kernel/main'))).toBe('main.cjs');
    write('kernel.tsbuildinfo', 1);
    expect(nameOf(builtFile('kernel/main'))).toBe('main.cjs');
  });

  test('is its module where there is no bundle, or an older one', () => {
    expect(nameOf(builtFile('kernel/main'))).toBe('main.js');
    write('kernel/main.cjs', 1);
    write('kernel.tsbuildinfo', 2);
    expect(nameOf(builtFile('kernel/main'))).toBe('main.js');
  });

  test('is asked for where there is neither', () => {
    expect(() => builtFile('kernel/other')).toThrow('build the package first');
  });
});
