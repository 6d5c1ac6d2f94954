import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectMembership } from '../../../kernel/language/projects.ts';

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'tslate-projects-')));

function members(config: string, ...files: readonly string[]): string[] {
  mkdirSync(path.join(folder, 'inner'), { recursive: true });
  writeFileSync(path.join(folder, 'tsconfig.json'), config);
  const isMember = projectMembership();
  return files.filter((file) => isMember(path.join(folder, file)));
}

test('a project has the files that its tsconfig.json names, in folders below too', () => {
  const files = ['a.ts', 'src/b.ts', 'src/deep/c.ts', 'srcs/d.ts', 'inner/e.ts'];
  expect(members('{}', ...files)).toEqual(files);
  expect(members('{ "include": ["src"] }', ...files)).toEqual(['src/b.ts', 'src/deep/c.ts']);
  expect(members('{ "include": ["./src/**/*.ts", "inner/*"] }', ...files)).toEqual([
    ...['src/b.ts', 'src/deep/c.ts', 'inner/e.ts'],
  ]);
  expect(members('{ "include": ["**/*.ts"] }', ...files)).toEqual(files);
  expect(members('// one\n{ "files": ["a.ts"], }', ...files)).toEqual(['a.ts']);
});

test('a list of other projects names no files, and a project within another may leave files to it', () => {
  expect(members('{ "files": [], "references": [{ "path": "src" }] }', 'a.ts', 'src/b.ts')).toEqual([]);
  writeFileSync(path.join(folder, 'inner', 'tsconfig.json'), '{ "include": ["own"] }');
  expect(members('{ "include": ["inner/x.ts"] }', 'inner/x.ts', 'inner/y.ts', 'inner/own/z.ts')).toEqual([
    ...['inner/x.ts', 'inner/own/z.ts'],
  ]);
});
