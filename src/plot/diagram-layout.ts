/** Where the boxes, arrows, frames and words of a diagram stand, in CSS pixels. */
import type { BoxKind, Diagram, DiagramBox, DiagramFrame } from './diagram.ts';
import type { Box, PlacedText } from './image-layout.ts';
import { textWidth } from './text-width.ts';

export interface PlacedBox extends Box {
  readonly kind: BoxKind;
}

export interface PlacedFrame extends Box {
  /** In how many other frames it lies. */
  readonly depth: number;
  readonly title: Box;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface DiagramLayout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly PlacedBox[];
  /** Outer frames before inner ones, with the place of their titles. */
  readonly frames: readonly PlacedFrame[];
  /** From the lower edge of one box to the upper edge of another, through the places between. */
  readonly arrows: readonly (readonly Point[])[];
  readonly texts: readonly PlacedText[];
}

const margin = 14;
const headingSize = 15;
const titleSize = 13;
const lineSize = 11;
const lineHeight = 15;
/** From the edge of a box to its words. */
const padding = { x: 13, y: 8 };
/** From one arrow to the next where several begin or end at one box. */
const portStep = 14;

/**
 * Lays the diagram out in ranks from top to bottom, every arrow pointing down.
 * Source: Gansner, Koutsofios, North and Vo, “A technique for drawing directed graphs”, 1993, as dagre has it.
 */
export async function layoutDiagram(diagram: Diagram): Promise<DiagramLayout> {
  const graph = await placed(diagram);
  const { width, height } = graph.graph();
  const [heading, top] = headingOf(diagram);
  const widest = Math.max(width, ...heading.map(({ line, size }) => textWidth(line, size) * bold(size)));
  const shift = { x: margin + (widest - width) / 2, y: margin + top };
  const boxAt = (id: string): Box => {
    const { x, y, width: w, height: h } = graph.node(id);
    return { x: x - w / 2 + shift.x, y: y - h / 2 + shift.y, width: w, height: h };
  };
  const boxes = diagram.boxes.map(({ id, kind }) => ({ ...boxAt(id), kind }));
  const frames = diagram.frames.map((frame): PlacedFrame => {
    const box = boxAt(frame.id);
    const title = { x: box.x + 5, y: box.y + 3, width: textWidth(frame.title, lineSize) + 8, height: lineHeight };
    return { ...box, depth: depthOf(diagram, frame), title };
  });
  const byId = new Map(diagram.boxes.map(({ id }, i) => [id, boxes[i]]));
  const ways = graph.edges().map((edge) => {
    const bends = graph.edge(edge).points.slice(1, -1);
    return { from: edge.v, to: edge.w, between: bends.map(({ x, y }) => ({ x: x + shift.x, y: y + shift.y })) };
  });
  const arrows = ways.map((way) => {
    const [source, target] = [byId.get(way.from), byId.get(way.to)];
    if (source === undefined || target === undefined) return [];
    const [start, end] = [port(ways, way, 'from', source), port(ways, way, 'to', target)];
    return bent([start, ...direct(way.between, start.x, end.x), end]);
  });
  return {
    ...{ width: Math.ceil(widest) + 2 * margin, height: Math.ceil(height + top) + 2 * margin },
    ...{ boxes, frames, arrows },
    texts: [
      ...heading,
      ...diagram.frames.map(({ title }, i): PlacedText => {
        return { line: title, x: frames[i].title.x + 4, y: frames[i].title.y + 11, size: lineSize, anchor: 'start' };
      }),
      ...diagram.boxes.flatMap((box, i) => wordsOf(box, boxes[i])),
    ],
  };
}

/** Title and note, and the height that they take. */
function headingOf({ title, note }: Diagram): readonly [texts: readonly PlacedText[], height: number] {
  const texts: PlacedText[] = [];
  let y = margin;
  for (const [line, size] of [
    [title, headingSize],
    [note, lineSize],
  ] as const) {
    if (line === undefined) continue;
    texts.push({ line, x: margin, y: y + size - 3, size, anchor: 'start' });
    y += size + 6;
  }
  return [texts, texts.length === 0 ? 0 : y - margin + 8];
}

/** Words in bold type run wider. */
function bold(size: number): number {
  return size > 12 ? 1.1 : 1;
}

function sizeOf({ kind, title, lines }: DiagramBox): { readonly width: number; readonly height: number } {
  const widest = Math.max(
    textWidth(title, titleSize) * bold(titleSize),
    ...lines.map((line) => textWidth(line, lineSize)),
  );
  const height = 2 * padding.y + titleSize + 1 + lines.length * lineHeight;
  const round = kind === 'layer' || kind === 'weighted' ? 0 : kind === 'parameter' ? height / 4 : 4;
  // A sign stands in a circle.
  const width = kind === 'operation' && title.length === 1 ? height : Math.ceil(widest) + 2 * (padding.x + round);
  return { width: Math.max(height, width), height };
}

function wordsOf({ title, lines }: DiagramBox, box: Box): readonly PlacedText[] {
  const x = box.x + box.width / 2;
  const first = box.y + padding.y + titleSize - 2;
  return [
    { line: title, x, y: first, size: titleSize, anchor: 'middle' },
    ...lines.map((line, i): PlacedText => {
      return { line, x, y: first + 1 + (i + 1) * lineHeight, size: lineSize, anchor: 'middle' };
    }),
  ];
}

function depthOf({ frames }: Pick<Diagram, 'frames'>, { frame }: DiagramFrame): number {
  const outer = frames.find(({ id }) => id === frame);
  return outer === undefined ? 0 : 1 + depthOf({ frames }, outer);
}

interface Way {
  readonly from: string;
  readonly to: string;
  readonly between: readonly Point[];
}

/**
 * Where an arrow meets a box: in the middle of its edge. Several stand side by side in the order from where they come; one
 * that comes from straight above keeps the middle, the others stand on their sides of it.
 */
function port(ways: readonly Way[], way: Way, side: 'from' | 'to', box: PlacedBox): Point {
  const middle = box.x + box.width / 2;
  const away = ({ between }: Way): number => (between.at(side === 'from' ? 0 : -1)?.x ?? middle) - middle;
  const sharing = ways.filter((other) => other[side] === way[side]).toSorted((a, b) => away(a) - away(b));
  const straight = sharing.findIndex((other) => Math.abs(away(other)) < 1);
  const step = Math.min(portStep, (box.width - 12) / sharing.length);
  const offset = (sharing.indexOf(way) - (straight === -1 ? (sharing.length - 1) / 2 : straight)) * step;
  const inset = roundness(box, offset);
  return { x: middle + offset, y: side === 'from' ? box.y + box.height - inset : box.y + inset };
}

/** How far the edge lies inside the box's rectangle at a distance from its middle: its corners are round. */
function roundness({ kind, width, height }: PlacedBox, offset: number): number {
  const radius = cornerRadius(kind, height);
  const beyond = Math.abs(offset) - (width / 2 - radius);
  return beyond <= 0 ? 0 : radius - Math.sqrt(Math.max(0, radius ** 2 - beyond ** 2));
}

/** Boxes of layers are rectangles, what comes in and goes out and what only computes is round. */
export function cornerRadius(kind: BoxKind, height: number): number {
  return kind === 'layer' || kind === 'weighted' || kind === 'constant' ? 5 : kind === 'parameter' ? 0 : height / 2;
}

/** From one rank to the next nothing is in the way: the only bend lies between the ends. */
function direct(between: readonly Point[], from: number, to: number): readonly Point[] {
  if (between.length !== 1) return between;
  const [{ x, y }] = between;
  return [{ x: Math.max(Math.min(from, to), Math.min(Math.max(from, to), x)), y }];
}

/** Only the bends; each begins a little earlier, and ends a little later, where the line beside it is upright. */
function bent(points: readonly Point[]): readonly Point[] {
  const bends = points.filter(({ x }, i) => x !== points[i - 1]?.x || x !== points[i + 1]?.x);
  const room = (a: Point | undefined, b: Point): number =>
    a === undefined || a.x !== b.x ? 0 : Math.min(14, Math.abs(a.y - b.y) / 2);
  return bends.map(({ x, y }, i) => {
    if (i === 0 || i === bends.length - 1) return { x, y };
    return { x, y: y - room(bends[i - 1], bends[i]) + room(bends[i + 1], bends[i]) };
  });
}

/** What is used of dagre, whose own declarations TypeScript does not find from modules. */
interface Dagre {
  readonly Graph: new (options: { readonly compound: boolean }) => DagreGraph;
  layout(graph: DagreGraph): void;
}

interface DagreGraph {
  setGraph(settings: object): void;
  graph(): { readonly width: number; readonly height: number };
  setNode(id: string, label: object): void;
  /** Its middle and its size, after `layout`. */
  node(id: string): Box;
  setParent(id: string, parent: string): void;
  setEdge(from: string, to: string, label: object): void;
  edges(): readonly { readonly v: string; readonly w: string }[];
  edge(edge: { readonly v: string; readonly w: string }): { readonly points: readonly Point[] };
}

/** The middle of every box and frame, and the bends of the arrows. */
async function placed({ boxes, frames, arrows, spine = false }: Diagram): Promise<DagreGraph> {
  const { Graph, layout }: Dagre = await import('@dagrejs/dagre');
  const graph = new Graph({ compound: true });
  // A frame's title stands in half the space between two ranks.
  const align = spine ? { align: 'UL' } : {};
  graph.setGraph({ rankdir: 'TB', nodesep: 26, edgesep: 18, ranksep: frames.length > 0 ? 56 : 32, ...align });
  for (const box of boxes) graph.setNode(box.id, sizeOf(box));
  for (const { id } of frames) graph.setNode(id, {});
  for (const { id, frame } of [...boxes, ...frames]) if (frame !== undefined) graph.setParent(id, frame);
  for (const { from, to } of arrows) graph.setEdge(from, to, {});
  layout(graph);
  return graph;
}
