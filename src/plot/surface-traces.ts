/** A surface and the paths over it as Plotly draws them. */
import type { Json, JsonObject } from '../json.ts';
import { eye, type Place3 } from './camera.ts';
import { blues, hex } from './colors.ts';
import { roundNumbers } from './round-numbers.ts';
import type { Range } from './scalar-field.ts';
import { tallness } from './surface-picture.ts';
import { type DrawnPath, heightRange, type Surface } from './surface-scene.ts';
import { cycled } from './theme.ts';

/** Plotly's names of the dashes that are like those of other charts. */
const plotlyDashes = ['solid', 'dash', 'dot', 'dashdot', 'longdash'] as const;

/** The surface, darker where it is higher, and each path a little above it, so that it does not sink in. */
export function traces(landscape: Surface, paths: readonly DrawnPath[]): readonly JsonObject[] {
  const { field, valueLabel, logZ } = landscape;
  const range = heightRange(landscape);
  const colorscale = Array.from({ length: 9 }, (_, i): Json => [i / 8, hex(blues(0.06 + (0.6 * i) / 8))]);
  const z = field.values.map((row) => row.map(short));
  const surface: JsonObject = {
    type: 'surface',
    x: field.xs.map(short),
    y: field.ys.map(short),
    z,
    ...(logZ && { surfacecolor: field.values.map((row) => row.map((value) => short(Math.log10(value)))) }),
    colorscale,
    colorbar: { title: { text: valueLabel }, thickness: 14, len: 0.6, ...(logZ && decades(range)) },
    contours: { z: { show: true, color: '#5B88A8', width: 1 } },
    name: valueLabel,
  };
  const above = 0.012 * (range[1] - range[0]);
  const lifted = (value: number): number => (logZ ? value * 10 ** above : value + above);
  return [surface, ...paths.map((path) => way(path, lifted))];
}

function way({ name, color, dash, parts, start, end }: DrawnPath, lifted: (z: number) => number): JsonObject {
  const ends = [...(start ? [start] : []), ...(end ? [end] : [])];
  const gap = (following: readonly Place3[], i: number) => [...(i > 0 ? [null] : []), ...following];
  const places = [...parts, ends].filter((part) => part.length > 0).flatMap(gap);
  const marks = places.length - ends.length;
  const list = (axis: 0 | 1) => places.map((place) => (place === null ? null : short(place[axis])));
  const each = <T extends Json>(inner: T, first: T, last: T) =>
    places.map((_, i) => (i < marks ? inner : start && i === marks ? first : last));
  return {
    type: 'scatter3d',
    mode: 'lines+markers',
    name,
    x: list(0),
    y: list(1),
    z: places.map((place) => (place === null ? null : short(lifted(place[2])))),
    connectgaps: false,
    hoverinfo: 'name+x+y',
    line: { color, width: 6, dash: cycled(plotlyDashes, dash) },
    marker: { color, symbol: each('circle', 'circle-open', 'diamond'), size: each(2, 7, 7) },
  };
}

/** Names, ranges, the view, and what has to be said. */
export function layoutOf(surface: Surface, paths: readonly DrawnPath[], notes: readonly string[]): JsonObject {
  const { x, y, xLabel, yLabel, valueLabel, logZ } = surface;
  const axis = (label: string, rest: JsonObject) => ({ title: { text: label }, ...rest });
  const [ex, ey, ez] = eye.map((side) => 2.1 * side);
  const note = {
    showarrow: false,
    xref: 'paper',
    yref: 'paper',
    x: 0,
    y: 1,
    xanchor: 'left',
    yanchor: 'top',
    align: 'left',
  };
  return {
    height: 480,
    showlegend: paths.length > 0,
    legend: { x: 0, y: 0, xanchor: 'left', yanchor: 'bottom' },
    scene: {
      xaxis: axis(xLabel, { range: [...x], nticks: 6 }),
      yaxis: axis(yLabel, { range: [...y], nticks: 6 }),
      zaxis: axis(valueLabel, logZ ? { type: 'log', dtick: 1 } : { nticks: 6 }),
      aspectmode: 'manual',
      aspectratio: { x: 1, y: 1, z: tallness },
      camera: { eye: { x: ex, y: ey, z: ez }, center: { x: 0, y: 0, z: -0.12 } },
    },
    ...(notes.length > 0 && { annotations: [{ text: notes.join('<br>'), ...note }] }),
  };
}

/** The colour bar of powers of ten. */
function decades([low, high]: Range): JsonObject {
  const powers = roundNumbers(low, high, 5).filter(Number.isInteger);
  return { tickvals: powers, ticktext: powers.map((power) => String(Number(`1e${power}`))) };
}

/** Five digits are more than a picture shows; what is not finite is a hole. */
function short(value: number): Json {
  return Number.isFinite(value) ? Number(value.toPrecision(5)) : null;
}
