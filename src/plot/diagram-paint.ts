/** Paints the boxes, arrows and frames of a diagram as SVG. */
import type { BoxKind } from './diagram.ts';
import { cornerRadius, type DiagramLayout, type PlacedBox, type Point } from './diagram-layout.ts';
import type { Box } from './image-layout.ts';
import { cycled } from './theme.ts';

interface Look {
  readonly fill: string;
  readonly stroke: string;
  readonly width: number;
  readonly dash?: string;
}

/**
 * Fill, outline and thickness; form and outline tell the kinds apart without the colours, whose hues are those of the
 * palette. All steps are multiples of 5, so that a picture of few colours keeps them exactly.
 */
const looks: Readonly<Record<BoxKind, Look>> = {
  input: { fill: '#E1F5EB', stroke: '#00A073', width: 1.5 },
  output: { fill: '#E1F5EB', stroke: '#00A073', width: 3 },
  layer: { fill: '#FFFFFF', stroke: '#8C8C8C', width: 1.2 },
  weighted: { fill: '#E1F0FA', stroke: '#0073B4', width: 1.5 },
  operation: { fill: '#FFFFFF', stroke: '#5A5A5A', width: 1.2 },
  parameter: { fill: '#FFF0DC', stroke: '#D75F00', width: 1.5 },
  constant: { fill: '#FAFAFA', stroke: '#8C8C8C', width: 1.2, dash: '2 2' },
  rest: { fill: '#FAFAFA', stroke: '#8C8C8C', width: 1.2, dash: '5 4' },
};

const line = '#6E6E6E';
/** Frames in frames take turns. */
const frameFills = ['#FAFAFA', '#F0F0F0'] as const;
const frameStroke = '#C8C8C8';
/** Height and half the width of an arrow's head. */
const head = { length: 7, half: 3.6 };

/** Everything but the card and the words. */
export function diagramShapes({ boxes, frames, arrows }: Pick<DiagramLayout, 'boxes' | 'frames' | 'arrows'>): string {
  return [
    ...frames.map(
      (frame) => `<rect ${placeOf(frame)} rx="8" fill="${cycled(frameFills, frame.depth)}" stroke="${frameStroke}"/>`,
    ),
    `<g fill="none" stroke="${line}" stroke-width="1.4">${arrows.map(shaft).join('')}</g>`,
    // The words of a frame interrupt an arrow that passes behind them.
    ...frames.map((frame) => `<rect ${placeOf(frame.title)} fill="${cycled(frameFills, frame.depth)}"/>`),
    `<g fill="${line}">${arrows.map(tip).join('')}</g>`,
    ...boxes.map(outline),
  ].join('');
}

/** Upright where it leaves and where it arrives, and at every bend. */
function shaft(points: readonly Point[]): string {
  const [start, ...rest] = points;
  const bends = rest.map(({ x, y }, i) => {
    const from = points[i];
    const end = i === rest.length - 1 ? y - head.length + 1 : y;
    const middle = (from.y + end) / 2;
    return from.x === x ? `V${n(end)}` : `C${n(from.x)} ${n(middle)} ${n(x)} ${n(middle)} ${n(x)} ${n(end)}`;
  });
  return `<path d="M${n(start.x)} ${n(start.y)}${bends.join('')}"/>`;
}

function tip(points: readonly Point[]): string {
  const { x, y } = points[points.length - 1];
  return `<path d="M${n(x)} ${n(y)}l${-head.half} ${-head.length}h${2 * head.half}z"/>`;
}

function outline(box: PlacedBox): string {
  const { fill, stroke, width, dash } = looks[box.kind];
  const style = `fill="${fill}" stroke="${stroke}" stroke-width="${width}"${dash === undefined ? '' : ` stroke-dasharray="${dash}"`}`;
  if (box.kind === 'parameter') return `<path d="${hexagon(box)}" ${style}/>`;
  return `<rect ${placeOf(box)} rx="${n(cornerRadius(box.kind, box.height))}" ${style}/>`;
}

function placeOf({ x, y, width, height }: Box): string {
  return `x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"`;
}

function hexagon({ x, y, width, height }: PlacedBox): string {
  const corner = height / 4;
  const half = height / 2;
  return `M${n(x + corner)} ${n(y)}h${n(width - 2 * corner)}l${n(corner)} ${n(half)}l${n(-corner)} ${n(half)}h${n(2 * corner - width)}l${n(-corner)} ${n(-half)}z`;
}

/** Tenths of a pixel are more than an eye sees. */
function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}
