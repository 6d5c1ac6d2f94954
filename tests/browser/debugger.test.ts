/** The debugger in JupyterLab's own panel: a breakpoint by a click, frames, variables, a step, and on. */
import { join } from 'node:path';
import { type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testPython } from '../setup/python.ts';
import { startBrowser, testChromium, watchedPage } from './browser.ts';
import { startTestLab, type TestLab } from './lab.ts';
import { screenshot, screenshotOfFailure } from './look.ts';
import { writeNotebook } from './notebook-file.ts';
import * as notebook from './notebook-page.ts';

const python = await testPython('jupyterlab');
const chromium = testChromium();
const missing = 'missing' in python ? python.missing : 'missing' in chromium ? chromium.missing : undefined;

const code = `function area(width: number, height: number): number {
  const product = width * height;
  return product;
}
area(3, 4)`;

describe.skipIf(missing !== undefined)(
  `the debugger of JupyterLab${missing === undefined ? '' : ` (${missing})`}`,
  () => {
    let lab: TestLab;
    let browser: Browser;
    let page: Page;
    let quiet: () => Promise<void>;

    beforeAll(async () => {
      if ('missing' in python || 'missing' in chromium) return;
      browser = await startBrowser(chromium.value);
      lab = await startTestLab(python.value, 'en');
      ({ page } = await watchedPage(browser, 'en'));
      await writeNotebook(join(lab.root, 'debug.ipynb'), [['code', code]]);
      quiet = notebook.quietOf(page);
      await notebook.openNotebook(page, lab.address('debug.ipynb'));
      await quiet();
    }, 180_000);
    afterAll(async () => {
      await browser?.close();
      await lab?.end();
    });

    test(
      'stops at a breakpoint, shows frames and variables, steps and goes on',
      { timeout: 240_000 },
      async ({ onTestFailed }) => {
        onTestFailed(() => screenshotOfFailure(page, 'debugger'));
        await page.locator(`${notebook.here} .jp-DebuggerBugButton`).click();
        const gutter = page.locator(`${notebook.here} .jp-Cell .cm-breakpoint-gutter .cm-gutterElement`);
        await gutter.nth(3).waitFor({ timeout: 30_000 });
        await quiet();
        await gutter.nth(3).click();
        await page.locator('.jp-DebuggerBreakpoints-body .jp-DebuggerBreakpoint').waitFor({ timeout: 60_000 });

        await notebook.runCell(page, 0, 'leave');
        const frames = page.locator('.jp-DebuggerCallstack-body .jp-DebuggerCallstackFrame');
        await frames.first().waitFor({ timeout: 30_000 });
        expect(await frames.first().innerText()).toMatch(/area/);
        const variables = page.locator('.jp-DebuggerVariables-body').first();
        await variables.getByText('product').first().waitFor({ timeout: 60_000 });
        expect(await variables.innerText()).toMatch(/product[\s\S]*12/);
        await screenshot(page, 'debugger-stopped');

        const before = await frames.first().innerText();
        await notebook.execute(page, 'debugger:next');
        await page.waitForFunction(
          (text) => {
            const frame = document.querySelector('.jp-DebuggerCallstack-body .jp-DebuggerCallstackFrame');
            return frame !== null && frame.textContent !== text;
          },
          before.replace(/\n/g, ''),
          { timeout: 60_000 },
        );
        await notebook.execute(page, 'debugger:continue');
        await notebook.waitUntilDone(page);
        const [cell] = await notebook.codeCells(page);
        expect(cell?.outputs).toMatchObject([{ data: { 'text/plain': '12' } }]);
      },
    );
  },
);
