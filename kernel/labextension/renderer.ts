/** Draws Plotly figures in cell outputs. */
import type { LuminoWidgets, MimeModel, Widget } from './jupyterlab.ts';
import { loadPlotly, type Plotly, type PlotlyFigure } from './plotly.ts';
import { onThemeChange, themed } from './theme.ts';

export const plotlyMime = 'application/vnd.plotly.v1+json';

/** Makes the class of the renderers; JupyterLab makes one for each output. */
export function plotlyRenderer({ Widget: Base }: LuminoWidgets): new () => Widget {
  return class PlotlyRenderer extends Base {
    #model: MimeModel | undefined;
    /** The library, as soon as it has drawn into the stage. */
    #plotly: Plotly | undefined;
    #drawing = Promise.resolve();
    /** Whether something was to be drawn while the output was not shown. */
    #late = false;
    readonly #stage = document.createElement('div');
    readonly #stopObserving: () => void;

    constructor() {
      super();
      this.addClass('jp-RenderedPlotly');
      this.node.append(this.#stage);
      const sizes = new ResizeObserver(() => void this.#fit());
      sizes.observe(this.node);
      const stopTheme = onThemeChange(() => void this.#draw());
      this.#stopObserving = () => {
        sizes.disconnect();
        stopTheme();
      };
    }

    /** JupyterLab calls it with the first data and again with each update. */
    renderModel(model: MimeModel): Promise<void> {
      this.#model = model;
      return this.#draw();
    }

    override dispose(): void {
      this.#stopObserving();
      this.#model = undefined;
      this.#plotly?.purge(this.#stage);
      super.dispose();
    }

    /** One drawing at a time; of updates that come faster than they can be drawn, the last counts. */
    #draw(): Promise<void> {
      this.#drawing = this.#drawing.then(() => this.#drawNow());
      return this.#drawing;
    }

    async #drawNow(): Promise<void> {
      const model = this.#model;
      // Plotly takes its width from the page.
      this.#late = this.node.clientWidth === 0;
      if (model === undefined || this.#late) return;
      try {
        const figure = readFigure(model.data[plotlyMime]);
        const plotly = await loadPlotly();
        if (model !== this.#model) return;
        await (this.#plotly === undefined ? plotly.newPlot : plotly.react)(this.#stage, figure);
        this.#plotly = plotly;
        describe(this.node, model);
      } catch (error) {
        this.#plotly?.purge(this.#stage);
        this.#plotly = undefined;
        this.#stage.replaceChildren(...complaint(error, model));
      }
    }

    async #fit(): Promise<void> {
      if (this.node.clientWidth === 0) return;
      if (this.#late) await this.#draw();
      await this.#plotly?.Plots.resize(this.#stage).catch(() => undefined);
    }
  };
}

/** A figure of its own for Plotly, which writes into what it is given; the notebook's data stay as they are. */
function readFigure(json: unknown): PlotlyFigure {
  if (!isFigure(json)) throw new Error('expected a figure { data: […], layout: {…} }');
  const { data, layout = {}, config, frames } = structuredClone(json);
  return {
    data,
    // With the same revision an update keeps what the reader has zoomed or turned.
    layout: { uirevision: 'kept', ...themed(layout) },
    config: { displaylogo: false, ...config },
    ...(frames && { frames }),
  };
}

function isFigure(json: unknown): json is Omit<PlotlyFigure, 'layout'> & Partial<Pick<PlotlyFigure, 'layout'>> {
  return typeof json === 'object' && json !== null && 'data' in json && Array.isArray(json.data);
}

/** The words of the bundle, for those who do not see the figure. */
function describe(node: HTMLElement, { data }: MimeModel): void {
  const words = textOf(data['text/plain']);
  if (words === '') return;
  node.setAttribute('role', 'figure');
  node.setAttribute('aria-label', words);
}

/** What is shown where Plotly cannot draw: why, and the still picture or the words of the bundle. */
function complaint(error: unknown, { data }: MimeModel): HTMLElement[] {
  const why = document.createElement('pre');
  why.setAttribute('role', 'alert');
  why.textContent = `Plotly cannot draw this figure: ${error instanceof Error ? error.message : String(error)}`;
  const words = textOf(data['text/plain']);
  const png = textOf(data['image/png']);
  if (png === '') {
    why.textContent += words === '' ? '' : `\n${words}`;
    return [why];
  }
  const still = document.createElement('img');
  still.src = `data:image/png;base64,${png}`;
  still.alt = words;
  still.style.maxWidth = '100%';
  return [why, still];
}

/** A text as notebooks keep it: in one piece or in lines. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join('');
  return typeof value === 'string' ? value : '';
}
