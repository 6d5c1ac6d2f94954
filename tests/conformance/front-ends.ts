/** What the front ends have renderers for, each in the order of its choice among the forms of one output. */

export interface FrontEnd {
  readonly name: 'JupyterLab' | 'VS Code' | 'nbconvert';
  /** Where the list was read. */
  readonly source: string;
  readonly types: readonly string[];
}

export const jupyterLab: FrontEnd = {
  name: 'JupyterLab',
  source:
    'jupyterlab 4.6, @jupyterlab/rendermime/src/factories.ts and the ranks of its extensions (javascript, json, pdf, vega5); ' +
    '@jupyter-widgets/jupyterlab-manager; for Plotly the extension that is installed with the kernel. A test in the browser asks the running JupyterLab whether it has them all.',
  types: [
    'application/vnd.plotly.v1+json',
    'application/vnd.jupyter.widget-view+json',
    'text/html',
    'application/vnd.vegalite.v5+json',
    'text/markdown',
    'text/latex',
    'image/svg+xml',
    'image/png',
    'image/jpeg',
    'image/gif',
    'application/javascript',
    'text/javascript',
    'application/pdf',
    'application/json',
    'text/plain',
  ],
};

export const vsCode: FrontEnd = {
  name: 'VS Code',
  source:
    'microsoft/vscode-notebook-renderers 1.3.0 (82edc1f) package.json; microsoft/vscode extensions/notebook-renderers/package.json ' +
    'and extensions/markdown-language-features; microsoft/vscode-jupyter (ipywidgets; the order: ' +
    'src/kernels/execution/helpers.ts). It takes the first type that has a renderer: cellOutputViewModel.ts, resolveMimeTypes.',
  types: [
    'application/vnd.jupyter.widget-view+json',
    'application/vnd.plotly.v1+json',
    'application/vnd.vegalite.v5+json',
    'text/html',
    'application/javascript',
    'image/gif',
    'text/latex',
    'text/markdown',
    'image/png',
    'image/svg+xml',
    'image/jpeg',
    'application/json',
    'text/plain',
  ],
};

export const nbconvert: FrontEnd = {
  name: 'nbconvert',
  source: 'nbconvert 7.17, nbconvert/exporters/html.py, display_data_priority; a test asks the one that is installed.',
  types: [
    'application/vnd.jupyter.widget-view+json',
    'application/javascript',
    'text/html',
    'text/markdown',
    'image/svg+xml',
    'text/vnd.mermaid',
    'text/latex',
    'image/png',
    'image/jpeg',
    'text/plain',
  ],
};

export const frontEnds = [jupyterLab, vsCode, nbconvert] as const;

/** The form of an output that a front end shows; undefined where it has a renderer for none. */
export function shownForm({ types }: FrontEnd, bundle: Readonly<Record<string, unknown>>): string | undefined {
  return types.find((type) => type in bundle);
}
