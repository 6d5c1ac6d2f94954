/** The first hour of a new user in JupyterLab, from the launcher to the debugger; each step leaves a picture in `.tslate/screenshots`. */
import { type Browser, type Locator, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testPython } from '../setup/python.ts';
import { startBrowser, testChromium, watchedPage, type Complaints } from './browser.ts';
import { startTestLab, type TestLab } from './lab.ts';
import { screenshotOfFailure, windowShot } from './look.ts';
import * as notebook from './notebook-page.ts';

const python = await testPython('jupyterlab', 'jupyterlab_widgets');
const chromium = testChromium();
const missing = 'missing' in python ? python.missing : 'missing' in chromium ? chromium.missing : undefined;

describe.skipIf(missing !== undefined)(
  `a new user in JupyterLab${missing === undefined ? '' : ` (${missing})`}`,
  { timeout: 180_000 },
  () => {
    let lab: TestLab;
    let browser: Browser;
    let page: Page;
    let complaints: Complaints;
    /** When the page last heard from the kernel. */
    let heard = 0;

    /** JupyterLab asks about debugging several times when the debugger starts, and forgets what is clicked before it is done. */
    async function quiet(): Promise<void> {
      while (performance.now() - heard < 2_000) await page.waitForTimeout(200);
    }

    beforeAll(async () => {
      if ('missing' in python || 'missing' in chromium) return;
      browser = await startBrowser(chromium.value);
      lab = await startTestLab(python.value, 'en');
      ({ page, complaints } = await watchedPage(browser, 'en'));
      page.on('websocket', (socket) => socket.on('framereceived', () => (heard = performance.now())));
      await page.goto(lab.address('').replace('/lab/tree/', '/lab'));
    }, 180_000);
    afterAll(async () => {
      await browser?.close();
      await lab?.end();
    });

    /** A step of the tour: a test whose picture is taken when it fails. */
    const step = (name: string, body: () => Promise<void>): void => {
      test(name, async ({ onTestFailed }) => {
        onTestFailed(() => screenshotOfFailure(page, `new-user ${name}`));
        await body();
      });
    };

    /** Type a cell as a user does and run it with Shift-Enter; gives the cell. */
    async function enter(...lines: readonly string[]): Promise<Locator> {
      const count = await page.locator(`${notebook.here} .jp-Notebook .jp-Cell`).count();
      const cell = page.locator(`${notebook.here} .jp-Notebook .jp-Cell`).nth(count - 1);
      await cell.locator('.cm-content').click();
      // Pasted, since the editor closes brackets by itself while one types.
      await page.keyboard.insertText(lines.join('\n'));
      await page.keyboard.press('Shift+Enter');
      return cell;
    }

    /** What a cell shows in the end. */
    async function shown(cell: Locator): Promise<string> {
      await notebook.waitUntilDone(page);
      return (await cell.locator('.jp-OutputArea').innerText()).trim();
    }

    step('finds the kernel in the launcher', async () => {
      const tile = page.locator('.jp-LauncherCard[data-category="Notebook"]', { hasText: 'TypeScript' });
      await tile.waitFor({ timeout: 60_000 });
      const logo = tile.locator('img');
      expect(await logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
      await windowShot(page, 'new-user-01-launcher');
      await tile.click();
      await page.locator(`${notebook.here} .jp-Notebook .jp-Cell`).first().waitFor({ timeout: 60_000 });
      await notebook.waitForStatus(page, 'idle');
    });

    step('runs cells: a value, output, a table, an image of text', async () => {
      expect(await shown(await enter("const greeting = 'Hello, 你好 🎉';", 'greeting.length'))).toContain('12');
      expect(await shown(await enter('for (const word of greeting.split(" ")) console.log(word);'))).toContain('你好');
      const people = await enter(
        'interface Person { name: string; age: number }',
        "const people: Person[] = [{ name: 'Ada', age: 36 }, { name: 'Grace', age: 85 }];",
        'people',
      );
      expect(await shown(people)).toMatch(/name\s+age/);
      expect(await shown(await enter('new Map(people.map((person) => [person.name, person]))'))).toContain('Map(2)');
      await windowShot(page, 'new-user-02-run');
    });

    step('reads what the type checker says', async () => {
      const cell = await enter('const total: number = people.map((person) => person.nam).length;');
      expect(await shown(cell)).toMatch(/nam.*Did you mean.*name/s);
      const twice = await enter("const age: number = 'old';", 'people.lenght');
      expect(await shown(twice)).toContain("Type 'string' is not assignable to type 'number'");
      await windowShot(page, 'new-user-03-type-error');
    });

    step('reads a traceback through two cells', async () => {
      await enter(
        '/** The mean of some numbers. */',
        'function mean(values: readonly number[]): number {',
        "  if (values.length === 0) throw new RangeError('the mean of nothing');",
        '  return values.reduce((sum, value) => sum + value) / values.length;',
        '}',
      );
      const cell = await enter(
        'const ages = people.filter(({ age }) => age > 99);',
        'mean(ages.map(({ age }) => age))',
      );
      const text = await shown(cell);
      expect(text).toMatch(/RangeError.*the mean of nothing/);
      expect(text).toMatch(/mean/);
      await windowShot(page, 'new-user-04-traceback');
    });

    step('completes a member of a variable of another cell', async () => {
      await enter('people[0]!.age + 1');
      await notebook.waitUntilDone(page);
      await page.keyboard.type('people[0]!.');
      await page.keyboard.press('Tab');
      const items = page.locator('.jp-Completer:visible .jp-Completer-item .jp-Completer-match');
      await items.first().waitFor({ timeout: 20_000 });
      await page.waitForTimeout(500);
      await windowShot(page, 'new-user-05-complete-members');
      expect(await items.allTextContents()).toEqual(expect.arrayContaining(['age', 'name']));
      await page.keyboard.press('Escape');
    });

    step('completes a method of an array and sees its documentation', async () => {
      await clear();
      await page.keyboard.type('people.fi');
      await page.keyboard.press('Tab');
      const items = page.locator('.jp-Completer:visible .jp-Completer-item');
      await items.first().waitFor({ timeout: 20_000 });
      await page.waitForTimeout(1_500);
      await windowShot(page, 'new-user-06-complete-methods');
      expect(await items.locator('.jp-Completer-match').allTextContents()).toEqual(
        expect.arrayContaining(['filter', 'find', 'findIndex']),
      );
      await page.keyboard.press('Escape');
    });

    step('inspects a function with Shift-Tab', async () => {
      await clear();
      await page.keyboard.type('mean');
      await page.keyboard.press('Shift+Tab');
      const tooltip = page.locator('.jp-Tooltip');
      await tooltip.waitFor({ timeout: 20_000 });
      await page.waitForTimeout(500);
      await windowShot(page, 'new-user-07-inspect');
      expect(await tooltip.innerText()).toContain('The mean of some numbers.');
      await page.keyboard.press('Escape');
      await clear();
      await page.keyboard.type('people.filter');
      await page.keyboard.press('Shift+Tab');
      await tooltip.waitFor({ timeout: 20_000 });
      await page.waitForTimeout(500);
      await windowShot(page, 'new-user-08-inspect-library');
      await page.keyboard.press('Escape');
      await clear();
    });

    step('stops an endless loop, and keeps the variables', async () => {
      const cell = await enter('let rounds = 0;', 'while (true) rounds++;');
      await notebook.waitForStatus(page, 'busy');
      await page.waitForTimeout(500);
      await notebook.pressToolbarButton(page, 'interrupt');
      expect(await shown(cell)).toContain('KeyboardInterrupt');
      expect(await shown(await enter('rounds > 1000'))).toContain('true');
      await windowShot(page, 'new-user-09-stop');
    });

    step('calls process.exit, which ends the cell only; crashes, and is told what is gone', async () => {
      expect(await shown(await enter('process.exit(3)'))).toContain('the kernel and its variables stay');
      expect(await shown(await enter('people.length'))).toContain('2');
      const crash = await shown(await enter('process.abort()'));
      const lost = await shown(await enter('people'));
      await windowShot(page, 'new-user-10-crash');
      expect(crash).toContain('all variables are gone');
      expect(lost).toMatch(/Cannot find name 'people'. It was defined in cell \[\d+\]: run that cell again/);
    });

    step('restarts the kernel, and the variables are gone', async () => {
      await notebook.pressToolbarButton(page, 'restart');
      await page.waitForTimeout(300);
      await windowShot(page, 'new-user-11-restart-dialog');
      await notebook.acceptDialog(page);
      await notebook.waitForStatus(page, 'idle');
      const cell = await enter('greeting');
      expect(await shown(cell)).toContain("Cannot find name 'greeting'");
      await windowShot(page, 'new-user-12-restarted');
    });

    step('renames a variable and is told where the old name stands', async () => {
      await enter('const rate = 0.1;');
      await enter('const steps = [1, 2, 3].map((step) => step * rate);', 'steps');
      await notebook.waitUntilDone(page);
      const cells = page.locator(`${notebook.here} .jp-Notebook .jp-Cell`);
      const first = (await cells.count()) - 3;
      await cells.nth(first).locator('.cm-content').click();
      await page.keyboard.press('Control+a');
      await page.keyboard.insertText('const learningRate = 0.2;');
      await notebook.pressToolbarButton(page, 'restart');
      await notebook.acceptDialog(page);
      await notebook.waitForStatus(page, 'idle');
      await notebook.runCell(page, first);
      await notebook.runCell(page, first + 1);
      expect(await shown(cells.nth(first + 1))).toContain("Cannot find name 'rate'");
      await windowShot(page, 'new-user-13-rename');
      await cells
        .nth(first + 1)
        .locator('.cm-content')
        .click();
      await page.keyboard.press('Control+a');
      await page.keyboard.insertText('const steps = [1, 2, 3].map((step) => step * learningRate);\nsteps');
      await notebook.runCell(page, first + 1);
      expect(await shown(cells.nth(first + 1))).toContain('0.4');
      await windowShot(page, 'new-user-14-renamed');
    });

    step('moves a slider', async () => {
      await enter("import { interact, slider } from 'tslate/widgets';");
      const cell = await enter(
        'interact({ width: slider(20, 200, { step: 20, value: 100 }) }, ({ width }) =>',
        '  html`<div style="width: ${width}px; height: 20px; background: teal"></div>`);',
      );
      await notebook.waitUntilDone(page);
      const handle = cell.locator('.noUi-handle');
      await handle.waitFor({ timeout: 30_000 });
      await handle.focus();
      for (let times = 0; times < 3; times++) await page.keyboard.press('ArrowRight');
      await cell.locator('.widget-readout', { hasText: '160' }).waitFor({ timeout: 20_000 });
      await page.waitForTimeout(1_000);
      await windowShot(page, 'new-user-15-slider');
    });

    step('breaks on an error, and looks at the variables', async () => {
      await enter(
        'function mean(values: readonly number[]): number {',
        '  const count = values.length;',
        "  if (count === 0) throw new RangeError('the mean of nothing');",
        '  return values.reduce((sum, value) => sum + value) / count;',
        '}',
      );
      await notebook.waitUntilDone(page);
      await page.locator(`${notebook.here} .jp-DebuggerBugButton`).click();
      await page.locator('.jp-DebuggerCallstack').waitFor({ timeout: 30_000 });
      await quiet();
      await page.locator('.jp-DebuggerBreakpoints jp-button.jp-PauseOnExceptions').click();
      const choice = page.locator('.lm-Menu-item', { hasText: 'uncaught' });
      await choice.waitFor({ timeout: 20_000 });
      await windowShot(page, 'new-user-16-pause-on-errors');
      await choice.click();
      await quiet();
      const cell = await enter('mean([])');
      await page.locator('.jp-DebuggerCallstack-body .jp-DebuggerCallstackFrame').first().waitFor({ timeout: 60_000 });
      const variables = page.locator('.jp-DebuggerVariables-body').first();
      await variables.getByText('count').first().waitFor({ timeout: 60_000 });
      await page.waitForTimeout(1_000);
      await windowShot(page, 'new-user-17-break-on-error');
      await notebook.execute(page, 'debugger:continue');
      expect(await shown(cell)).toContain('RangeError');
      await windowShot(page, 'new-user-18-continued');
    });

    step('meets no complaint of the page', async () => {
      expect(complaints).toEqual({ errors: [], foreignRequests: [] });
    });

    /** Empty the last cell, and put the cursor into it. */
    async function clear(): Promise<void> {
      await page.locator(`${notebook.here} .jp-Notebook .jp-Cell`).last().locator('.cm-content').click();
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Delete');
    }
  },
);
