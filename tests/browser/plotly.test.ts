/** Plotly figures in a real JupyterLab that has nothing but the extension which came with the kernel. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Locator, type Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { type Complaints } from './browser.ts';
import { describeInLab } from './in-lab.ts';
import { type TestLab } from './lab.ts';
import { inkOf, screenshot } from './look.ts';
import { type TestCell, writeNotebook } from './notebook-file.ts';
import * as notebook from './notebook-page.ts';

const cells: readonly TestCell[] = [
  [
    'code',
    'const figure = (title: string, y: number[]) => ({',
    "  'application/vnd.plotly.v1+json': { data: [{ type: 'scatter', y }], layout: { title: { text: title } } },",
    "  'text/plain': `a line, ${title}`,",
    '});',
  ],
  ['code', "const shown = display(figure('first', [3, 1, 2]));"],
  ['code', "shown.update(figure('second', [1, 2, 4, 8]));"],
  [
    'code',
    'const z = Array.from({ length: 20 }, (_, r) => Array.from({ length: 20 }, (_, c) => Math.hypot(r - 10, c - 10)));',
    'const path = (i: number) => ({ type: "scatter3d", mode: "markers", x: [i], y: [i], z: [z[i][i]] });',
    "const surface = { type: 'surface', z, showscale: false };",
    'display({',
    "  'application/vnd.plotly.v1+json': {",
    '    data: [surface, path(0)],',
    '    layout: { height: 320, margin: { t: 10, b: 10 } },',
    '    config: { displayModeBar: true, modeBarButtonsToRemove: ["toImage"] },',
    '    frames: [5, 10].map((i) => ({ name: `step ${i}`, data: [path(i)], traces: [1] })),',
    '  },',
    "  'text/plain': 'a bowl',",
    '});',
  ],
  ['code', "display({ 'application/vnd.plotly.v1+json': { data: 'none' }, 'text/plain': 'nothing' });"],
  ['code', "display({ 'application/vnd.plotly.v1+json': { data: [{ y: [1] }], layout: { paper_bgcolor: '#fff' } } });"],
];

await describeInLab('Plotly in JupyterLab', {}, (opened) => {
  let lab: TestLab;
  let page: Page;
  let complaints: Complaints;
  /** Requests for the library itself. */
  const libraries: string[] = [];

  const plots = (): Locator => page.locator(`${notebook.here} .jp-RenderedPlotly .js-plotly-plot`);
  const titles = (): Promise<readonly string[]> => plots().locator('.gtitle').allTextContents();

  /** The width of the first plot, once it is another one than before. */
  async function widthOtherThan(before: number): Promise<number> {
    await expect.poll(() => widthOfFirst(), { timeout: 20_000 }).not.toBe(before);
    return widthOfFirst();
  }
  const widthOfFirst = async (): Promise<number> =>
    Number(await plots().first().locator('svg.main-svg').first().getAttribute('width'));

  opened(async (open) => {
    ({ lab, page, complaints } = open);
    page.on('request', (request) => {
      if (/plotly\.min\.js/.test(request.url())) libraries.push(request.url());
    });
    await writeNotebook(join(lab.root, 'plotly.ipynb'), cells);
    await notebook.openNotebook(page, lab.address('plotly.ipynb'));
  });

  test(
    'are drawn, updated in place, fitted to the panel, and there again after a reload',
    { timeout: 300_000 },
    async () => {
      await notebook.runCell(page, 0);
      expect(libraries).toEqual([]);

      await notebook.runCell(page, 1);
      await plots().first().locator('.gtitle').waitFor({ timeout: 60_000 });
      expect(await titles()).toEqual(['first']);
      expect(await inkOf(plots().first())).toBeGreaterThan(0.01);
      await plots()
        .first()
        .evaluate((node) => node.setAttribute('data-test', 'the same element'));

      await notebook.runCell(page, 2);
      await expect.poll(titles, { timeout: 20_000 }).toEqual(['second']);
      expect(await plots().first().getAttribute('data-test')).toBe('the same element');
      expect(await page.locator('.jp-RenderedPlotly').first().getAttribute('aria-label')).toBe('a line, second');

      await notebook.runCell(page, 3);
      await plots().nth(1).locator('.gl-container canvas').first().waitFor({ timeout: 60_000 });
      expect(await inkOf(plots().nth(1))).toBeGreaterThan(0.05);
      expect(await plots().nth(1).locator('.modebar-btn').count()).toBeGreaterThan(3);
      expect(await plots().nth(1).locator('.modebar-btn[data-title^="Download"]').count()).toBe(0);

      await notebook.runCell(page, 4);
      const alert = page.locator('.jp-RenderedPlotly [role=alert]');
      expect(await alert.innerText()).toMatch(/^Plotly cannot draw this figure: expected a figure.*\nnothing$/s);

      await notebook.runCell(page, 5);
      await expect.poll(() => plots().count(), { timeout: 20_000 }).toBe(3);

      const wide = await widthOfFirst();
      await page.setViewportSize({ width: 900, height: 900 });
      expect(await widthOtherThan(wide)).toBeLessThan(wide - 200);
      await page.setViewportSize({ width: 1360, height: 900 });
      await widthOtherThan(await widthOfFirst());

      const background = (index: number) =>
        plots()
          .nth(index)
          .locator('svg.main-svg')
          .first()
          .evaluate((node) => getComputedStyle(node).backgroundColor);
      expect(await background(0)).toBe('rgb(255, 255, 255)');
      await notebook.execute(page, 'apputils:change-theme', { theme: 'JupyterLab Dark' });
      await expect.poll(() => background(0), { timeout: 30_000 }).toBe('rgba(0, 0, 0, 0)');
      expect(await background(2)).toBe('rgb(255, 255, 255)');
      await screenshot(page, 'plotly-dark');
      await notebook.execute(page, 'apputils:change-theme', { theme: 'JupyterLab Light' });
      await expect.poll(() => background(0), { timeout: 30_000 }).toBe('rgb(255, 255, 255)');
      expect(libraries).toHaveLength(1);

      await notebook.execute(page, 'docmanager:save');
      const saved: { cells: { outputs: { data: object }[] }[] } = JSON.parse(
        await readFile(join(lab.root, 'plotly.ipynb'), 'utf8'),
      );
      expect(Object.keys(saved.cells[1].outputs[0].data)).toEqual(['application/vnd.plotly.v1+json', 'text/plain']);
      expect(JSON.stringify(saved.cells[1].outputs[0].data)).not.toContain('uid');
      await notebook.openNotebook(page, lab.address('plotly.ipynb'));
      await expect.poll(() => plots().count(), { timeout: 60_000 }).toBe(3);
      expect(await titles()).toEqual(['second']);
      expect(await inkOf(plots().nth(1))).toBeGreaterThan(0.05);
      await screenshot(page, 'plotly');
      expect(complaints).toEqual({ errors: [], foreignRequests: [] });
    },
  );
});
