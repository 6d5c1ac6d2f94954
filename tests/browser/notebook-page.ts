/** Driving a notebook in JupyterLab: open, run, interrupt, restart, complete and inspect. */
import { type Locator, type Page } from 'playwright-core';

/** A code cell as the page holds it. */
export interface CellState {
  readonly source: string;
  readonly count: number | null;
  readonly running: boolean;
  readonly outputs: readonly { readonly output_type: string; readonly [name: string]: unknown }[];
}

/** What a test asks of JupyterLab's application object, `window.jupyterapp`. */
interface Application {
  readonly commands: { execute(name: string, args?: Readonly<Record<string, string>>): Promise<unknown> };
  readonly shell: { readonly currentWidget: Panel | null };
}

interface Panel {
  readonly context?: { readonly path: string };
  readonly content?: {
    activeCellIndex: number;
    readonly rendermime: { readonly mimeTypes: readonly string[] };
    readonly widgets: readonly {
      readonly model: {
        readonly type: string;
        toJSON(): { source: string; execution_count: number | null; outputs: [] };
      };
      readonly node: { querySelector(selector: string): { readonly textContent: string | null } | null };
    }[];
  };
  readonly sessionContext?: { readonly session?: { readonly kernel?: { readonly status: string } | null } | null };
}

declare global {
  // In the browser only: JupyterLab sets it when it is started with `expose_app_in_browser`.
  var jupyterapp: Application;
}

/** The notebook that is shown, of all that are open. */
export const here = '.jp-NotebookPanel:not(.lm-mod-hidden)';

/** Open a notebook and wait until its kernel is ready. */
export async function openNotebook(page: Page, address: string): Promise<void> {
  await page.goto(address);
  // JupyterLab may show a notebook of the last visit first.
  const path = decodeURIComponent(new URL(address).pathname.replace('/lab/tree/', ''));
  await page.waitForFunction(
    (wanted) => {
      const panel = globalThis.jupyterapp?.shell.currentWidget;
      return panel?.context?.path === wanted && (panel.content?.widgets.length ?? 0) > 0;
    },
    path,
    { timeout: 60_000 },
  );
  await waitForStatus(page, 'idle');
}

/** The MIME types that JupyterLab has renderers for, extensions included. */
export async function renderedTypes(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => globalThis.jupyterapp.shell.currentWidget?.content?.rendermime.mimeTypes ?? []);
}

/** Run a command of JupyterLab, as its menus do. */
export async function execute(page: Page, command: string, args: Readonly<Record<string, string>> = {}): Promise<void> {
  await page.evaluate(([name, given]) => globalThis.jupyterapp.commands.execute(name, given).then(() => undefined), [
    command,
    args,
  ] as const);
}

export async function waitForStatus(page: Page, status: string, timeout = 60_000): Promise<void> {
  await page.waitForFunction(
    (wanted) => globalThis.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === wanted,
    status,
    { timeout },
  );
}

/** Run all cells and wait until the kernel has done them. */
export async function runAll(page: Page, timeout = 60_000): Promise<void> {
  await execute(page, 'notebook:run-all-cells');
  await waitUntilDone(page, timeout);
}

/** Wait until the kernel is idle and no cell waits for it. */
export async function waitUntilDone(page: Page, timeout = 60_000): Promise<void> {
  await page.waitForFunction(
    () => {
      const panel = globalThis.jupyterapp.shell.currentWidget;
      const prompts = (panel?.content?.widgets ?? []).map(
        (cell) => cell.node.querySelector('.jp-InputPrompt')?.textContent,
      );
      return panel?.sessionContext?.session?.kernel?.status === 'idle' && !prompts.some((text) => text?.includes('*'));
    },
    undefined,
    { timeout },
  );
}

/** All code cells that are not empty. */
export async function codeCells(page: Page): Promise<readonly CellState[]> {
  const cells = await page.evaluate(() =>
    (globalThis.jupyterapp.shell.currentWidget?.content?.widgets ?? [])
      .filter((cell) => cell.model.type === 'code')
      .map((cell) => {
        const { source, execution_count, outputs } = cell.model.toJSON();
        const prompt = cell.node.querySelector('.jp-InputPrompt')?.textContent ?? '';
        return { source, count: execution_count, running: prompt.includes('*'), outputs };
      }),
  );
  return cells.filter(({ source }) => source.trim() !== '');
}

/** Run the cell with this number, from 0 on; `leave` does not wait for its end. */
export async function runCell(page: Page, index: number, then: 'wait' | 'leave' = 'wait'): Promise<void> {
  await selectCell(page, index);
  // The command's promise settles with the cell's reply.
  await page.evaluate((wait) => {
    const reply = globalThis.jupyterapp.commands.execute('notebook:run-cell');
    return wait ? reply.then(() => undefined) : undefined;
  }, then === 'wait');
  if (then === 'wait') await waitUntilDone(page);
  else await waitForStatus(page, 'busy');
}

/** Delete the cell with this number, from 0 on. */
export async function deleteCell(page: Page, index: number): Promise<void> {
  await selectCell(page, index);
  await execute(page, 'notebook:delete-cell');
}

async function selectCell(page: Page, index: number): Promise<void> {
  await page.evaluate((number) => {
    const content = globalThis.jupyterapp.shell.currentWidget?.content;
    if (content) content.activeCellIndex = number;
  }, index);
}

/** Wait until the code cells carry these execution counts. */
export async function waitUntilCounts(page: Page, counts: readonly number[], timeout = 60_000): Promise<void> {
  await page.waitForFunction(
    (wanted) =>
      (globalThis.jupyterapp.shell.currentWidget?.content?.widgets ?? [])
        .filter((cell) => cell.model.type === 'code')
        .map((cell) => cell.model.toJSON().execution_count)
        .join() === wanted,
    counts.join(),
    { timeout },
  );
}

/** A button of the notebook's toolbar, in any language: `interrupt`, `restart`, `restart-and-run`, `run`. */
export async function pressToolbarButton(page: Page, name: string): Promise<void> {
  await page.locator(`${here} .jp-Toolbar-item[data-jp-item-name="${name}"] jp-button`).click();
}

/** Agree to the dialog that is shown. */
export async function acceptDialog(page: Page): Promise<void> {
  await page.locator('.jp-Dialog button.jp-mod-accept').click();
}

/** Type into a new cell at the end, and leave the cursor there. */
export async function typeIntoNewCell(page: Page, text: string): Promise<Locator> {
  const last = page.locator(`${here} .jp-Notebook .jp-Cell`).last();
  await last.click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('b');
  await page.keyboard.press('Enter');
  await page.keyboard.type(text);
  return page.locator(`${here} .jp-Notebook .jp-Cell.jp-mod-active`);
}

/** Press Tab at the cursor and return what the completer offers. */
export async function completions(page: Page): Promise<readonly string[]> {
  await page.keyboard.press('Tab');
  const items = page.locator('.jp-Completer:visible .jp-Completer-item .jp-Completer-match');
  await items.first().waitFor({ timeout: 20_000 });
  const texts = await items.allTextContents();
  await page.keyboard.press('Escape');
  return texts;
}

/** Press Shift-Tab at the cursor and return what the tooltip says. */
export async function tooltip(page: Page): Promise<string> {
  await page.keyboard.press('Shift+Tab');
  const shown = page.locator('.jp-Tooltip');
  await shown.waitFor({ timeout: 20_000 });
  const text = (await shown.innerText()).trim();
  await page.keyboard.press('Escape');
  return text;
}

/**
 * What waits until the kernel has been silent for a while. JupyterLab asks about debugging several times when a notebook
 * opens or its debugger starts, and forgets what is clicked before it is done.
 */
export function quietOf(page: Page): () => Promise<void> {
  let heard = 0;
  page.on('websocket', (socket) => socket.on('framereceived', () => (heard = performance.now())));
  return async () => {
    while (performance.now() - heard < 2_000) await page.waitForTimeout(200);
  };
}

/** Type lines into the last cell as a user does and run it with Shift-Enter; gives the cell. */
export async function enterCell(page: Page, lines: readonly string[]): Promise<Locator> {
  const cells = page.locator(`${here} .jp-Notebook .jp-Cell`);
  const cell = cells.nth((await cells.count()) - 1);
  await cell.locator('.cm-content').click();
  // Pasted, since the editor closes brackets by itself while one types.
  await page.keyboard.insertText(lines.join('\n'));
  await page.keyboard.press('Shift+Enter');
  return cell;
}

/** What a cell shows in the end. */
export async function outputOf(page: Page, cell: Locator): Promise<string> {
  await waitUntilDone(page);
  return (await cell.locator('.jp-OutputArea').innerText()).trim();
}

/** Empty the last cell, and put the cursor into it. */
export async function clearLastCell(page: Page): Promise<void> {
  await page.locator(`${here} .jp-Notebook .jp-Cell`).last().locator('.cm-content').click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
}
