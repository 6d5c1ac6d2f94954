/** Paints a surface in space: patches from the farthest to the nearest (the painter's algorithm), with axes and paths. */
import { brief } from '../display/names.ts';
import { nearness, type Place3, seen } from './camera.ts';
import { blues, hex, type Rgb } from './colors.ts';
import type { Vertex } from './contours.ts';
import type { PlacedText } from './image-layout.ts';
import { textWidth } from './text-width.ts';
import { ink } from './theme.ts';

/** An axis: its name, and what stands where along −1 … 1. */
export interface SpaceAxis {
  readonly label: string;
  readonly ticks: readonly { readonly at: number; readonly value: number }[];
}

/** A way over the surface. */
export interface SpacePath {
  readonly name: string;
  readonly color: string;
  readonly dash: readonly number[];
  readonly parts: readonly (readonly Place3[])[];
  readonly start?: Place3 | undefined;
  readonly end?: Place3 | undefined;
}

/** What is painted; all places lie in −1 … 1, heights that are not finite leave holes. */
export interface SpaceScene {
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly heights: readonly (readonly number[])[];
  readonly axes: readonly [x: SpaceAxis, y: SpaceAxis, z: SpaceAxis];
  readonly paths: readonly SpacePath[];
  readonly title?: string | undefined;
  readonly notes: readonly string[];
}

/** Pixels of half the cube's side, and how tall the cube is for its width. */
const scale = 165;
export const tallness = 0.62;
const wall = '#F6F6F6';
const grid = '#DADADA';

/** The picture without the words, and the words. */
export function paintSurface(scene: SpaceScene): {
  readonly width: number;
  readonly height: number;
  readonly shapes: string;
  readonly texts: readonly PlacedText[];
} {
  const top = 22 + (scene.title === undefined ? 0 : 24) + 16 * scene.notes.length;
  const [left, highest] = [seen([-1, -1, 0])[0] * scale, seen([-1, 1, tallness])[1] * scale];
  const origin: Vertex = [84 - left, top + 8 - highest];
  const onPage = (place: Place3): Vertex => {
    const [x, y] = seen([place[0], place[1], place[2] * tallness]);
    return [origin[0] + x * scale, origin[1] + y * scale];
  };
  const lowest = onPage([1, -1, -1])[1];
  const legendLeft = onPage([1, 1, 0])[0] + 40;
  const widest = Math.max(0, ...scene.paths.map(({ name }) => textWidth(name, 12)));
  const heading = [scene.title ?? '', ...scene.notes].map((line, i) => textWidth(line, i === 0 ? 16 : 12));
  const width = Math.ceil(
    Math.max(legendLeft + (widest > 0 ? 44 + widest : 0), ...heading.map((line) => line + 28)) + 14,
  );
  const axes = paintAxes(scene.axes, onPage);
  const items = [...patches(scene, onPage), ...scene.paths.flatMap((path) => pathItems(path, onPage))];
  items.sort((a, b) => a.near - b.near);
  const legend = scene.paths.map(({ color, dash }, i) => {
    const y = top + 20 + i * 22;
    return `<path d="M${n(legendLeft)} ${y}h32" stroke="${color}" stroke-width="2.5"${dashed(dash)} fill="none"/>`;
  });
  const names = scene.paths.map(({ name }, i) => word(name, [legendLeft + 40, top + 24 + i * 22], 12));
  const title = scene.title === undefined ? [] : [word(scene.title, [14, 28], 15)];
  const first = scene.title === undefined ? 24 : 46;
  const notes = scene.notes.map((line, i) => word(line, [14, first + 16 * i], 12));
  return {
    width,
    height: Math.ceil(lowest + 62),
    shapes: [axes.shapes, ...items.map(({ svg }) => svg), ...legend].join(''),
    texts: [...title, ...notes, ...axes.texts, ...names],
  };
}

type OnPage = (place: Place3) => Vertex;

/** Something that is painted, and how near it is. */
interface Item {
  readonly near: number;
  readonly svg: string;
}

/** The patches between four neighbours each, darker with their height and where they lean. */
function patches({ xs, ys, heights }: SpaceScene, onPage: OnPage): readonly Item[] {
  return ys.slice(1).flatMap((_, j) =>
    xs.slice(1).flatMap((_x, i): readonly Item[] => {
      const corner = (di: 0 | 1, dj: 0 | 1): Place3 => [xs[i + di], ys[j + dj], heights[j + dj][i + di]];
      const corners = [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)];
      if (!corners.every(([, , z]) => Number.isFinite(z))) return [];
      const height = corners.reduce((sum, [, , z]) => sum + z, 0) / 4;
      const [dx, dy] = [xs[i + 1] - xs[i], ys[j + 1] - ys[j]];
      const lean = Math.hypot((heights[j][i + 1] - heights[j][i]) / dx, (heights[j + 1][i] - heights[j][i]) / dy);
      const light = 0.88 + 0.04 * Math.round(3 / Math.sqrt(1 + lean * lean));
      // Few enough colours for a small PNG.
      const [red, green, blue] = blues(0.06 + 0.6 * (Math.round(((height + 1) / 2) * 16) / 16));
      const fill: Rgb = [Math.round(red * light), Math.round(green * light), Math.round(blue * light)];
      const outline = corners.map((place, k) => `${k === 0 ? 'M' : 'L'}${onPage(place).map(n).join(' ')}`).join('');
      const svg = `<path d="${outline}z" fill="${hex(fill)}" stroke="#5B88A8" stroke-width=".4"/>`;
      return [{ near: nearness([xs[i] + dx / 2, ys[j] + dy / 2, height * tallness]), svg }];
    }),
  );
}

/** A path in short pieces, each painted with the patches around it, a little nearer than they are. */
function pathItems({ color, dash, parts, start, end }: SpacePath, onPage: OnPage): readonly Item[] {
  const ahead = 0.16;
  const at = ([x, y, z]: Place3) => nearness([x, y, z * tallness]) + ahead;
  const pieces = parts.flatMap((part) => {
    let travelled = 0;
    return part.slice(1).map((to, i): Item => {
      const [[x, y], [toX, toY]] = [onPage(part[i]), onPage(to)];
      // Each piece goes on with the dashes where the one before it ended.
      const pattern = dash[1] === 0 ? '' : `${dashed(dash)} stroke-dashoffset="${n(travelled)}"`;
      travelled += Math.hypot(toX - x, toY - y);
      const line = `M${n(x)} ${n(y)}L${n(toX)} ${n(toY)}`;
      return {
        near: Math.max(at(part[i]), at(to)),
        svg: `<path d="${line}" stroke="${color}" stroke-width="2.2"${pattern} fill="none"/>`,
      };
    });
  });
  const ring = start && {
    near: at(start) + 0.1,
    svg: `<circle cx="${n(onPage(start)[0])}" cy="${n(onPage(start)[1])}" r="5" fill="${ink.card}" stroke="${color}" stroke-width="2"/>`,
  };
  const diamond = end && {
    near: at(end) + 0.1,
    svg: `<path d="M${onPage(end).map(n).join(' ')}m0 -7l6 7l-6 7l-6 -7z" fill="${color}" stroke="${ink.card}"/>`,
  };
  return [...pieces, ...(ring ? [ring] : []), ...(diamond ? [diamond] : [])];
}

/** The floor and the two walls behind, with lines at the ticks; numbers along the front edges. */
function paintAxes(
  [x, y, z]: SpaceScene['axes'],
  onPage: OnPage,
): { readonly shapes: string; readonly texts: readonly PlacedText[] } {
  const area = (...corners: readonly Place3[]) =>
    `<path d="${corners.map((place, k) => `${k === 0 ? 'M' : 'L'}${onPage(place).map(n).join(' ')}`).join('')}z" fill="${wall}" stroke="${grid}"/>`;
  const line = (...places: readonly Place3[]) =>
    places.map((place, k) => `${k === 0 ? 'M' : 'L'}${onPage(place).map(n).join(' ')}`).join('');
  const lines = [
    ...x.ticks.map(({ at }) => line([at, -1, -1], [at, 1, -1], [at, 1, 1])),
    ...y.ticks.map(({ at }) => line([1, at, -1], [-1, at, -1], [-1, at, 1])),
    ...z.ticks.map(({ at }) => line([-1, -1, at], [-1, 1, at], [1, 1, at])),
  ];
  const shapes = [
    area([-1, -1, -1], [1, -1, -1], [1, 1, -1], [-1, 1, -1]),
    area([-1, -1, -1], [-1, 1, -1], [-1, 1, 1], [-1, -1, 1]),
    area([-1, 1, -1], [1, 1, -1], [1, 1, 1], [-1, 1, 1]),
    `<path d="${lines.join('')}" stroke="${grid}" fill="none"/>`,
  ].join('');
  const shifted = (place: Place3, right: number, down: number): Vertex => [
    onPage(place)[0] + right,
    onPage(place)[1] + down,
  ];
  const texts = [
    ...x.ticks.map(({ at, value }) => word(brief(value), shifted([at, -1, -1], -6, 16), 11, 'middle')),
    ...y.ticks.map(({ at, value }) => word(brief(value), shifted([1, at, -1], 7, 14), 11)),
    ...z.ticks.map(({ at, value }) => word(brief(value), shifted([-1, -1, at], -7, 4), 11, 'end')),
    word(x.label, shifted([0, -1, -1], -26, 42), 12, 'middle'),
    word(y.label, shifted([1, 0, -1], 40, 32), 12),
    word(z.label, shifted([-1, -1, 1], -7, -14), 12, 'end'),
  ];
  return { shapes, texts };
}

function word(line: string, [x, y]: Vertex, size: number, anchor: PlacedText['anchor'] = 'start'): PlacedText {
  return { line, x: Math.round(x), y: Math.round(y), size, anchor };
}

function dashed(dash: readonly number[]): string {
  return dash[1] === 0 ? '' : ` stroke-dasharray="${dash.join(' ')}"`;
}

/** Tenths of a pixel are more than an eye sees. */
function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}
