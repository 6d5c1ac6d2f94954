/** A training as it is watched in a real JupyterLab, and the values that it leaves: redrawn in place, stopped, still there after a reload. */
import { join } from 'node:path';
import { type Locator, type Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { type Complaints } from './browser.ts';
import { describeInLab } from './in-lab.ts';
import { type TestLab } from './lab.ts';
import { screenshot } from './look.ts';
import { type TestCell, writeNotebook } from './notebook-file.ts';
import * as notebook from './notebook-page.ts';

const cells: readonly TestCell[] = [
  [
    'code',
    "import * as t from 'tslate';",
    't.seed(1);',
    'const { x, y } = t.moons({ samples: 4000, noise: 0.2, seed: 0 });',
    'const model = t',
    "  .sequential([2], t.dense(16, { activation: 'relu' }), t.dense(2, { activation: 'softmax' }))",
    "  .compile({ optimizer: t.adam({ learningRate: 0.001 }), loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });",
    'const train = (epochs: number) =>',
    '  model.fit(x, y, { epochs, validationSplit: 0.2, seed: 1, callbacks: [t.livePlot()] });',
  ],
  ['code', 'const history = await train(1_000_000);'],
  ['code', "t.setLanguage('zh');", 'const short = await train(2);', "t.setLanguage('en');"],
  ['code', 'x'],
  ['code', 'model'],
  ['code', 'history'],
  ['code', 'await t.mnist.load({ train: 600, test: 100 })'],
];

await describeInLab(
  'live training in JupyterLab',
  { packages: ['jupyterlab_widgets'], env: { ...process.env, TSLATE_DATA: '', TSLATE_OFFLINE: '1' } },
  (opened) => {
    let lab: TestLab;
    let page: Page;
    let complaints: Complaints;

    opened(async (open) => {
      ({ lab, page, complaints } = open);
      await writeNotebook(join(lab.root, 'live.ipynb'), cells);
      await notebook.openNotebook(page, lab.address('live.ipynb'));
      await notebook.runCell(page, 0);
    });

    const output = (cell: number): Locator =>
      page.locator(`${notebook.here} .jp-Notebook .jp-Cell`).nth(cell).locator('.jp-Cell-outputArea');
    const panel = (cell: number): Locator => output(cell).locator('svg[aria-label^="loss"]');
    const stopButton = (cell: number): Locator => output(cell).getByRole('button', { name: '■ Stop training' });
    /** What the outputs of a cell hold, by MIME type. */
    const bundles = async (cell: number): Promise<readonly Readonly<Record<string, unknown>>[]> =>
      (await notebook.codeCells(page))[cell].outputs.map((held) => Object(held['data']));

    test(
      'redraws in place, without a frame in which the curves are gone, until the button is pressed',
      { timeout: 240_000 },
      async () => {
        await notebook.runCell(page, 1, 'leave');
        await panel(1).waitFor({ timeout: 60_000 });
        await stopButton(1).waitFor({ timeout: 60_000 });
        // Every frame of the page is looked at, and every redrawing counted.
        const seen = await output(1).evaluate(
          (area) =>
            new Promise<{ frames: number; empty: number; heights: number; drawings: number; milliseconds: number }>(
              (resolve) => {
                const heights = new Set<number>();
                const labels = new Set<string>();
                const start = performance.now();
                let [frames, empty] = [0, 0];
                const look = (): void => {
                  frames++;
                  const curves = area.querySelectorAll('svg[aria-label^="loss"]');
                  if (curves.length !== 1) empty++;
                  heights.add(
                    Math.round(
                      area.querySelector('[role=progressbar]')?.closest('.jp-OutputArea-output')?.clientHeight ?? 0,
                    ),
                  );
                  labels.add(area.querySelector('[role=progressbar]')?.parentElement?.textContent ?? '');
                  const milliseconds = performance.now() - start;
                  if (milliseconds < 5000) requestAnimationFrame(look);
                  else resolve({ frames, empty, heights: heights.size, drawings: labels.size, milliseconds });
                };
                look();
              },
            ),
        );
        const during = await screenshot(page, 'live-training');
        expect(seen.empty, during).toBe(0);
        expect(seen.heights, during).toBe(1);
        expect(seen.drawings, JSON.stringify(seen)).toBeGreaterThan(2);
        expect(seen.drawings, JSON.stringify(seen)).toBeLessThanOrEqual(4 * Math.ceil(seen.milliseconds / 1000) + 1);
        expect(await output(1).locator('[role=progressbar]').count(), during).toBe(1);
        expect(await output(1).innerText()).toMatch(/epoch \d+\/1000000[^]*batches\/s/);
        await stopButton(1).click();
        await notebook.waitUntilDone(page, 60_000);
        await output(1).locator('.vega-embed .marks').waitFor({ timeout: 30_000 });
        const after = await screenshot(page, 'live-training-ended');
        expect(await output(1).getByRole('button').count(), after).toBe(0);
        expect(await output(1).locator('[role=progressbar]').count(), after).toBe(0);
        const [figure, line, ...others] = await bundles(1);
        expect(others).toEqual([]);
        expect(Object.keys(figure)).toEqual(
          expect.arrayContaining(['application/vnd.vegalite.v5+json', 'image/png', 'text/plain']),
        );
        expect(figure['text/plain']).toMatch(/^Training curves: loss, accuracy over epoch\./);
        expect(line['text/plain']).toMatch(/^■ fit stopped at \d+ % · epoch \d+\/1000000 · loss/);
      },
    );

    test('speaks Chinese, and the values of the framework show themselves', { timeout: 240_000 }, async () => {
      for (const cell of [2, 3, 4, 5, 6]) await notebook.runCell(page, cell);
      await output(5).locator('.vega-embed .marks').waitFor({ timeout: 30_000 });
      const file = await screenshot(page, 'framework-values');
      expect(
        (await bundles(2)).map((data) => String(data['text/plain']).slice(0, 12)),
        file,
      ).toEqual(['训练曲线：损失、准确率随', expect.stringMatching(/^✓ fit · 第 2/)]);
      expect(await output(3).innerText(), file).toMatch(/Tensor float32 4000×2[^]*mean/);
      expect(await output(3).locator('table tbody tr').count(), file).toBe(7);
      expect(await output(4).innerText(), file).toMatch(/dense1[^]*48[^]*59 %[^]*82 parameters/);
      // The first output says that the digits are the project's own.
      const digits = (await bundles(6)).at(-1) ?? {};
      expect(String(digits['text/plain']), file).toContain('Two samples of each class');
      expect(digits['image/png'] ?? digits['image/svg+xml'], file).toBeDefined();
    });

    test('is still there when the page is loaded again', { timeout: 240_000 }, async () => {
      await notebook.execute(page, 'docmanager:save');
      await notebook.openNotebook(page, lab.address('live.ipynb'));
      for (const cell of [1, 2, 5]) await output(cell).locator('.vega-embed .marks').waitFor({ timeout: 60_000 });
      const file = await screenshot(page, 'live-training-reloaded');
      expect(await page.locator(`${notebook.here} .jp-OutputArea-output button`).count(), file).toBe(0);
      expect(await output(1).innerText(), file).toContain('■ fit stopped at');
      expect(await output(4).locator('table').count(), file).toBe(1);
      expect(complaints).toEqual({ errors: [], foreignRequests: [] });
    });
  },
);
