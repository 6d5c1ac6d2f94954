/** Our kernel in a real JupyterLab, driven in a real browser without network. */
import { readdirSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { projectRoot } from '../setup/python.ts';
import { type Complaints } from './browser.ts';
import { describeInLab } from './in-lab.ts';
import { type TestLab } from './lab.ts';
import { renderings, screenshot } from './look.ts';
import { writeNotebook } from './notebook-file.ts';
import * as notebook from './notebook-page.ts';
import { everyOutput, interruption } from './sample-notebooks.ts';

const languages = ['en', 'zh'] as const;
const chapters = languages.flatMap((language) => {
  const folder = join(projectRoot, 'notebooks', language);
  const names = readable(folder).filter((name) => name.endsWith('.ipynb'));
  return names.map((name) => ({ language, name, title: `${language}/${name}`, file: join(folder, name) }));
});

for (const language of languages) {
  const env = { ...process.env, TSLATE_PROFILE: 'tiny' };
  await describeInLab(`JupyterLab in ${language}`, { language, env }, (opened) => {
    let lab: TestLab;
    let page: Page;
    let complaints: Complaints;
    opened(async (open) => void ({ lab, page, complaints } = open));

    /** Copy or write a notebook into the served folder, open it, run all cells. */
    async function openAndRun(name: string, put: (file: string) => Promise<void>, timeout: number): Promise<void> {
      await put(join(lab.root, name));
      await notebook.openNotebook(page, lab.address(name));
      await notebook.runAll(page, timeout);
    }

    async function expectAllRan(): Promise<void> {
      const cells = await notebook.codeCells(page);
      expect(cells.length).toBeGreaterThan(0);
      for (const [index, { source, count, running, outputs }] of cells.entries()) {
        expect(running, source).toBe(false);
        expect(count, source).toBe(index + 1);
        expect(
          outputs.filter((output) => output.output_type === 'error'),
          source,
        ).toEqual([]);
      }
    }

    test('shows every kind of output of a notebook that was run', async () => {
      await openAndRun('outputs.ipynb', (file) => writeNotebook(file, everyOutput), 120_000);
      const file = await screenshot(page, `outputs-${language}`);
      await expectAllRan();
      const shown = await renderings(page);
      expect(shown.formulas, file).toBe(3);
      expect(shown.charts, file).toHaveLength(1);
      expect(shown.images, file).toHaveLength(2);
      for (const { width, height } of [...shown.charts, ...shown.images]) {
        expect(Math.min(width, height), file).toBeGreaterThan(10);
      }
      expect(complaints).toEqual({ errors: [], foreignRequests: [] });
    });

    test('completes with Tab and explains with Shift-Tab', async () => {
      await notebook.typeIntoNewCell(page, '[1, 2].fla');
      expect(await notebook.completions(page)).toEqual(expect.arrayContaining(['flat', 'flatMap']));
      await notebook.typeIntoNewCell(page, 'weights');
      expect(await notebook.tooltip(page)).toContain('number[]');
    });

    test('stops an endless loop with the stop button, keeps the variables, restarts and runs all', async () => {
      await writeNotebook(join(lab.root, 'interruption.ipynb'), interruption);
      await notebook.openNotebook(page, lab.address('interruption.ipynb'));
      await notebook.runCell(page, 0);
      await notebook.waitUntilDone(page);
      await notebook.runCell(page, 1, 'leave');
      await notebook.waitForStatus(page, 'busy');
      await notebook.pressToolbarButton(page, 'interrupt');
      await notebook.waitUntilDone(page, 20_000);
      await notebook.runCell(page, 2);
      await notebook.waitUntilDone(page);
      const [, stopped, kept] = await notebook.codeCells(page);
      expect(stopped?.outputs.map((output) => output.output_type)).toEqual(['error']);
      expect(kept?.outputs).toMatchObject([{ data: { 'text/plain': '42' } }]);

      await notebook.deleteCell(page, 1);
      await notebook.pressToolbarButton(page, 'restart-and-run');
      await notebook.acceptDialog(page);
      await notebook.waitUntilCounts(page, [1, 2]);
      await notebook.waitUntilDone(page);
      await expectAllRan();
    });

    test.for(chapters.filter((chapter) => chapter.language === language))(
      'runs the chapter $title without an error and shows its plots',
      { timeout: 600_000 },
      async ({ name, file }) => {
        await openAndRun(name, (copy) => copyFile(file, copy), 540_000);
        const picture = await screenshot(page, `${language}-${name.replace(/\.ipynb$/, '')}`);
        await expectAllRan();
        const shown = await renderings(page);
        expect(shown.formulas, picture).toBeGreaterThan(0);
        expect(shown.charts.length + shown.images.length, picture).toBeGreaterThan(0);
        for (const { width, height, name: alt } of [...shown.charts, ...shown.images]) {
          expect(Math.min(width, height), picture).toBeGreaterThan(10);
          expect(alt, `the words of a picture in ${picture}, for those who do not see it`).not.toBe('');
        }
        expect(complaints).toEqual({ errors: [], foreignRequests: [] });
      },
    );
  });
}

function readable(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
