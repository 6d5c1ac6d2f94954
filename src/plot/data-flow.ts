/** A diagram of values and of what they are made of, put together one value after the other. */
import { cut, type Sketch } from './diagram-cut.ts';
import type { DiagramBox } from './diagram.ts';

/** What has been put in so far; values of the type V stand for boxes. */
export interface DataFlow<V> {
  readonly boxes: readonly DiagramBox[];
  /** The box that shows a value. */
  readonly ids: Map<V, string>;
  /** Adds a box with one arrow from each box that shows one of `from`; returns its id. */
  readonly add: (box: Omit<DiagramBox, 'id'>, from: readonly V[]) => string;
  /** All that was added, without the middle where there are more boxes than `limit`; it still lacks its words. */
  readonly sketch: (limit: number, title: string | undefined) => Sketch;
}

/** An empty flow. */
export function dataFlow<V>(): DataFlow<V> {
  const boxes: DiagramBox[] = [];
  const arrows: { readonly from: string; readonly to: string }[] = [];
  const ids = new Map<V, string>();
  return {
    boxes,
    ids,
    add(box, from) {
      const id = `box${boxes.length}`;
      boxes.push({ id, ...box });
      const sources = new Set(from.flatMap((source) => ids.get(source) ?? []));
      for (const source of sources) arrows.push({ from: source, to: id });
      return id;
    },
    sketch: (limit, title) =>
      cut({ boxes, arrows, frames: [], spine: true, ...(title !== undefined && { title }) }, limit),
  };
}
