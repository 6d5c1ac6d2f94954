/** Dark pages: figures that leave their colours open are drawn in light ink on the page's own background. */
import type { PlotlyLayout } from './plotly.ts';

/** Calls back when the reader changes JupyterLab's theme; returns how to stop. */
export function onThemeChange(call: () => void): () => void {
  // JupyterLab hides its page until the next frame after it has said that the theme is another one.
  const later = (): void => void requestAnimationFrame(() => requestAnimationFrame(call));
  const observer = new MutationObserver(later);
  observer.observe(document.body, { attributes: true, attributeFilter: ['data-jp-theme-light'] });
  return () => observer.disconnect();
}

/** The layout, on a dark page with light ink unless it has a background or a template of its own. */
export function themed(layout: PlotlyLayout): PlotlyLayout {
  const isDark = document.body.dataset['jpThemeLight'] === 'false';
  if (!isDark || layout.paper_bgcolor !== undefined || layout.template !== undefined) return layout;
  return { ...layout, template: { layout: dark } };
}

const axis = { gridcolor: '#484848', linecolor: '#8C8C8C', zerolinecolor: '#6E6E6E' };

const dark = {
  paper_bgcolor: 'rgba(0, 0, 0, 0)',
  plot_bgcolor: 'rgba(0, 0, 0, 0)',
  font: { color: '#E0E0E0' },
  modebar: { color: '#A0A0A0', activecolor: '#FFFFFF', bgcolor: 'rgba(0, 0, 0, 0)' },
  xaxis: axis,
  yaxis: axis,
  scene: { xaxis: axis, yaxis: axis, zaxis: axis },
};
