/** The debugger in JupyterLab's own panel: a breakpoint by a click, frames, variables, a step, and on. */
import { join } from 'node:path';
import { type Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { describeInLab } from './in-lab.ts';
import { type TestLab } from './lab.ts';
import { screenshot } from './look.ts';
import { writeNotebook } from './notebook-file.ts';
import * as notebook from './notebook-page.ts';

const code = `function area(width: number, height: number): number {
  const product = width * height;
  return product;
}
area(3, 4)`;

await describeInLab('the debugger of JupyterLab', {}, (opened) => {
  let lab: TestLab;
  let page: Page;
  let quiet: () => Promise<void>;

  opened(async (open) => {
    ({ lab, page } = open);
    await writeNotebook(join(lab.root, 'debug.ipynb'), [['code', code]]);
    quiet = notebook.quietOf(page);
    await notebook.openNotebook(page, lab.address('debug.ipynb'));
    await quiet();
  });

  test('stops at a breakpoint, shows frames and variables, steps and goes on', { timeout: 240_000 }, async () => {
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
  });
});
