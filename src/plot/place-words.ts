/** Puts words beside points so that they cover neither points nor lines nor one another. */
import type { Box } from './image-layout.ts';
import type { Size } from './paint-svg.ts';
import { textWidth } from './text-width.ts';
import type { Point } from './thin.ts';

/** A word and the point that it names, in pixels from the upper left corner of the plot. */
export interface PointName extends Point {
  readonly word: string;
  /** Pixels from the middle of the point to the word. */
  readonly distance: number;
}

/** Where a word stands, as a text mark of Vega-Lite is told. */
export interface Placement {
  readonly align: 'left' | 'center' | 'right';
  readonly dx: number;
  readonly dy: number;
  /** Square pixels that it covers of what it should not. */
  readonly covered: number;
}

const directions = {
  right: [1, 0],
  left: [-1, 0],
  above: [0, -1],
  below: [0, 1],
  belowRight: [1, 1],
  aboveRight: [1, -1],
  belowLeft: [-1, 1],
  aboveLeft: [-1, -1],
} as const;

/** A side of a point. */
export type Side = keyof typeof directions;

const allSides: readonly [Side, ...Side[]] = ['right', 'left', 'above', 'below', 'belowRight', 'aboveRight', 'belowLeft', 'aboveLeft']; // prettier-ignore

/** What the words must heed. */
export interface PlaceWordsOptions {
  readonly fontSize: number;
  /** The plot, which they should not leave. */
  readonly frame: Size;
  /** What they should not cover. */
  readonly obstacles: readonly Box[];
  /** Sides of a point from the best to the worst; right, left, above, below and then the corners where they are not given. */
  readonly sides?: readonly [Side, ...Side[]];
}

/** One word after the other on the first side where it covers nothing, or else the least; then once more, with all in place. */
export function placeWords(names: readonly PointName[], options: PlaceWordsOptions): readonly Placement[] {
  const boxes = new Map<PointName, Box>();
  const placeAll = () =>
    names.map((name) => {
      boxes.delete(name);
      const { box, ...placement } = freest(name, [...options.obstacles, ...boxes.values()], options);
      boxes.set(name, box);
      return placement;
    });
  placeAll();
  return placeAll();
}

/** The first of the sides of a point on which its word covers least. */
function freest(name: PointName, taken: readonly Box[], { fontSize, frame, sides = allSides }: PlaceWordsOptions) {
  const choices = sides.map((side) => {
    const place = placeAt(name, side, fontSize);
    const box = boxOf(name, place, fontSize);
    return { ...place, box, covered: Math.round(coveredBy(box, taken) + outside(box, frame)) };
  });
  return choices.reduce((best, one) => (one.covered < best.covered ? one : best));
}

/** Small boxes along a line, so that words keep off it. */
export function boxesAlong(line: readonly Point[], thickness = 4): readonly Box[] {
  return line.flatMap((to, i) => {
    const from = line[Math.max(0, i - 1)] ?? to;
    const steps = Math.max(1, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / thickness));
    return Array.from({ length: steps }, (_, k) => {
      const share = (k + 1) / steps;
      return boxAround({ x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) }, thickness);
    });
  });
}

/** A square about a point. */
export function boxAround({ x, y }: Point, side: number): Box {
  return { x: x - side / 2, y: y - side / 2, width: side, height: side };
}

type Place = Omit<Placement, 'covered'>;

function placeAt({ distance }: PointName, side: Side, fontSize: number): Place {
  const [right, down] = directions[side];
  // At a corner the word is as far from the point as at a side.
  const reach = right !== 0 && down !== 0 ? Math.SQRT1_2 * distance : distance;
  const round = (value: number) => Number(value.toFixed(1));
  return {
    align: right > 0 ? 'left' : right < 0 ? 'right' : 'center',
    dx: round(right * reach),
    dy: round(down * (reach + fontSize / 2)),
  };
}

function boxOf({ x, y, word }: PointName, { align, dx, dy }: Place, fontSize: number): Box {
  const width = textWidth(word, fontSize);
  const left = align === 'left' ? 0 : align === 'right' ? width : width / 2;
  return { x: x + dx - left, y: y + dy - fontSize / 2, width, height: fontSize };
}

function coveredBy(box: Box, others: readonly Box[]): number {
  return others.reduce((sum, other) => sum + common(box, other), 0);
}

function outside(box: Box, { width, height }: Size): number {
  return box.width * box.height - common(box, { x: 0, y: 0, width, height });
}

/** The area that two boxes share. */
function common(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
}
