/** Figures that Plotly draws: what can be turned in space or played, which Vega-Lite cannot. */
import type { JsonObject } from '../json.ts';
import { withForms, type Figure } from './figure.ts';
import { font, ink, palette } from './theme.ts';

/** A figure drawn by Plotly. */
export interface PlotlyChart extends Figure {
  /** The Plotly figure: `data`, `layout`, `config` and, where it plays, `frames`. */
  readonly plotly: JsonObject;
}

/** What Plotly draws; the theme is added. */
export interface PlotlyBody {
  readonly data: readonly JsonObject[];
  readonly layout?: JsonObject;
  readonly frames?: readonly JsonObject[];
  readonly config?: JsonObject;
}

/** The MIME type that VS Code draws by itself, and JupyterLab with the extension that comes with the kernel. */
export const plotlyMime = 'application/vnd.plotly.v1+json';

/**
 * Makes a figure of a Plotly figure.
 * @param options `still` draws the picture for readers without Plotly as SVG, with the alternative text inside
 */
export function plotlyChart(
  body: PlotlyBody,
  options: { alt: string; title?: string; still: () => Promise<string> },
): PlotlyChart {
  const { alt, title, still } = options;
  const { data, layout, frames, config } = body;
  const plotly: JsonObject = {
    data,
    layout: { ...themeOf(title), ...(layout?.['scene'] === undefined && { plot_bgcolor: ink.card }), ...layout },
    config: { displaylogo: false, responsive: true, ...config },
    ...(frames && { frames }),
  };
  let svg: Promise<string> | undefined;
  return withForms({ plotly, alt, toSVG: () => (svg ??= still()) }, { [plotlyMime]: plotly });
}

/** The look of every chart in Plotly's words. */
function themeOf(title: string | undefined): JsonObject {
  const heading = { text: title ?? '', x: 0.02, xanchor: 'left', font: { size: 15, weight: 600 } };
  return {
    font: { family: font, size: 12, color: ink.strong },
    colorway: palette,
    paper_bgcolor: ink.card,
    margin: { l: 48, r: 24, t: title === undefined ? 24 : 52, b: 44 },
    ...(title !== undefined && { title: heading }),
  };
}
