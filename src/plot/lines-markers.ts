/** Upright marks on a chart of lines: a dashed line from top to bottom with its word at the upper end. */
import { isRecord, type Json, type JsonObject } from '../json.ts';
import { type Marker } from './lines-alt.ts';
import { xChannel, xPadding, yChannel, type AxesOptions } from './lines-axes.ts';
import type { Size } from './paint-svg.ts';
import { boxesAlong, placeWords } from './place-words.ts';
import { type Line } from './series.ts';
import { ink } from './theme.ts';
import type { Point } from './thin.ts';

const fontSize = 12;
/** Pixels between a dashed line and its word, and from the top to the middle of the word. */
const [distance, middle] = [5, 8];

/** The layers of the marks; a word stands on the left of its line where a curve runs through the place on the right. */
export function upright(
  read: readonly Line[],
  frame: AxesOptions & Size & { readonly markers: readonly Marker[] },
): Json[] {
  const { markers, width, height } = frame;
  if (markers.length === 0) return [];
  const [x, at] = [xChannel(read, frame), pixelsOf(read, frame)];
  const curves = read.flatMap(({ runs }) => runs.flatMap((run) => boxesAlong(run.map(at))));
  const names = markers.map((marker) => ({ x: at({ ...marker, y: 1 }).x, y: middle, word: marker.label, distance }));
  const rules = names.map(({ x }) => ({ x: x - 1, y: 0, width: 2, height }));
  const placed = placeWords(names, {
    ...{ fontSize, frame: { width, height }, obstacles: [...curves, ...rules], sides: ['right', 'left'] },
  });
  const values = markers.map(({ x, label }, i) => ({ x, m: label, ...(placed[i].align === 'right' && { l: 1 }) }));
  const anyLeft = values.some(({ l }) => l);
  const rule = { type: 'rule', color: ink.soft, strokeDash: [4, 3], strokeWidth: 1.5 };
  const side = anyLeft
    ? { align: { expr: "datum.l ? 'right' : 'left'" }, dx: { expr: `datum.l ? ${-distance} : ${distance}` } }
    : { align: 'left', dx: distance };
  const word = { type: 'text', ...side, dy: 2, baseline: 'top', fontSize, color: ink.strong };
  const words = { x, y: { value: 0 }, text: { field: 'm', type: 'nominal' } };
  return [
    { data: { values }, mark: rule, encoding: { x, y: { value: 0 }, y2: { value: height } } },
    { data: { values }, mark: word, encoding: words },
  ];
}

/** Where points stand, as far as that is known before the chart is drawn: Vega may add a little room above and below. */
function pixelsOf(read: readonly Line[], frame: AxesOptions & Size): (point: Point) => Point {
  const { logX, logY, width, height } = frame;
  const x = along(domainOf(xChannel(read, frame)), logX);
  const y = along(domainOf(yChannel(read, frame)), logY);
  return (point) => ({ x: xPadding + x(point.x) * (width - 2 * xPadding), y: (1 - y(point.y)) * height });
}

/** From a value to its share of the way between the ends. */
function along([low, high]: readonly [number, number], logarithmic: boolean): (value: number) => number {
  const scale = logarithmic ? Math.log10 : (value: number) => value;
  return (value) => (scale(value) - scale(low)) / (scale(high) - scale(low));
}

function domainOf({ scale }: JsonObject): readonly [number, number] {
  const domain = isRecord(scale) && Array.isArray(scale['domain']) ? scale['domain'] : [];
  const [low, high] = domain.filter((end) => typeof end === 'number');
  return [low ?? 0, high ?? 1];
}
