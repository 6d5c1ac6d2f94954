/** A loss over a plane as a surface in space that can be turned, with the ways that optimisers took over it. */
import { text } from '../display/language.ts';
import type { Place3 } from './camera.ts';
import { clip, within } from './clip.ts';
import type { Vertex } from './contours.ts';
import type { FigureOptions } from './figure.ts';
import { type LandscapeAxes, type LandscapeSource, readLandscape } from './landscape-source.ts';
import { describeLandscape } from './loss-landscape-alt.ts';
import { type OptimizerPaths, pathNotes, readPaths, type ReadPath, thinPaths } from './optimizer-paths.ts';
import { plotlyChart, type PlotlyChart } from './plotly.ts';
import type { ScalarField } from './scalar-field.ts';
import { simplify } from './simplify.ts';
import { paintSurface } from './surface-picture.ts';
import { coarse, cubeOf, type DrawnPath, sceneOf, type Surface } from './surface-scene.ts';
import { layoutOf, traces } from './surface-traces.ts';
import { svgDocument } from './svg-document.ts';
import { cycled, pathColors } from './theme.ts';
import { wordsMarkup } from './words.ts';

/** How a surface is drawn. */
export interface LossSurfaceOptions extends FigureOptions, LandscapeAxes {
  /** Paths of optimisers by name, their start first. */
  readonly paths?: OptimizerPaths;
  /** Whether heights are drawn on a logarithmic scale; values ≤ 0 leave holes then. False by default. */
  readonly logZ?: boolean;
}

/**
 * Draws a loss over a plane as a surface in space, with the paths of optimisers on it. Plotly lets the reader turn it; the
 * picture beside shows it from the front.
 *
 *     lossSurface((x, y) => x * x - y * y)
 *     lossSurface(await landscapeOf(model, x, y, 'meanSquaredError'), { logZ: true })
 *
 * @param source a function of two numbers, rows of values from the lowest y upwards, or a landscape
 * @throws ArgumentError for ranges or paths that are none, ShapeError for fewer than 2 rows or columns
 */
export function lossSurface(source: LandscapeSource, options: LossSurfaceOptions = {}): PlotlyChart {
  const who = 'lossSurface';
  const { title, logZ = false } = options;
  const read = readLandscape(who, source, options, 41);
  const surface: Surface = { ...read, logZ, field: coarse(logZ ? positive(read.field) : read.field, 41) };
  const paths = readPaths(who, options.paths ?? {}, surface);
  const { alt, remarks } = describeLandscape({ ...surface, paths, ...(title !== undefined && { title }) });
  const key = paths.length > 0 ? [text({ en: '○ start, ◆ end', zh: '○ 起点，◆ 终点' })] : [];
  const logarithmic = logZ ? [text({ en: 'logarithmic height', zh: '高度为对数刻度' })] : [];
  const notes = [...key, ...logarithmic, ...pathNotes(paths, drawnPlaces), ...remarks];
  const drawn = drawnPaths(thinPaths(paths, drawnPlaces), surface);
  const spoken = options.alt ?? alt;
  return plotlyChart(
    { data: traces(surface, drawn), layout: layoutOf(surface, drawn, notes) },
    {
      alt: spoken,
      ...(title !== undefined && { title }),
      still: async () => {
        const picture = paintSurface({ ...sceneOf(surface, drawn), title, notes });
        return svgDocument({ ...picture, alt: spoken, title }, picture.shapes + wordsMarkup(picture.texts));
      },
    },
  );
}

/** Places of all paths together. */
const drawnPlaces = 2000;

function positive(field: ScalarField): ScalarField {
  return { ...field, values: field.values.map((row) => row.map((value) => (value > 0 ? value : NaN))) };
}

function drawnPaths(paths: readonly ReadPath[], surface: Surface): readonly DrawnPath[] {
  const { x, y, logZ, valueOf } = surface;
  const cube = cubeOf(surface);
  const lift = ([a, b]: Vertex): Place3 => [a, b, valueOf(a, b)];
  const drawable = ([, , z]: Place3) => Number.isFinite(z) && (!logZ || z > 0);
  return paths.map((path, i) => {
    const { points } = path;
    const parts = clip(points, { x, y }).map((part) => part.map(lift).filter(drawable));
    const end = (place: Vertex | undefined) =>
      place && within(place, { x, y }) && drawable(lift(place)) ? lift(place) : undefined;
    return {
      ...path,
      color: cycled(pathColors, i),
      dash: i,
      parts: parts.filter((part) => part.length > 1).map((part) => simplify(part, 0.002, cube)),
      start: end(points[0]),
      end: points.length > 1 ? end(points.at(-1)) : undefined,
    };
  });
}
