/** Long diagrams without their middle. */
import { text } from '../display/language.ts';
import type { Diagram } from './diagram.ts';

/** A diagram that has not been put into words. */
export type Sketch = Omit<Diagram, 'alt'>;

/** The diagram with at most `limit` boxes: the first and the last ones, and between them one that says how many are left out. */
export function cut(diagram: Sketch, limit: number): Sketch {
  const count = diagram.boxes.length;
  if (count <= limit) return diagram;
  const head = Math.ceil((limit - 1) / 2);
  const tail = limit - 1 - head;
  const missing = count - head - tail;
  const left = diagram.boxes.slice(head, count - tail);
  const rest = {
    id: 'rest',
    kind: 'rest',
    title: '⋯',
    lines: [text({ en: `${missing} more`, zh: `另有 ${missing} 个` })],
  } as const;
  const boxes = [...diagram.boxes.slice(0, head), rest, ...diagram.boxes.slice(count - tail)];
  const away = new Set(left.map(({ id }) => id));
  const kept = (id: string): string => (away.has(id) ? 'rest' : id);
  const seen = new Set<string>();
  const arrows = diagram.arrows
    .map(({ from, to }) => ({ from: kept(from), to: kept(to) }))
    .filter(({ from, to }) => from !== to && !seen.has(`${from} ${to}`) && seen.add(`${from} ${to}`));
  const used = (id: string): boolean =>
    boxes.some((box) => 'frame' in box && box.frame === id) ||
    diagram.frames.some((inner) => inner.frame === id && used(inner.id));
  const note = text({
    en: `${boxes.length - 1} of ${count} boxes drawn`,
    zh: `共 ${count} 个框，画出 ${boxes.length - 1} 个`,
  });
  return { ...diagram, boxes, arrows, frames: diagram.frames.filter(({ id }) => used(id)), note };
}
