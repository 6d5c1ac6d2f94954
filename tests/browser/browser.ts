/** A headless Chromium that can reach nothing but this machine, and notes every complaint of the pages it shows. */
import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { need, type Need } from '../setup/needs.ts';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The program that `TSLATE_CHROMIUM` names, else one in the usual places. */
export function testChromium(): Need<string> {
  const found = [process.env['TSLATE_CHROMIUM'] ?? '', ...usualPlaces].find((path) => path !== '' && existsSync(path));
  return need(found, 'needs Chromium: install it, or name its program in TSLATE_CHROMIUM', 'TSLATE_REQUIRE_BROWSER');
}

export function startBrowser(program: string): Promise<Browser> {
  return chromium.launch({
    executablePath: program,
    args: [
      // As root, in containers, Chromium has no sandbox of its own.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
}

/** What went wrong in a page so far: errors on its console, uncaught ones, and requests to other machines. */
export interface Complaints {
  readonly errors: readonly string[];
  readonly foreignRequests: readonly string[];
}

/** A page whose complaints are noted from its first moment. */
export async function watchedPage(
  browser: Browser,
  locale: string,
): Promise<{ readonly page: Page; readonly complaints: Complaints }> {
  const page = await browser.newPage({ viewport: { width: 1360, height: 900 }, locale });
  const errors: string[] = [];
  const foreignRequests: string[] = [];
  // JupyterLab asks whether to leave unsaved changes behind.
  page.on('dialog', (dialog) => void dialog.accept());
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (/^(http|ws)/.test(protocol) && hostname !== '127.0.0.1') foreignRequests.push(request.url());
  });
  return { page, complaints: { errors, foreignRequests } };
}
