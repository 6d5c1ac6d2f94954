import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { firstPage, readerLanguage } from '../../../kernel/jupyter/reader.ts';
import { temporaryFolder } from './fake-program.ts';

describe('readerLanguage', () => {
  test('follows the first variable that names a language', () => {
    expect(readerLanguage({ LANG: 'zh_CN.UTF-8' }, 'en-US')).toBe('zh');
    expect(readerLanguage({ LC_ALL: 'de_DE.UTF-8', LANG: 'zh_CN.UTF-8' }, 'zh-CN')).toBe('en');
    expect(readerLanguage({ TSLATE_LANGUAGE: 'zh', LANG: 'en_US.UTF-8' }, 'en-US')).toBe('zh');
  });

  test("asks the system when the variables say nothing or name no language, as C.UTF-8 doesn't", () => {
    expect(readerLanguage({}, 'zh-Hans-CN')).toBe('zh');
    expect(readerLanguage({ LANG: 'C.UTF-8' }, 'zh-CN')).toBe('zh');
    expect(readerLanguage({ LANG: 'C' }, 'en-US')).toBe('en');
  });
});

describe('firstPage', () => {
  test("is the first notebook in the reader's language, else the language's folder, else the root", async () => {
    const root = await temporaryFolder();
    expect(firstPage(root, 'zh')).toBe('');
    await mkdir(join(root, 'zh'));
    expect(firstPage(root, 'zh')).toBe('zh');
    await writeFile(join(root, 'zh', '09-后来.ipynb'), '{}');
    await writeFile(join(root, 'zh', '08-修复.ipynb'), '{}');
    expect(firstPage(root, 'zh')).toBe('zh/08-修复.ipynb');
    expect(firstPage(root, 'en')).toBe('');
  });
});
