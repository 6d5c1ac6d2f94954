/** Controls and questions in a real JupyterLab with the standard ipywidgets front end: moved and typed as a user would. */
import { join } from 'node:path';
import { type Locator, type Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { type Complaints } from './browser.ts';
import { describeInLab } from './in-lab.ts';
import { type TestLab } from './lab.ts';
import { screenshot } from './look.ts';
import { writeNotebook } from './notebook-file.ts';
import * as notebook from './notebook-page.ts';

await describeInLab('widgets in JupyterLab', { packages: ['jupyterlab_widgets'] }, (opened) => {
  let lab: TestLab;
  let page: Page;
  let complaints: Complaints;

  opened(async (open) => {
    ({ lab, page, complaints } = open);
    await writeNotebook(join(lab.root, 'widgets.ipynb'), [
      ['code', "import { button, checkbox, interact, play, progress, select, slider, text } from 'tslate/widgets';"],
      [
        'code',
        'interact(',
        '  {',
        '    learningRate: slider(0.001, 1, { log: true, value: 0.01 }),',
        '    units: select([8, 16, 32]),',
        '    bias: checkbox(),',
        "    title: text('loss 损失'),",
        '    step: play(0, 100, { interval: 50 }),',
        "    again: button('Again'),",
        '  },',
        '  ({ learningRate, units, bias, title, step, again }) => {',
        '    console.log(`rate ${learningRate.toFixed(4)} units ${units} bias ${bias} title ${title} step ${step} again ${again}`);',
        '    return svg`<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><rect width="${units * 6}" height="30" fill="teal"/></svg>`;',
        '  },',
        ');',
      ],
      ['code', "const bar = progress(100, { label: 'epochs' });", 'display(bar);', 'bar.value = 40;'],
      [
        'code',
        "const name = prompt('Your name: ');",
        "const key = prompt('Key: ', { password: true });",
        '`${name} ${key.length}`',
      ],
    ]);
    await notebook.openNotebook(page, lab.address('widgets.ipynb'));
    for (const index of [0, 1, 2]) await notebook.runCell(page, index);
    await output().getByText('rate 0.0100').waitFor();
  });

  /** The output area of the cell with the controls. */
  const output = (): Locator =>
    page.locator(`${notebook.here} .jp-Notebook .jp-Cell`).nth(1).locator('.jp-Cell-outputArea');
  /** A control by its label. */
  const control = (label: string): Locator =>
    output().locator('.widget-inline-hbox', { has: page.locator(`label:text-is("${label}")`) });
  /** Wait until the function's output says this. */
  const says = (words: string): Promise<void> =>
    output().locator('.jp-OutputArea-output', { hasText: words }).first().waitFor({ timeout: 20_000 });

  test('shows the controls with their names, and the output under them', async () => {
    const file = await screenshot(page, 'widgets');
    for (const label of ['learningRate', 'units', 'title', 'step'])
      expect(await control(label).count(), `${label} in ${file}`).toBe(1);
    await says('rate 0.0100 units 8 bias false title loss 损失 step 0 again 0');
    expect(await output().locator('.jp-RenderedSVG').count(), file).toBe(1);
    expect(complaints.errors).toEqual([]);
  });

  test('runs the function anew when a slider is moved, a value chosen, a box checked, a text typed, a button pressed', async () => {
    const handle = control('learningRate').locator('.noUi-handle');
    await handle.focus();
    await page.keyboard.press('ArrowRight');
    await says('rate 0.0126 units 8');
    await control('units').locator('select').selectOption('32');
    await says('units 32 bias false');
    await output().locator('input[type=checkbox]').check();
    await says('bias true');
    await control('title').locator('input').fill('accuracy');
    await page.keyboard.press('Enter');
    await says('title accuracy');
    await output().getByRole('button', { name: 'Again' }).click();
    await says('again 1');
    // Replaced, not added to.
    expect((await output().innerText()).match(/rate /g)).toHaveLength(1);
    await screenshot(page, 'widgets-moved');
  });

  test('plays', async () => {
    await output().locator('.widget-play button').first().click();
    await page.waitForFunction(
      () => /step ([2-9]|\d\d)/.test(document.querySelector('.jupyter-widgets.widget-vbox')?.textContent ?? ''),
      undefined,
      { timeout: 30_000 },
    );
    await output().locator('.widget-play button').first().click();
  });

  test('shows progress', async () => {
    const bar = page.locator(`${notebook.here} .widget-hprogress .progress-bar`);
    expect(await bar.getAttribute('style')).toContain('width: 40%');
  });

  test('keeps the controls when the page is loaded again', async () => {
    await notebook.execute(page, 'docmanager:save');
    await notebook.openNotebook(page, lab.address('widgets.ipynb'));
    await control('units').waitFor({ timeout: 30_000 });
    await control('units').locator('select').selectOption('16');
    await says('units 16 bias true title accuracy');
  });

  test('asks in an input box, and hides a password', async () => {
    await notebook.runCell(page, 3, 'leave');
    const box = page.locator(`${notebook.here} input.jp-Stdin-input`);
    await box.waitFor({ timeout: 20_000 });
    await box.fill('Ada');
    await box.press('Enter');
    const hidden = page.locator(`${notebook.here} input.jp-Stdin-input[type=password]`);
    await hidden.waitFor({ timeout: 20_000 });
    await hidden.fill('secret');
    await screenshot(page, 'stdin');
    await hidden.press('Enter');
    await notebook.waitUntilDone(page);
    const cells = await notebook.codeCells(page);
    expect(cells[3]?.outputs.at(-1)).toMatchObject({ data: { 'text/plain': "'Ada 6'" } });
    expect(JSON.stringify(cells[3])).not.toContain('secret');
  });
});
