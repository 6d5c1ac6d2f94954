/** The colours of JupyterLab's theme for figures that leave theirs open. */
import type { PlotlyLayout } from './plotly.ts';

/** Calls back when the reader changes JupyterLab's theme; returns how to stop. */
export function onThemeChange(call: () => void): () => void {
  const observer = new MutationObserver(call);
  observer.observe(document.body, { attributes: true, attributeFilter: ['data-jp-theme-light'] });
  return () => observer.disconnect();
}

/** The layout, in the page's colours on a dark page unless it has a background or a template of its own. */
export function themed(layout: PlotlyLayout): PlotlyLayout {
  const isLight = document.body.dataset['jpThemeLight'] !== 'false';
  if (isLight || layout.paper_bgcolor !== undefined || layout.template !== undefined) return layout;
  const style = getComputedStyle(document.body);
  const color = (name: string, otherwise: string) => style.getPropertyValue(`--jp-${name}`).trim() || otherwise;
  const background = color('layout-color0', '#111111');
  const axis = {
    gridcolor: color('border-color2', '#424242'),
    linecolor: color('border-color1', '#616161'),
    zerolinecolor: color('border-color1', '#616161'),
  };
  const wall = { ...axis, backgroundcolor: background };
  return {
    ...layout,
    template: {
      layout: {
        paper_bgcolor: background,
        plot_bgcolor: background,
        font: { color: color('content-font-color1', '#E0E0E0') },
        xaxis: axis,
        yaxis: axis,
        scene: { xaxis: wall, yaxis: wall, zaxis: wall },
      },
    },
  };
}
