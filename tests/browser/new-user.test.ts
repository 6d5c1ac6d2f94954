/** The first hour of a new user in JupyterLab, from the launcher to the debugger; each step leaves a picture in `.tslate/screenshots`. */
import { type Locator, type Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { jupyterLab } from '../conformance/front-ends.ts';
import { type Complaints } from './browser.ts';
import { describeInLab } from './in-lab.ts';
import { type TestLab } from './lab.ts';
import { windowShot } from './look.ts';
import * as notebook from './notebook-page.ts';

await describeInLab('a new user in JupyterLab', { packages: ['jupyterlab_widgets'], timeout: 180_000 }, (opened) => {
  let lab: TestLab;
  let page: Page;
  let complaints: Complaints;
  let quiet: () => Promise<void>;

  opened(async (open) => {
    ({ lab, page, complaints } = open);
    quiet = notebook.quietOf(page);
    await page.goto(lab.address('').replace('/lab/tree/', '/lab'));
  });

  const enter = (...lines: readonly string[]) => notebook.enterCell(page, lines);
  const shown = (cell: Locator) => notebook.outputOf(page, cell);
  const clear = () => notebook.clearLastCell(page);

  test('finds the kernel in the launcher', async () => {
    const tile = page.locator('.jp-LauncherCard[data-category="Notebook"]', { hasText: 'TypeScript' });
    await tile.waitFor({ timeout: 60_000 });
    const logo = tile.locator('img');
    expect(await logo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
    await windowShot(page, 'new-user-01-launcher');
    await tile.click();
    await page.locator(`${notebook.here} .jp-Notebook .jp-Cell`).first().waitFor({ timeout: 60_000 });
    await notebook.waitForStatus(page, 'idle');
    // So that what the kernel shows is seen: see the test of the MIME types.
    expect(await notebook.renderedTypes(page)).toEqual(expect.arrayContaining([...jupyterLab.types]));
  });

  test('runs cells: a value, output, a table, an object', async () => {
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

  test('reads what the type checker says', async () => {
    const cell = await enter('const total: number = people.map((person) => person.nam).length;');
    expect(await shown(cell)).toMatch(/nam.*Did you mean.*name/s);
    const twice = await enter("const age: number = 'old';", 'people.lenght');
    expect(await shown(twice)).toContain("Type 'string' is not assignable to type 'number'");
    await windowShot(page, 'new-user-03-type-error');
  });

  test('reads a traceback through two cells', async () => {
    await enter(
      '/** The mean of some numbers. */',
      'function mean(values: readonly number[]): number {',
      "  if (values.length === 0) throw new RangeError('the mean of nothing');",
      '  return values.reduce((sum, value) => sum + value) / values.length;',
      '}',
    );
    const cell = await enter('const ages = people.filter(({ age }) => age > 99);', 'mean(ages.map(({ age }) => age))');
    expect(await shown(cell)).toMatch(/RangeError: the mean of nothing.*at mean \(cell \[7\], line 3, column \d+\)/s);
    await windowShot(page, 'new-user-04-traceback');
  });

  test('completes members of a variable of another cell, and methods', async () => {
    const items = page.locator('.jp-Completer:visible .jp-Completer-item .jp-Completer-match');
    for (const [typed, offered, picture] of [
      ['people[0]!.', ['age', 'name'], 'new-user-05-complete-members'],
      ['people.fi', ['filter', 'find', 'findIndex'], 'new-user-06-complete-methods'],
    ] as const) {
      await clear();
      await page.keyboard.type(typed);
      await page.keyboard.press('Tab');
      await items.first().waitFor({ timeout: 20_000 });
      await page.waitForTimeout(1_000);
      await windowShot(page, picture);
      expect(await items.allTextContents()).toEqual(expect.arrayContaining([...offered]));
      await page.keyboard.press('Escape');
    }
  });

  test('inspects a function of its own and one of the library with Shift-Tab', async () => {
    for (const [typed, words, picture] of [
      ['mean', 'The mean of some numbers.', 'new-user-07-inspect'],
      ['people.filter', 'Returns the elements of an array', 'new-user-08-inspect-library'],
    ] as const) {
      await clear();
      await page.keyboard.type(typed);
      await page.keyboard.press('Shift+Tab');
      const tooltip = page.locator('.jp-Tooltip', { hasText: words });
      await tooltip.waitFor({ timeout: 20_000 });
      await windowShot(page, picture);
      await page.keyboard.press('Escape');
    }
    await clear();
  });

  test('stops an endless loop, and keeps the variables', async () => {
    const cell = await enter('let rounds = 0;', 'while (true) rounds++;');
    await notebook.waitForStatus(page, 'busy');
    await page.waitForTimeout(500);
    await notebook.pressToolbarButton(page, 'interrupt');
    expect(await shown(cell)).toContain('KeyboardInterrupt');
    expect(await shown(await enter('rounds > 1000'))).toContain('true');
    await windowShot(page, 'new-user-09-stop');
  });

  test('calls process.exit, which ends the cell only; crashes, and is told what is gone', async () => {
    expect(await shown(await enter('process.exit(3)'))).toContain('the kernel and its variables stay');
    expect(await shown(await enter('people.length'))).toContain('2');
    const crash = await shown(await enter('process.abort()'));
    const lost = await shown(await enter('people'));
    await windowShot(page, 'new-user-10-crash');
    expect(crash).toContain('all variables are gone');
    expect(lost).toMatch(/Cannot find name 'people'. It was defined in cell \[\d+\]: run that cell again/);
  });

  test('restarts the kernel, and the variables are gone', async () => {
    await notebook.pressToolbarButton(page, 'restart');
    await page.waitForTimeout(300);
    await windowShot(page, 'new-user-11-restart-dialog');
    await notebook.acceptDialog(page);
    await notebook.waitForStatus(page, 'idle');
    const cell = await enter('greeting');
    expect(await shown(cell)).toContain("Cannot find name 'greeting'");
    await windowShot(page, 'new-user-12-restarted');
  });

  test('renames a variable and is told where the old name stands', async () => {
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

  test('moves a slider', async () => {
    await enter("import { interact, slider } from 'tslate/widgets';");
    const cell = await enter(
      'interact({ width: slider(20, 200, { step: 20, value: 100 }) }, ({ width }) =>',
      '  html`<div style="width: ${width}px; height: 20px; background: teal"></div>`);',
    );
    await notebook.waitUntilDone(page);
    const handle = cell.locator('.noUi-handle');
    await handle.waitFor({ timeout: 30_000 });
    await handle.focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
    await cell.locator('.widget-readout', { hasText: '160' }).waitFor({ timeout: 20_000 });
    await page.waitForTimeout(1_000);
    await windowShot(page, 'new-user-15-slider');
  });

  test('breaks on an error, and looks at the variables', async () => {
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
    await page.locator('.jp-PauseOnExceptions').click();
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

  test('meets no complaint of the page', async () => {
    expect(complaints).toEqual({ errors: [], foreignRequests: [] });
  });
});
