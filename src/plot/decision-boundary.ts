/** The regions into which a classifier divides the plane, with points above them. */
import { text } from '../display/language.ts';
import { ArgumentError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { lead, type PlaneClassifier, type Verdicts, verdictsAt, winner } from './classifier.ts';
import { regionAbove, type Vertex } from './contours.ts';
import { describeBoundary } from './decision-boundary-alt.ts';
import { chart, type Chart, type ChartOptions } from './figure.ts';
import {
  type LabelledPoint,
  type PlaneLabels,
  type PlanePoints,
  rangeOf,
  readPlanePoints,
  someOf,
} from './plane-points.ts';
import { coordinates, inOrder, planeChannels, type PlaneFrame, pixelsPerUnit, rounded, spread } from './rings.ts';
import { checkRange, type Range, type ScalarField, spaced } from './scalar-field.ts';
import { cycled, ink, palette, shapes } from './theme.ts';

/** How a decision boundary is drawn. */
export interface DecisionBoundaryOptions extends ChartOptions {
  /** Names of the classes in the order of their labels; the labels themselves where none are given. */
  readonly classNames?: readonly string[];
  /** The part of the first axis that is drawn; the points and a margin around them where it is not given. */
  readonly x?: Range;
  /** The part of the second axis. */
  readonly y?: Range;
  /** What the first number of a point is; x₁ by default. */
  readonly xLabel?: string;
  /** What the second one is; x₂ by default. */
  readonly yLabel?: string;
}

/**
 * Draws what a classifier of points of the plane has learnt: a region for each class, darker where the model is surer, a line
 * where two classes are level, and the points in colours and shapes of their true classes; those that lie in a region of
 * another class are outlined.
 *
 *     decisionBoundary(model, x, y)
 *     decisionBoundary((x) => x.matmul(W).add(b).sigmoid(), x, y)
 *
 * @param model a model of two inputs, or a function of a batch: one number a point for the second of two classes, or one for
 * each class, probabilities or scores; or class numbers
 * @param points a tensor [points, 2], or pairs of numbers
 * @param labels the class of each point: 0 … classes − 1, for a single output also −1 and 1
 * @throws ShapeError where points, labels and outputs do not fit, ArgumentError for a label that is no class
 */
export function decisionBoundary(
  model: PlaneClassifier,
  points: PlanePoints,
  labels: PlaneLabels,
  options: DecisionBoundaryOptions = {},
): Chart {
  const who = 'decisionBoundary';
  const read = readPlanePoints(who, points, labels);
  const { width = 380, height = 380, title, xLabel = 'x₁', yLabel = 'x₂' } = options;
  const { x = rangeOf(read.points, 0), y = rangeOf(read.points, 1) } = options;
  checkRange(who, 'x', x);
  checkRange(who, 'y', y);
  const frame = { x, y, width, height, xLabel, yLabel };
  const [xs, ys] = [spaced(x, nodes), spaced(y, nodes)];
  const grid = ys.flatMap((b) => xs.map((a): Vertex => [a, b]));
  // Asked together, so that they are read alike: as probabilities or as scores.
  const verdicts = verdictsAt(who, model, [...grid, ...read.points.map(({ at }) => at)]);
  const values = classValues(who, read.points, verdicts);
  const names = namesOf(values, options.classNames);
  const judged = read.points.map(({ at, label }, i) => {
    const k = values.indexOf(label);
    return { at, k, right: winner(verdicts, grid.length + i) === k };
  });
  const shares = values.map((_, k) => grid.filter((_point, i) => winner(verdicts, i) === k).length / grid.length);
  const gaps = grid.filter((_, i) => winner(verdicts, i) < 0).length / grid.length;
  const drawn = someOf(judged, pointLimit);
  const facts = { names, shares, gaps, judged, drawn: drawn.length, total: read.total, frame };
  const { alt, note } = describeBoundary({ ...facts, ...(title !== undefined && { title }) });
  const fields = values.map((_, k): ScalarField => {
    return { xs, ys, values: ys.map((_y, j) => xs.map((_x, i) => lead(verdicts, k, j * nodes + i))) };
  });
  const body = { width, height, layer: layers(fields, drawn, names, frame) };
  return chart(body, { alt: options.alt ?? alt, note, ...(title !== undefined && { title }) });
}

/** Points of the grid in each direction: finer than the eye follows the boundary, and some thousand calls of the model. */
const nodes = 81;
/** More points hide each other, and a picture of them would be large. */
const pointLimit = 300;
/** How far a class leads over the next one where its colour gets darker; the first is the boundary itself. */
const steps = [0, 0.4, 0.8] as const;

/** The labels of the classes: 0 … k − 1, or −1 and 1 for a single output. */
function classValues(who: string, points: readonly LabelledPoint[], { shares, binary }: Verdicts): readonly number[] {
  const signs = binary && points.some(({ label }) => label === -1);
  const values = signs ? [-1, 1] : Array.from({ length: shares.length }, (_, k) => k);
  const wrong = points.find(({ label }) => !values.includes(label));
  if (wrong === undefined) return values;
  throw new ArgumentError({
    what: who,
    expected: `labels that are classes of the model: ${values.join(', ')}`,
    received: String(wrong.label),
  });
}

function namesOf(values: readonly number[], given: readonly string[] | undefined): readonly string[] {
  if (given === undefined)
    return values.map((value) => text({ en: `class ${value}`, zh: `类别 ${value}` }).replace('-', '−'));
  if (given.length >= values.length) return given;
  throw new ArgumentError({
    what: 'decisionBoundary: classNames',
    expected: `${values.length} names, one for each class`,
    received: String(given.length),
  });
}

interface DrawnPoint {
  readonly at: Vertex;
  readonly k: number;
  readonly right: boolean;
}

function layers(
  fields: readonly ScalarField[],
  points: readonly DrawnPoint[],
  names: readonly string[],
  frame: PlaneFrame,
): JsonObject[] {
  const { x, y } = planeChannels(frame);
  const regions = fields.flatMap((field, k) =>
    steps.flatMap((level, i) => {
      const { x, y } = coordinates(regionAbove(field, level), frame);
      return x.length === 0
        ? []
        : [{ k: `${k} ${i}`, c: cycled(palette, k), o: i === 0 ? ink.strong : 'transparent', x, y }];
    }),
  );
  const raw = { type: 'nominal', scale: null, legend: null };
  const region = { type: 'line', clip: true, fillOpacity: 0.19, strokeWidth: 1.6, strokeJoin: 'round', aria: false };
  const scale = pixelsPerUnit(frame);
  const rows = points.map(({ at, k, right }) => {
    return { right, row: { x: rounded(at[0], scale[0]), y: rounded(at[1], scale[1]), s: names[k] } };
  });
  const domain = [...names];
  const classScale = (range: readonly [string, ...string[]]) => ({
    domain,
    range: names.map((_, k) => cycled(range, k)),
  });
  const legend = { title: null, symbolSize: 90, symbolStrokeWidth: 0 };
  const point = { type: 'point', filled: true, opacity: 1, clip: true, tooltip: true, aria: false };
  const encoding = {
    x,
    y,
    color: { field: 's', type: 'nominal', scale: classScale(palette), legend },
    shape: { field: 's', type: 'nominal', scale: classScale(shapes), legend },
  };
  return [
    {
      data: { values: regions },
      transform: [...spread],
      mark: region,
      encoding: {
        x,
        y,
        order: inOrder,
        fill: { field: 'c', ...raw },
        stroke: { field: 'o', ...raw },
        detail: { field: 'k', type: 'nominal' },
      },
    },
    // In layers of their own, so that frames of several models have the points once.
    {
      data: { values: rows.map(({ row }) => row) },
      mark: { ...point, size: 46, stroke: ink.card, strokeWidth: 0.8 },
      encoding,
    },
    {
      data: { values: rows.filter(({ right }) => !right).map(({ row }) => row) },
      mark: { ...point, size: 80, stroke: ink.strong, strokeWidth: 2 },
      encoding,
    },
    ...nameLayers(fields, names, { x, y }),
  ];
}

/** The name of each class in the middle of its region, on a pale ground. */
function nameLayers(fields: readonly ScalarField[], names: readonly string[], channels: JsonObject): JsonObject[] {
  const values = fields.flatMap((field, k) => {
    const at = middleOf(field);
    return at ? [{ x: at[0], y: at[1], s: names[k] }] : [];
  });
  const encoding = { ...channels, text: { field: 's', type: 'nominal' } };
  const word = { type: 'text', fontSize: 13, fontWeight: 600, aria: false };
  const ground = { ...word, stroke: ink.card, strokeWidth: 4, strokeJoin: 'round', strokeOpacity: 0.85 };
  return [
    { data: { values }, mark: ground, encoding },
    { data: { values }, mark: word, encoding },
  ];
}

/** The node of a region that is farthest from everything outside it, looked for among every third node. */
function middleOf({ xs, ys, values }: ScalarField): Vertex | undefined {
  const size = xs.length;
  const sampled = Array.from({ length: Math.ceil(size / 3) }, (_, i) => i * 3);
  const all = sampled.flatMap((j) => sampled.map((i) => ({ i, j, inside: values[j][i] >= 0 })));
  const outside = all.filter(({ inside }) => !inside);
  let best: { readonly i: number; readonly j: number; readonly room: number } | undefined;
  for (const { i, j, inside } of all) {
    if (!inside) continue;
    // A name needs more room to its sides than above and below.
    const edges = Math.min(i / 2, (size - 1 - i) / 2, j, size - 1 - j);
    const room = outside.reduce((least, other) => Math.min(least, Math.hypot((i - other.i) / 2, j - other.j)), edges);
    if (best === undefined || room > best.room) best = { i, j, room };
  }
  return best && [xs[best.i], ys[best.j]];
}
