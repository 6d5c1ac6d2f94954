/** Loads plotly.js, which lies beside this module: once per page, with the first figure. */

/** The part of plotly.js that is used. */
export interface Plotly {
  newPlot(node: HTMLElement, figure: PlotlyFigure): Promise<unknown>;
  /** Changes a drawn figure into another one, keeping what stays. */
  react(node: HTMLElement, figure: PlotlyFigure): Promise<unknown>;
  purge(node: HTMLElement): void;
  readonly Plots: { resize(node: HTMLElement): Promise<unknown> };
}

/** A figure as Plotly and the MIME type have it. */
export interface PlotlyFigure {
  readonly data: readonly object[];
  readonly layout: PlotlyLayout;
  readonly config?: object;
  readonly frames?: readonly object[];
}

/** What of a layout the renderer looks at. */
export interface PlotlyLayout {
  readonly width?: number;
  readonly height?: number;
  readonly paper_bgcolor?: string;
  readonly template?: unknown;
  readonly uirevision?: unknown;
}

declare global {
  interface Window {
    /** Set by plotly.js, and perhaps by the output of another kernel. */
    Plotly?: Plotly;
  }
}

let loading: Promise<Plotly> | undefined;

/** The library; a failed attempt is repeated by the next figure. */
export function loadPlotly(): Promise<Plotly> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<Plotly> {
  const address = new URL('plotly.min.js', import.meta.url).href;
  // Another kernel's output may count on its own version under the same name.
  const before = window.Plotly;
  delete window.Plotly;
  try {
    await runScript(address);
    if (window.Plotly === undefined) throw new Error(`${address} is not plotly.js.`);
    return window.Plotly;
  } finally {
    delete window.Plotly;
    if (before !== undefined) window.Plotly = before;
  }
}

function runScript(address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = address;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`${address} could not be loaded.`));
    document.head.append(script);
  });
}
