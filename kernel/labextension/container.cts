/**
 * What JupyterLab asks of a prebuilt extension: a script that leaves a container of two functions under the extension's name.
 * It is small, because every page loads it; the rest comes as modules, and Plotly with the first figure.
 */
interface Window {
  /** The containers by name; the extension that comes first makes it. */
  _JUPYTERLAB?: Record<string, import('./jupyterlab.ts', { with: { 'resolution-mode': 'import' } }).Container>;
}

{
  let scope: import('./jupyterlab.ts', { with: { 'resolution-mode': 'import' } }).ShareScope = {};
  window._JUPYTERLAB ??= {};
  window._JUPYTERLAB['tslate-plotly'] = {
    init(shared) {
      scope = shared;
    },
    async get() {
      const { plotlyExtension } = await import('./extension.ts');
      const extension = await plotlyExtension(scope);
      return () => extension;
    },
  };
}
