/** Puts the kernel's names on the global object: `__tslate` for compiled cells, the small public set for users. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { type Host } from '../widgets/host.ts';
import { makeCapture } from './capture.ts';
import { type Progress } from './cell.ts';
import { makeClock } from './clock.ts';
import { type Comms } from './comms.ts';
import { clearOutput, display, displayHook, page, setNextInput } from './display.ts';
import { denoJupyter } from './guests/deno.ts';
import { helpPage } from './help.ts';
import { html, image, latex, markdown, svg } from './displayables.ts';
import { type Import } from './local-file.ts';
import { type Interrupts } from './interrupts.ts';
import { Error, JSON, Object, Promise } from './intrinsics.ts';
import { makeMagics } from './magics.ts';
import { type Questions } from './questions.ts';
import { render } from './render.ts';

/** @param directory the notebook's folder, an absolute path */
export function defineGlobals(
  directory: string,
  interrupts: Interrupts,
  load: Import,
  { prompt, confirm }: Questions,
): Progress {
  const parent = join(directory, 'notebook.ts');
  const url = pathToFileURL(parent).href;
  const require = createRequire(parent);
  const tslate = {
    reached: 0,
    flag: interrupts.flag,
    interrupt: interrupts.interrupt,
    magic: makeMagics(directory, interrupts),
    ...makeClock(),
    deno: denoJupyter(display),
    bundle: bundleText,
    import: (specifier: string, options?: object) => load(specifier, parent, options),
    importMeta: {
      url,
      filename: parent,
      dirname: directory,
      resolve: (specifier: string) =>
        /^[./]/.test(specifier) ? new URL(specifier, url).href : require.resolve(specifier),
    },
  };
  define('__tslate', tslate);
  define(displayHook, display);
  define(Symbol.for('tslate.interrupted'), () => {
    if (interrupts.flag[0] !== 0) interrupts.check();
  });
  for (const [name, value] of Object.entries({
    ...{ display, clearOutput, html, markdown, latex, svg, image, prompt, confirm, setNextInput, require },
    ...{ help: () => page(helpPage()), __dirname: directory, __filename: parent },
  })) {
    define(name, value);
  }
  keepAlive();
  return tslate;
}

/** What libraries that speak with the page stand on. */
export function defineHost(comms: Comms, interrupts: Interrupts): void {
  const host: Host = {
    comms,
    display,
    capture: makeCapture(interrupts),
    // Few programs need a control: the widgets are loaded with the first.
    button: async (label, press) => (await import('../widgets/controls.ts')).button(label, press),
  };
  define(Symbol.for('tslate.host'), host);
}

/** How a value is displayed, as JSON, for the debugger, which cannot wait. */
function bundleText(value: unknown): string {
  const rendered = render(value);
  return JSON.stringify(rendered instanceof Promise ? { 'text/plain': 'it is still being drawn' } : rendered.data);
}

/** An exit in a cell is nearly always a mistake or meant for a script: it ends the cell, not the kernel. */
function keepAlive(): void {
  process.exit = (code) => {
    throw new ExitError(code ?? process.exitCode ?? 0);
  };
}

/** What `process.exit` throws in a notebook. */
export class ExitError extends Error {
  override readonly name = 'ExitError';

  constructor(code: string | number) {
    super(
      `process.exit(${code}) was called. In a notebook it ends the cell only: the kernel and its variables stay.\n` +
        'To stop the kernel, use the menu Kernel → Shut Down.',
    );
  }
}

function define(name: string | symbol, value: unknown): void {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
}
