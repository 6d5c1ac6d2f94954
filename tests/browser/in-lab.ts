/** Groups of tests in one real JupyterLab, each seen on one page of a real browser. */
import { type Browser, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { type Command } from '../../kernel/jupyter/process.ts';
import { type ReaderLanguage } from '../../kernel/jupyter/reader.ts';
import { testPython } from '../setup/python.ts';
import { startBrowser, testChromium, watchedPage, type Complaints } from './browser.ts';
import { startTestLab, type TestLab } from './lab.ts';
import { screenshotOfFailure } from './look.ts';

/** What the tests of a group share. */
export interface OpenLab {
  readonly python: Command;
  readonly lab: TestLab;
  readonly browser: Browser;
  readonly page: Page;
  readonly complaints: Complaints;
}

/** What a group needs. */
export interface LabOptions {
  /** Python packages besides JupyterLab. */
  readonly packages?: readonly string[];
  /** The language of JupyterLab and of the browser, English by default. */
  readonly language?: ReaderLanguage;
  /** The environment of the server and its kernels, that of the tests by default. */
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds for each test. */
  readonly timeout?: number;
}

/**
 * Tests that are skipped with the reason where Python, its packages or Chromium is missing; of each that fails there is a
 * picture.
 * @param tests declares them; `opened` takes what is done once JupyterLab runs and the page is empty
 */
export async function describeInLab(
  title: string,
  { packages = [], language = 'en', env = process.env, timeout }: LabOptions,
  tests: (opened: (prepare: (open: OpenLab) => Promise<void>) => void) => void,
): Promise<void> {
  const python = await testPython('jupyterlab', ...packages);
  const chromium = testChromium();
  const missing = 'missing' in python ? python.missing : 'missing' in chromium ? chromium.missing : undefined;
  const named = missing === undefined ? title : `${title} (${missing})`;
  describe.skipIf(missing !== undefined)(named, timeout === undefined ? {} : { timeout }, () => {
    let lab: TestLab | undefined;
    let browser: Browser | undefined;
    let page: Page | undefined;
    tests((prepare) => {
      beforeAll(async () => {
        if ('missing' in python || 'missing' in chromium) return;
        browser = await startBrowser(chromium.value);
        lab = await startTestLab(python.value, language, env);
        const watched = await watchedPage(browser, language);
        page = watched.page;
        await prepare({ python: python.value, lab, browser, ...watched });
      }, 240_000);
    });
    afterEach(async ({ task }) => {
      if (page && task.result?.state === 'fail') await screenshotOfFailure(page, `${title} ${task.name}`);
    });
    afterAll(async () => {
      await browser?.close();
      await lab?.end();
    });
  });
}
