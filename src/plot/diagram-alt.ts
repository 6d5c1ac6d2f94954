/** A diagram as a list: a line for each box, those in a frame further to the right. */
import type { Diagram } from './diagram.ts';

/** Where a box does not follow from the one above it, `←` says from which; where titles repeat, all are numbered. */
export function listBoxes({ boxes, frames, arrows }: Omit<Diagram, 'alt'>): string {
  const repeated = new Set(boxes.map(({ title }) => title)).size < boxes.length;
  const label = new Map(boxes.map(({ id, title }, i) => [id, repeated ? `${i + 1} ${title}` : title]));
  const around = (id: string | undefined): readonly string[] => {
    const frame = frames.find((one) => one.id === id);
    return frame === undefined ? [] : [...around(frame.frame), frame.id];
  };
  const lines: string[] = [];
  let open: readonly string[] = [];
  boxes.forEach(({ id, frame, lines: facts }, i) => {
    const path = around(frame);
    path.forEach((outer, depth) => {
      if (open[depth] === outer) return;
      lines.push(`${'  '.repeat(depth)}${frames.find((one) => one.id === outer)?.title ?? ''}:`);
    });
    open = path;
    const from = arrows.filter(({ to }) => to === id).map((arrow) => arrow.from);
    const follows = from.length === 1 && from[0] === boxes[i - 1]?.id;
    const origin = follows || from.length === 0 ? '' : ` ← ${from.map((source) => label.get(source)).join(', ')}`;
    lines.push(`${'  '.repeat(path.length)}${[label.get(id), ...facts].join(', ')}${origin}`);
  });
  return lines.join('\n');
}
