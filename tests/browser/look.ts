/** Looking at what a notebook shows: formulas, charts, images, and pictures of the whole page. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { type Locator, type Page } from 'playwright-core';
import { property } from '../../src/display/unknown.ts';
import { projectRoot } from '../setup/python.ts';
import { codeCells, here } from './notebook-page.ts';

/** What a reader sees besides text, and what a screen reader says of it. */
export interface Renderings {
  readonly formulas: number;
  readonly charts: readonly Picture[];
  readonly images: readonly Picture[];
}

/** The size on the screen, and the words for those who do not see it (empty when there are none). */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly name: string;
}

/** Look at the formulas, charts and images that the notebook shows. */
export async function renderings(page: Page): Promise<Renderings> {
  const inNotebook = (selector: string): Locator => page.locator(`${here} .jp-Notebook ${selector}`);
  // MathJax and Vega draw some time after the kernel has finished.
  await page.waitForLoadState('networkidle');
  const kept = await keptWords(page);
  return {
    formulas: await inNotebook('mjx-container').count(),
    charts: await pictures(inNotebook('.vega-embed svg.marks, .vega-embed canvas.marks'), kept),
    images: await pictures(inNotebook('.jp-RenderedImage img, .jp-RenderedSVG img, .jp-RenderedSVG svg'), kept),
  };
}

/** The words that the notebook keeps beside its PNGs, by their bytes; GitHub and nbconvert give them to the picture. */
async function keptWords(page: Page): Promise<ReadonlyMap<string, string>> {
  const outputs = (await codeCells(page)).flatMap((cell) => cell.outputs);
  return new Map(
    outputs.map(({ data, metadata }) => [
      String(property(data, 'image/png')).trim(),
      String(property(property(metadata, 'image/png'), 'alt') ?? ''),
    ]),
  );
}

async function pictures(found: Locator, kept: ReadonlyMap<string, string>): Promise<readonly Picture[]> {
  const all = await found.all();
  return Promise.all(
    all.map(async (picture) => {
      const box = await picture.boundingBox();
      const name = await wordsOf(picture, kept);
      return { width: box?.width ?? 0, height: box?.height ?? 0, name };
    }),
  );
}

/**
 * The words of a picture: its own, those of the chart around it, those that the notebook keeps for it, or those inside of its
 * SVG. (JupyterLab's own image renderers make `<img>` elements without `alt`.)
 */
async function wordsOf(picture: Locator, kept: ReadonlyMap<string, string>): Promise<string> {
  const around = picture.locator(
    'xpath=ancestor-or-self::*[@aria-label][ancestor::*[contains(@class, "jp-OutputArea-output")]]',
  );
  const own =
    (await picture.getAttribute('alt')) ??
    (await around
      .last()
      .getAttribute('aria-label', { timeout: 1_000 })
      .catch(() => null));
  if (own !== null) return own;
  const source = decodeURIComponent((await picture.getAttribute('src')) ?? '');
  const words = kept.get(source.replace(/^data:image\/png;base64,/, '').trim());
  if (words !== undefined) return words;
  const inside = /^data:image\/svg\+xml,.*?<svg[^>]*?(?:aria-label="([^"]*)"|>\s*<title>([^<]*)<)/s.exec(source);
  return inside?.[1] ?? inside?.[2] ?? '';
}

/** The share of a picture's pixels on the screen that differ from the most frequent colour; 0 where it is blank. */
export async function inkOf(picture: Locator): Promise<number> {
  await picture.scrollIntoViewIfNeeded();
  const { data, channels } = decode(await picture.screenshot());
  const counts = new Map<string, number>();
  for (let i = 0; i < data.length; i += channels) {
    const color = data.subarray(i, i + 3).join();
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  return 1 - (Math.max(...counts.values()) * channels) / data.length;
}

/** Save a picture of the window as it is when a test fails, named after the test. */
export async function screenshotOfFailure(page: Page, test: string): Promise<void> {
  const file = join(projectRoot, '.tslate', 'screenshots', `failed-${test.replaceAll(/\W+/g, '-')}.png`);
  await page.screenshot({ path: file }).catch(() => undefined);
}

/** Save a picture of the whole notebook as `.tslate/screenshots/NAME.png`; returns the file. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const folder = join(projectRoot, '.tslate', 'screenshots');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${name}.png`);
  const before = page.viewportSize();
  const last = page.locator(`${here} .jp-Notebook .jp-Cell`).last();
  await page
    .locator(`${here} .jp-WindowedPanel-outer`)
    .first()
    .evaluate((node) => node.scrollTo(0, 0));
  // A window as high as the notebook, measured twice: a wider or higher window changes the layout.
  for (let times = 0; times < 2; times++) {
    const bottom = await last.evaluate((node) => {
      const top = node.parentElement?.firstElementChild?.getBoundingClientRect().top ?? 0;
      return node.getBoundingClientRect().bottom - top;
    });
    await page.setViewportSize({ width: 1360, height: Math.min(Math.max(600, Math.ceil(bottom) + 160), 12_000) });
  }
  await page.waitForTimeout(500);
  await page.screenshot({ path: file });
  if (before !== null) await page.setViewportSize(before);
  return file;
}

/** Save a picture of the window as a user sees it at this moment, menus and tooltips included; returns the file. */
export async function windowShot(page: Page, name: string): Promise<string> {
  const file = join(projectRoot, '.tslate', 'screenshots', `${name}.png`);
  await page.screenshot({ path: file });
  return file;
}
