/** A loss over a plane as seen from above: bands of equal loss, and the ways that optimisers took. */
import { text } from '../display/language.ts';
import { brief, written } from '../display/names.ts';
import { ArgumentError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { blues, hex } from './colors.ts';
import { clip, within } from './clip.ts';
import { regionAbove, type Vertex } from './contours.ts';
import { chart, type Chart, type ChartOptions } from './figure.ts';
import { describeLandscape } from './loss-landscape-alt.ts';
import { type LandscapeAxes, type LandscapeSource, readLandscape } from './landscape-source.ts';
import { levelsOf } from './levels.ts';
import { type OptimizerPaths, pathNotes, readPaths, type ReadPath, thinPaths } from './optimizer-paths.ts';
import { coordinates, inOrder, planeChannels, type PlaneFrame, pixelsPerUnit, rounded, spread } from './rings.ts';
import { extremesOf, type ScalarField } from './scalar-field.ts';
import { cycled, dashes, ink, pathColors } from './theme.ts';

/** How a landscape is drawn. */
export interface LossLandscapeOptions extends ChartOptions, LandscapeAxes {
  /** Paths of optimisers by name, their start first. */
  readonly paths?: OptimizerPaths;
  /** How many contour lines, about 10 by default, or at which heights. */
  readonly levels?: number | readonly number[];
}

/**
 * Draws a loss over a plane: bands that get darker with the loss, contour lines with their heights, and the paths of
 * optimisers, a dot for each step.
 *
 *     lossLandscape((x, y) => (1 - x) ** 2 + 100 * (y - x * x) ** 2, { x: [-2, 2], y: [-1, 3], paths: { SGD: places } })
 *     lossLandscape(await landscapeOf(model, x, y, 'meanSquaredError'))
 *
 * @param source a function of two numbers, rows of values from the lowest y upwards, or a landscape
 * @throws ArgumentError for ranges or paths that are none, ShapeError for fewer than 2 rows or columns
 */
export function lossLandscape(source: LandscapeSource, options: LossLandscapeOptions = {}): Chart {
  const who = 'lossLandscape';
  const { width = 420, height = 380, title } = options;
  const landscape = readLandscape(who, source, options, 101);
  const paths = readPaths(who, options.paths ?? {}, landscape);
  const levels = readLevels(landscape.field, options.levels);
  const facts = { ...landscape, paths, levels, ...(title !== undefined && { title }) };
  const { alt, remarks } = describeLandscape(facts);
  const key = paths.length > 0 ? [text({ en: '○ start, ◆ end', zh: '○ 起点，◆ 终点' })] : [];
  const note = [...key, ...pathNotes(paths, drawnPlaces), ...remarks].join('\n');
  const frame = { ...landscape, width, height };
  const body = { width, height, layer: layers(landscape.field, levels, thinPaths(paths, drawnPlaces), frame) };
  return chart(body, { alt: options.alt ?? alt, ...(title !== undefined && { title }), ...(note !== '' && { note }) });
}

/** Places of all paths together: more hide each other and take long to draw. */
const drawnPlaces = 2000;
const contourColor = '#4F86AB';
/** Steps of a path that are marked by dots; more would run together. */
const mostDots = 60;

function readLevels(field: ScalarField, levels: number | readonly number[] = 10): readonly number[] {
  if (typeof levels === 'number') return levelsOf(field, levels);
  const odd = levels.find((level) => !Number.isFinite(level));
  if (odd === undefined) return levels.toSorted((a, b) => a - b);
  throw new ArgumentError({ what: 'lossLandscape: levels', expected: 'finite numbers', received: written(odd) });
}

function layers(
  field: ScalarField,
  levels: readonly number[],
  paths: readonly ReadPath[],
  frame: PlaneFrame,
): JsonObject[] {
  const channels = planeChannels(frame);
  const lowest = extremesOf(field)?.low.value;
  const heights = lowest === undefined ? [] : [lowest, ...levels.filter((level) => level > lowest)];
  const bands = heights.map((level, k) => ({ level, k, rings: regionAbove(field, level) }));
  const rows = bands
    .filter(({ rings }) => rings.length > 0)
    .map(({ k, rings }) => {
      const color = hex(blues(0.02 + (0.5 * k) / Math.max(1, heights.length - 1)));
      return { k, c: color, o: k === 0 ? 'transparent' : contourColor, ...coordinates(rings, frame) };
    });
  const raw = { type: 'nominal', scale: null, legend: null };
  const mark = { type: 'line', clip: true, fillOpacity: 1, strokeWidth: 0.9, strokeJoin: 'round', aria: false };
  const fill = { field: 'c', ...raw };
  const stroke = { field: 'o', ...raw };
  const detail = { field: 'k', type: 'nominal' };
  const labelled = bands.slice(1).map(({ level, rings }) => ({ label: brief(level), rings }));
  return [
    {
      data: { values: rows },
      transform: [...spread],
      mark,
      encoding: { ...channels, order: inOrder, fill, stroke, detail },
    },
    ...levelLayers(labelled, paths, frame, channels),
    ...pathLayers(paths, frame, channels),
  ];
}

/** The height of each contour line, where there is most room on it. */
function levelLayers(
  lines: readonly { readonly label: string; readonly rings: readonly (readonly Vertex[])[] }[],
  paths: readonly ReadPath[],
  { x, y, ...frame }: PlaneFrame,
  channels: JsonObject,
): JsonObject[] {
  const scale = pixelsPerUnit({ x, y, ...frame });
  const onPage = ([a, b]: Vertex): Vertex => [(a - x[0]) * scale[0], (y[1] - b) * scale[1]];
  const taken = paths.flatMap(({ points }) => points.filter((point) => within(point, { x, y })).map(onPage));
  const placed: Vertex[] = [];
  const inside = ([px, py]: Vertex) => px > 24 && py > 14 && px < frame.width - 24 && py < frame.height - 14;
  const values = lines.flatMap(({ label, rings }) => {
    let best: { readonly at: Vertex; readonly room: number } | undefined;
    for (const at of rings.flat()) {
      const [px, py] = onPage(at);
      if (!inside([px, py])) continue;
      const distance = ([qx, qy]: Vertex) => Math.hypot((px - qx) / 1.6, py - qy);
      const room = Math.min(60, ...placed.map(distance), ...taken.map((point) => 1.5 * distance(point)));
      if (best === undefined || room > best.room) best = { at, room };
    }
    if (best === undefined || best.room < 14) return [];
    placed.push(onPage(best.at));
    return [{ x: rounded(best.at[0], scale[0]), y: rounded(best.at[1], scale[1]), v: label }];
  });
  const encoding = { ...channels, text: { field: 'v', type: 'nominal' } };
  const word = { type: 'text', fontSize: 11, aria: false };
  const ground = { ...word, stroke: ink.card, strokeWidth: 4, strokeJoin: 'round', strokeOpacity: 0.8 };
  return [
    { data: { values }, mark: ground, encoding },
    { data: { values }, mark: word, encoding },
  ];
}

/** Each path as a line on a white ground, a dot for each step, a ring where it starts and a diamond where it ends. */
function pathLayers(paths: readonly ReadPath[], frame: PlaneFrame, { x, y }: JsonObject): JsonObject[] {
  if (paths.length === 0) return [];
  const scale = pixelsPerUnit(frame);
  const place = ([a, b]: Vertex) => ({ x: rounded(a, scale[0]), y: rounded(b, scale[1]) });
  const shown = (point: Vertex) => within(point, frame);
  const domain = paths.map(({ name }) => name);
  const ranged = (range: readonly [JsonObject[string], ...JsonObject[string][]]) => {
    return { domain, range: paths.map((_, i) => cycled(range, i)) };
  };
  const named = { field: 's', type: 'nominal' };
  const legend = { title: null, symbolType: 'stroke', symbolSize: 700, symbolStrokeWidth: 2.5 };
  const color = { ...named, scale: ranged(pathColors), legend };
  const strokeDash = { ...named, scale: ranged(dashes), legend };
  const lines = {
    data: { values: paths.map(({ name, points }) => ({ s: name, ...coordinates(clip(points, frame), frame) })) },
  };
  const line = { type: 'line', clip: true, strokeJoin: 'round', aria: false };
  const dots = paths.flatMap(({ name, points, steps }) =>
    steps > mostDots
      ? []
      : points
          .slice(1, -1)
          .filter(shown)
          .map((point) => ({ s: name, ...place(point) })),
  );
  const ends = paths.flatMap(({ name, points, values, steps }) =>
    points.length < 2 || !shown(points[points.length - 1])
      ? []
      : [
          {
            s: name,
            ...place(points[points.length - 1]),
            step: steps,
            v: written(values[values.length - 1]),
          },
        ],
  );
  const starts = paths
    .filter(({ points: [start] }) => shown(start))
    .map(({ name, points, values }) => ({
      s: name,
      ...place(points[0]),
      step: 0,
      v: written(values[0]),
    }));
  const tooltip = ['s', 'x', 'y', 'step', 'v'].map((field) => ({ field, type: 'nominal' }));
  const point = { type: 'point', filled: true, opacity: 1, clip: true, aria: false };
  return [
    {
      ...lines,
      transform: [...spread],
      mark: { ...line, strokeWidth: 4.5, stroke: ink.card, strokeOpacity: 0.75 },
      encoding: { x, y, order: inOrder, detail: named },
    },
    {
      ...lines,
      transform: [...spread],
      mark: { ...line, strokeWidth: 2 },
      encoding: { x, y, order: inOrder, color, strokeDash },
    },
    { data: { values: dots }, mark: { ...point, size: 18 }, encoding: { x, y, color } },
    {
      data: { values: starts },
      mark: { ...point, filled: false, size: 90, fill: ink.card, strokeWidth: 2 },
      encoding: { x, y, color, tooltip },
    },
    {
      data: { values: ends },
      mark: { ...point, shape: 'diamond', size: 130, stroke: ink.card, strokeWidth: 1 },
      encoding: { x, y, color, tooltip },
    },
  ];
}
