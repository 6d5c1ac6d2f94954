/** How every chart looks: one card, one type, colours that colour-blind readers tell apart. */
import type { JsonObject } from '../json.ts';

/**
 * The colours of Okabe and Ito, "Color Universal Design" (2008), in an order in which neighbours differ most;
 * their yellow is left out, because a yellow line on white is not seen.
 */
export const palette = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9', '#000000'] as const;

/** Dash patterns that go with the colours, so that colour is never the only sign. */
export const dashes = [
  [1, 0],
  [8, 4],
  [2, 3],
  [10, 3, 2, 3],
  [5, 2],
  [12, 4, 2, 4, 2, 4],
  [4, 6],
] as const;

/** Colours of paths over a blue ground. */
export const pathColors = ['#D55E00', '#000000', '#009E73', '#CC79A7', '#E69F00'] as const;

/** Point shapes that go with the colours. */
export const shapes = [
  'circle',
  'square',
  'triangle-up',
  'diamond',
  'triangle-down',
  'triangle-right',
  'cross',
] as const;

/** The item of a cycle at an index that may exceed it. */
export function cycled<T>(items: readonly [T, ...T[]], index: number): T {
  return items[index % items.length] ?? items[0];
}

/** Sans-serif fonts that have Latin and Chinese glyphs, the system's own first. */
export const font =
  "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'WenQuanYi Micro Hei', sans-serif";

/** Ink on the card: contrast with white is 12.6, 7.0 and 1.3 (grid). */
export const ink = { strong: '#333333', soft: '#595959', faint: '#E4E4E4', card: '#FFFFFF' } as const;

/**
 * The Vega-Lite configuration of every chart. The card is white on dark pages too: JupyterLab's dark theme puts mid-grey
 * behind transparent charts and paints all text white that the configuration leaves open, so every colour is given here.
 */
export const config: JsonObject = {
  background: ink.card,
  padding: 14,
  font,
  view: { stroke: null },
  title: {
    color: ink.strong,
    subtitleColor: ink.soft,
    fontSize: 15,
    fontWeight: 600,
    subtitleFontSize: 12,
    anchor: 'start',
    offset: 14,
  },
  axis: {
    domainColor: '#8C8C8C',
    tickColor: '#8C8C8C',
    gridColor: ink.faint,
    labelColor: ink.strong,
    titleColor: ink.strong,
    labelFontSize: 12,
    titleFontSize: 13,
    titleFontWeight: 'normal',
    titlePadding: 10,
    labelPadding: 5,
    tickSize: 4,
    labelFlush: false,
  },
  legend: {
    labelColor: ink.strong,
    titleColor: ink.strong,
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    labelLimit: 240,
    rowPadding: 6,
  },
  text: { color: ink.strong },
  style: {
    'guide-label': { fill: ink.strong },
    'guide-title': { fill: ink.strong },
    'group-title': { fill: ink.strong },
  },
};
