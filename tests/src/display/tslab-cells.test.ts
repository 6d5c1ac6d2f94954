import { afterEach, describe, expect, it, vi } from 'vitest';
import { displayable, show } from '../../../src/display/index.ts';
import { teachTslab } from '../../../src/display/tslab-cells.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** What of tslab a cell meets: the proxy that holds its variables, and the handler that awaits it. */
function stubTslab() {
  const shown: string[] = [];
  const target: Record<string, unknown> = {};
  const exports: Record<string, unknown> = new Proxy(target, {
    defineProperty: (_, name, { value }) => Reflect.set(target, name, value),
  });
  class JupyterHandlerImpl {
    async handleExecuteImpl(cell: () => unknown): Promise<number> {
      exports['tsLastExpr'] = undefined;
      exports['tsLastExpr'] = cell();
      if (exports['tsLastExpr'] !== undefined) shown.push(`printed ${String(exports['tsLastExpr'])}`);
      delete exports['tsLastExpr'];
      return 1;
    }
  }
  const place = { text: (text: string) => shown.push(text), svg: (svg: string) => shown.push(svg) };
  const require = (name: string) => (name === 'tslab' ? { display: place, newDisplay: () => place } : undefined);
  const cache = { '/tslab/dist/jupyter.js': { exports: { JupyterHandlerImpl } } };
  vi.stubGlobal('__tslab__', { exports, require: Object.assign(require, { cache }) });
  const handler = new JupyterHandlerImpl();
  return { exports, shown, run: (cell: () => unknown) => handler.handleExecuteImpl(cell) };
}

const late = (text: string) => ({
  [Symbol.for('Jupyter.display')]: async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return { 'image/svg+xml': text };
  },
});

describe('teachTslab', () => {
  it('shows the displayable at the end of a cell, and the cell ends when it is drawn', async () => {
    const { run, shown } = stubTslab();
    teachTslab();
    expect(await run(() => late('<svg/>'))).toBe(1);
    expect(shown).toEqual(['<svg/>']);
  });

  it('leaves other values to tslab, and is silent about what has been shown', async () => {
    const { run, shown } = stubTslab();
    teachTslab();
    await run(() => 42);
    const handle = await show(displayable({ 'text/plain': 'once' }));
    await run(() => handle);
    expect(shown).toEqual(['printed 42', 'once']);
  });

  it('works in the cell that imports it, which has already named its last expression', async () => {
    const { exports, shown } = stubTslab();
    exports['tsLastExpr'] = undefined;
    teachTslab();
    exports['tsLastExpr'] = late('<svg/>');
    await vi.waitFor(() => expect(shown).toEqual(['<svg/>']));
    expect(exports['tsLastExpr']).toBeUndefined();
  });

  it('writes an error of the picture to stderr', async () => {
    const { run } = stubTslab();
    teachTslab();
    const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const broken = { [Symbol.for('Jupyter.display')]: () => Promise.reject(new Error('no ink')) };
    await run(() => broken);
    expect(error.mock.calls).toEqual([[new Error('no ink')]]);
  });

  it('teaches once', async () => {
    const { run, shown } = stubTslab();
    teachTslab();
    teachTslab();
    await run(() => late('<svg/>'));
    expect(shown).toEqual(['<svg/>']);
  });

  it('does nothing where tslab is not', () => {
    expect(teachTslab).not.toThrow();
    vi.stubGlobal('__tslab__', { exports: {} });
    expect(teachTslab).not.toThrow();
  });
});
