/** Every figure of the gallery where people read notebooks: JupyterLab, light and dark, Notebook 7, and nbconvert's HTML. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type Locator, type Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { run, type Command } from '../../kernel/jupyter/process.ts';
import { jupyterEnvironment } from '../setup/kernelspec.ts';
import { projectRoot } from '../setup/python.ts';
import { sliders } from '../src/plot/gallery-of-planes.ts';
import { gallery } from '../src/plot/gallery.ts';
import { watchedPage, type Complaints } from './browser.ts';
import { describeInLab } from './in-lab.ts';
import { type TestLab } from './lab.ts';
import { inkOf, screenshot, screenshotOfFailure } from './look.ts';
import { type TestCell, writeNotebook } from './notebook-file.ts';
import * as notebook from './notebook-page.ts';

const names = [...gallery, ...sliders].map(({ name }) => name);

const setup = `import { sliders } from '../../tests/src/plot/gallery-of-planes.ts';
import { gallery } from '../../tests/src/plot/gallery.ts';
const draw = (name: string) => [...gallery, ...sliders].find((exhibit) => exhibit.name === name)?.figure();`;

const cells: readonly TestCell[] = [
  ['code', setup],
  ...names.map((name): TestCell => ['code', `await draw('${name}')`]),
];

/** A figure in the saved notebook. */
interface SavedFigure {
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, { readonly alt?: string }>>;
}

await describeInLab('the gallery', { packages: ['notebook', 'nbconvert'] }, (opened) => {
  let lab: TestLab;
  let browser: Browser;
  let page: Page;
  let complaints: Complaints;
  let command: Command;
  const file = (): string => join(lab.root, 'gallery.ipynb');

  const cellAt = (index: number): Locator => page.locator(`${notebook.here} .jp-Notebook .jp-Cell`).nth(index);

  /** What the cell with this number shows. */
  const shownBy = (index: number): Locator =>
    cellAt(index)
      .locator('.jp-OutputArea-output')
      .locator('.vega-embed canvas, .vega-embed svg.marks, .js-plotly-plot, img')
      .first();

  /** Every figure leaves ink on the page, and a picture of itself in a folder. */
  async function expectAllDrawn(folder: string): Promise<void> {
    const target = join(projectRoot, '.tslate', 'screenshots', folder);
    mkdirSync(target, { recursive: true });
    for (const [i, name] of names.entries()) {
      const figure = shownBy(i + 1);
      await figure.waitFor({ timeout: 60_000 });
      await expect.poll(() => inkOf(figure), { timeout: 30_000, message: name }).toBeGreaterThan(0.005);
      await figure.screenshot({ path: join(target, `${name}.png`) });
    }
  }

  const savedFigures = (): readonly SavedFigure[] => {
    const saved: { cells: { outputs: SavedFigure[] }[] } = JSON.parse(readFileSync(file(), 'utf8'));
    return saved.cells.flatMap(({ outputs }) => outputs);
  };

  opened(async (open) => {
    ({ python: command, lab, browser, page, complaints } = open);
    await writeNotebook(file(), cells);
    await notebook.openNotebook(page, lab.address('gallery.ipynb'));
  });

  test('is drawn in JupyterLab, light and dark, and again after a reload', { timeout: 600_000 }, async () => {
    await notebook.runAll(page, 240_000);
    const ran = await notebook.codeCells(page);
    expect(ran.map(({ outputs }) => outputs.map(({ output_type }) => output_type))).toEqual([
      [],
      ...names.map(() => ['execute_result']),
    ]);
    await expectAllDrawn('gallery');
    await screenshot(page, 'gallery');
    await notebook.execute(page, 'docmanager:save');
    await notebook.execute(page, 'apputils:change-theme', { theme: 'JupyterLab Dark' });
    await expectAllDrawn('gallery-dark');
    await screenshot(page, 'gallery-dark');
    await notebook.execute(page, 'apputils:change-theme', { theme: 'JupyterLab Light' });
    await notebook.openNotebook(page, lab.address('gallery.ipynb'));
    await expectAllDrawn('gallery-reloaded');
    expect(complaints).toEqual({ errors: [], foreignRequests: [] });
  });

  test.each(sliders.map(({ name }) => name))(
    'shows another picture of %s when its slider is moved',
    { timeout: 120_000 },
    async (name) => {
      const index = names.indexOf(name) + 1;
      const slider = cellAt(index).locator('input[type=range]');
      await slider.waitFor({ timeout: 60_000 });
      const first = (await slider.getAttribute('min')) ?? '';
      expect(await slider.inputValue()).toBe(await slider.getAttribute('max'));
      const before = await shownBy(index).screenshot();
      await slider.fill(first);
      await expect.poll(async () => before.equals(await shownBy(index).screenshot()), { timeout: 30_000 }).toBe(false);
      expect(await inkOf(shownBy(index))).toBeGreaterThan(0.005);
      const target = join(projectRoot, '.tslate', 'screenshots', 'gallery', `${name}-moved.png`);
      await cellAt(index).screenshot({ path: target });
      expect(complaints.errors).toEqual([]);
    },
  );

  test('stays the same file when it is shown: no front end adds pictures of its own', () => {
    for (const { data } of savedFigures()) {
      expect(Object.keys(data).filter((mime) => mime.startsWith('image/'))).toHaveLength(1);
      expect(data).not.toHaveProperty('text/html');
    }
  });

  test('updates a Vega-Lite figure in its place', { timeout: 120_000 }, async () => {
    const figure = (title: string) =>
      `{ 'application/vnd.vegalite.v5+json': lines({ loss: [3, 2, 1] }, { title: '${title}' }).spec, 'text/plain': '${title}' }`;
    await writeNotebook(join(lab.root, 'update.ipynb'), [
      ['code', `import { lines } from 'tslate';\nconst shown = display(${figure('first')});`],
      ['code', `shown.update(${figure('second')});`],
    ]);
    await notebook.openNotebook(page, lab.address('update.ipynb'));
    await notebook.runCell(page, 0);
    await shownBy(0).waitFor({ timeout: 60_000 });
    const before = await shownBy(0).screenshot();
    await notebook.runCell(page, 1);
    await expect.poll(async () => before.equals(await shownBy(0).screenshot()), { timeout: 30_000 }).toBe(false);
    expect(await page.locator(`${notebook.here} .vega-embed`).count()).toBe(1);
  });

  test("has Plotly figures that plotly.js's own validator finds nothing wrong with", async () => {
    const blank = await browser.newPage();
    await blank.addScriptTag({ path: join(projectRoot, 'node_modules', 'plotly.js-dist-min', 'plotly.min.js') });
    const figures = savedFigures().flatMap(({ data }) => data['application/vnd.plotly.v1+json'] ?? []);
    for (const figure of figures) {
      const faults = await blank.evaluate((json) => {
        const { data, layout } = Object(json);
        return Object(window).Plotly.validate(data, layout) ?? [];
      }, figure);
      expect(faults).toEqual([]);
    }
    await blank.close();
  });

  test.each([
    ['', []],
    [', HTML cleaned', ['--HTMLExporter.sanitize_html=True']],
    [', all outputs cleaned', ['--HTMLExporter.preprocessors=nbconvert.preprocessors.sanitize.SanitizeHTML']],
  ])('is a page of images with their words after nbconvert%s', { timeout: 180_000 }, async (kind, options) => {
    const name = `converted${kind.replaceAll(/\W+/g, '-')}`;
    const convert = ['-m', 'nbconvert', '--to', 'html', '--template', 'tslate', ...options, '--output', name, file()];
    const answer = await run([...command, ...convert], [], { timeout: 120_000, env: jupyterEnvironment(lab.home) });
    expect(answer?.status, answer?.stderr).toBe(0);
    const { page: reader } = await watchedPage(browser, 'en');
    await reader.goto(pathToFileURL(join(lab.root, `${name}.html`)).href, { waitUntil: 'domcontentloaded' });
    const images = await reader
      .locator('.jp-OutputArea-output img')
      .evaluateAll((found) =>
        found.flatMap((image) =>
          image instanceof HTMLImageElement
            ? [{ alt: image.alt, drawn: image.naturalWidth > 50 && image.width > 50 }]
            : [],
        ),
      );
    const words = savedFigures().map(({ metadata }) => metadata['image/png']?.alt);
    expect(images).toEqual(words.map((alt) => ({ alt, drawn: true })));
    await reader.screenshot({ path: join(projectRoot, '.tslate', 'screenshots', `${name}.png`), fullPage: true });
    await reader.close();
  });

  test('is drawn in Notebook 7', { timeout: 180_000 }, async (context) => {
    const { page: reader, complaints: there } = await watchedPage(browser, 'en');
    context.onTestFailed(() => screenshotOfFailure(reader, 'gallery-notebook-7'));
    await reader.goto(lab.address('gallery.ipynb').replace('/lab/tree/', '/notebooks/'));
    for (const index of [1, 2, names.length]) {
      const figure = reader
        .locator('.jp-Notebook .jp-Cell')
        .nth(index)
        .locator('.vega-embed canvas, .vega-embed svg.marks, .js-plotly-plot, .jp-OutputArea-output img')
        .first();
      await figure.waitFor({ timeout: 60_000 });
      await expect.poll(() => inkOf(figure), { timeout: 30_000 }).toBeGreaterThan(0.005);
    }
    await reader.screenshot({ path: join(projectRoot, '.tslate', 'screenshots', 'gallery-notebook-7.png') });
    expect(there.foreignRequests).toEqual([]);
    // Notebook 7 complains of its own commands where it is served beside JupyterLab.
    expect(there.errors.filter((error) => !error.includes('notebook_core'))).toEqual([]);
    await reader.close();
  });
});
