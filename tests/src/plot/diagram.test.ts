import { describe, expect, it } from 'vitest';
import { decode } from 'fast-png';
import { displaySymbol, metadataSymbol } from '../../../src/display/index.ts';
import { cut } from '../../../src/plot/diagram-cut.ts';
import { layoutDiagram } from '../../../src/plot/diagram-layout.ts';
import type { Diagram } from '../../../src/plot/diagram.ts';
import { drawDiagram } from '../../../src/plot/draw-diagram.ts';
import { listOf, wordsOf } from './look.ts';

/** A residual block in a frame, with its input and output around it. */
const diagram: Diagram = {
  alt: 'A residual block.',
  boxes: [
    { id: 'x', kind: 'input', title: 'x', lines: ['8'] },
    { id: 'wide', kind: 'weighted', title: 'a layer with a long name', lines: ['8 · 72 parameters'], frame: 'f' },
    { id: 'p', kind: 'parameter', title: 'W', lines: ['8×8'], frame: 'f' },
    { id: 'sum', kind: 'operation', title: '+', lines: [], frame: 'f' },
    { id: 'c', kind: 'constant', title: 'c', lines: [] },
    { id: 'y', kind: 'output', title: 'y', lines: ['8'] },
  ],
  frames: [{ id: 'f', title: 'residual' }],
  arrows: [
    { from: 'x', to: 'wide' },
    { from: 'p', to: 'wide' },
    { from: 'wide', to: 'sum' },
    { from: 'x', to: 'sum' },
    { from: 'c', to: 'sum' },
    { from: 'sum', to: 'y' },
  ],
};

describe('the layout of a diagram', () => {
  it('lets no boxes overlap, and keeps everything on the card, the boxes of a frame inside it', async () => {
    const { boxes, frames, width, height } = await layoutDiagram(diagram);
    boxes.forEach((a, i) => {
      expect(a.x >= 0 && a.y >= 0 && a.x + a.width <= width && a.y + a.height <= height).toBe(true);
      for (const b of boxes.slice(i + 1)) {
        const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
        expect(apart).toBe(true);
      }
    });
    const [frame] = frames;
    for (const box of boxes.slice(1, 4)) {
      expect(box.x >= frame.x && box.x + box.width <= frame.x + frame.width).toBe(true);
      // The title of the frame stands above the boxes.
      expect(box.y).toBeGreaterThanOrEqual(frame.title.y + frame.title.height);
      expect(box.y + box.height).toBeLessThanOrEqual(frame.y + frame.height);
    }
  });

  it('lets every arrow touch its two boxes, from the lower edge of one to the upper edge of the other', async () => {
    const { boxes, arrows } = await layoutDiagram(diagram);
    const boxOf = new Map(diagram.boxes.map(({ id }, i) => [id, boxes[i]]));
    expect(arrows).toHaveLength(6);
    const ends = arrows.map((points) => [points[0], points[points.length - 1]]);
    for (const { from, to } of diagram.arrows) {
      const [source, target] = [boxOf.get(from), boxOf.get(to)];
      if (source === undefined || target === undefined) throw new Error('no box');
      const touching = ends.filter(
        ([start, end]) => onEdge(source, start, source.y + source.height) && onEdge(target, end, target.y),
      );
      expect(touching).toHaveLength(1);
    }
    expect(new Set(ends.map(([, { x, y }]) => `${x} ${y}`)).size).toBe(6);
  });

  it('gives every line of words room in its box', async () => {
    const { texts, boxes } = await layoutDiagram(diagram);
    expect(texts.map(({ line }) => line)).toContain('a layer with a long name');
    const title = texts.find(({ line }) => line === 'a layer with a long name');
    expect(boxes[1].width).toBeGreaterThan(0.5 * 13 * (title?.line.length ?? 0));
    for (const { line, x, y } of texts.filter(({ anchor }) => anchor === 'middle')) {
      const inside = boxes.some((box) => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height);
      expect(inside, line).toBe(true);
    }
  });
});

/** Whether a point lies on the outline of a box near that edge; round boxes lie inside their rectangle at the corners. */
function onEdge(
  { kind, x, width, y, height }: { kind: string; x: number; width: number; y: number; height: number },
  point: { x: number; y: number },
  edge: number,
): boolean {
  if (point.x < x || point.x > x + width) return false;
  if (!['input', 'output', 'operation'].includes(kind)) return Math.abs(point.y - edge) < 1e-6;
  const [cy, r] = [y + height / 2, height / 2];
  const cx = Math.max(x + r, Math.min(x + width - r, point.x));
  return (
    Math.abs(Math.hypot(point.x - cx, point.y - cy) - r) < 1e-6 && Math.sign(point.y - cy) === Math.sign(edge - cy)
  );
}

describe('the picture of a diagram', () => {
  it('is an SVG with words, shown as a PNG twice as fine whose size is told when it is drawn, and words alone', async (context) => {
    const figure = drawDiagram(diagram);
    const bundle = await figure[displaySymbol]();
    const svg = await figure.toSVG();
    expect(svg).toMatch(/^<svg [^>]*role="img" aria-label="A residual block\."/);
    expect(wordsOf(svg)).toEqual(['residual', 'x', '8', 'a layer with a long name', '8 · 72 parameters', 'W', '8×8', '+', 'c', 'y', '8']); // prettier-ignore
    expect(bundle['text/plain']).toBe('A residual block.');
    const { 'image/png': size } = figure[metadataSymbol];
    context.skip(bundle['image/png'] === undefined, 'No font of this machine has the characters.');
    const png = decode(Uint8Array.from(atob(String(bundle['image/png'])), (c) => c.charCodeAt(0)));
    expect(size).toEqual({ width: png.width / 2, height: png.height / 2, alt: figure.alt });
    // Few colours, kept in a palette with those of the boxes among them.
    const colors = png.palette?.map((color) => color.slice(0, 3).join()) ?? [];
    expect(colors).toEqual(expect.arrayContaining(['225,245,235', '225,240,250', '255,240,220', '255,255,255']));
  });

  it('tells the kinds of boxes apart by form and outline, not by colour alone', async () => {
    const svg = await drawDiagram(diagram).toSVG();
    expect(svg).toMatch(/<path d="M[\d.]+ [\d.]+h[^"]*z" fill="#FFF0DC"/);
    expect(svg).toContain('stroke-dasharray="2 2"');
    expect(svg).toMatch(/rx="5" fill="#E1F0FA"/);
    expect(svg).toMatch(/fill="#E1F5EB" stroke="#00A073" stroke-width="3"/);
  });
});

describe('a diagram that is too long', () => {
  const chain = (n: number) => ({
    boxes: listOf(n, (i) => ({ id: `${i}`, kind: 'layer', title: `${i}`, lines: [], frame: `f${i}` }) as const),
    frames: listOf(n, (i) => ({ id: `f${i}`, title: '' })),
    arrows: listOf(n - 1, (i) => ({ from: `${i}`, to: `${i + 1}` })),
  });

  it('keeps its beginning and its end, and says how much is missing', () => {
    const { boxes, arrows, frames, note } = cut(chain(50), 7);
    expect(boxes.map(({ title }) => title)).toEqual(['0', '1', '2', '⋯', '47', '48', '49']);
    expect(boxes[3].lines).toEqual(['44 more']);
    expect(arrows.map(({ from, to }) => `${from}→${to}`)).toEqual([
      '0→1',
      '1→2',
      '2→rest',
      'rest→47',
      '47→48',
      '48→49',
    ]);
    expect(frames.map(({ id }) => id)).toEqual(['f0', 'f1', 'f2', 'f47', 'f48', 'f49']);
    expect(note).toBe('6 of 50 boxes drawn');
  });

  it('stays whole where it fits', () => {
    const whole = chain(7);
    expect(cut(whole, 7)).toBe(whole);
  });
});
