import { mkdtempSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bundles, lean } from '../../../kernel/language/bundles.ts';
import { compilerOptions } from '../../../kernel/language/options.ts';
import { preparedBundles } from '../../../kernel/language/prepared.ts';

const options = compilerOptions(import.meta.dirname);
const expected = new Map([...bundles(options)].map(([name, text]) => [name, lean(text)]));

test('the second start takes the texts that the first one kept', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tslate-texts-')));
  expect(preparedBundles(options, folder)).toEqual(expected);
  const [name = ''] = readdirSync(folder);
  expect(readFileSync(join(folder, name)).length).toBeLessThan(1_000_000); // one byte for a character
  expect(preparedBundles(options, folder)).toEqual(expected);
  expect(readdirSync(folder)).toEqual([name]);
});

test('other libraries are other texts, and damaged ones are prepared again', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'tslate-texts-')));
  preparedBundles(options, folder);
  const [name = ''] = readdirSync(folder);
  writeFileSync(join(folder, name), 'damaged');
  expect(preparedBundles(options, folder)).toEqual(expected);
  expect(preparedBundles({ ...options, lib: ['lib.es2020.d.ts'] }, folder)).not.toEqual(expected);
  expect(readdirSync(folder).length).toBe(2);
});

test('without a place to write to the texts are there as well', () => {
  const file = join(realpathSync(mkdtempSync(join(tmpdir(), 'tslate-texts-'))), 'file');
  writeFileSync(file, '');
  expect(preparedBundles(options, join(file, 'not-a-folder'))).toEqual(expected);
});

test.runIf(process.platform === 'linux')('a folder that cannot be made is no reason to wait', () => {
  expect(preparedBundles(options, '/proc/nobody/tslate')).toEqual(expected);
});
