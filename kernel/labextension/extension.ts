/** Tells JupyterLab who draws Plotly figures. */
import type { MimeExtension, ShareScope } from './jupyterlab.ts';
import { plotlyMime, plotlyRenderer } from './renderer.ts';

/** The extension, on the page's own copy of Lumino: its widgets understand only widgets of the same copy. */
export async function plotlyExtension(scope: ShareScope): Promise<MimeExtension> {
  const versions = Object.values(scope['@lumino/widgets'] ?? {});
  const shared = versions.find(({ loaded }) => Boolean(loaded)) ?? versions[0];
  if (shared === undefined) throw new Error('tslate-plotly: this page does not share @lumino/widgets.');
  const Renderer = plotlyRenderer((await shared.get())());
  return {
    id: 'tslate-plotly:plotly',
    description: 'Draws Plotly figures with the plotly.js that was installed beside the kernel.',
    // Plotly cleans the little HTML that titles and labels may have.
    rendererFactory: { safe: true, mimeTypes: [plotlyMime], createRenderer: () => new Renderer() },
    // That of Python's plotly, which may be installed too: whichever JupyterLab takes draws all figures.
    rank: 2,
    dataType: 'json',
  };
}
