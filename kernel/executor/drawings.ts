/** What a cell has begun to display and is not drawn yet: a cell ends when all of it is shown. */
import { Map, Promise } from './intrinsics.ts';

/** The executions that have not ended, with what they wait for. */
const begun = new Map<number, Promise<void>[]>();

/** From now on the execution waits for what it displays. */
export function awaitDrawings(cell: number): void {
  begun.set(cell, []);
}

/** Notes that an execution displays something that takes a while. */
export function draws(cell: number, drawing: Promise<void>): void {
  const drawings = begun.get(cell);
  if (drawings === undefined) return;
  drawings.push(drawing);
  // Told at the cell's end, which it makes fail; after the end nobody waits, and a failure is an unhandled one.
  drawing.catch(() => undefined);
}

/** What the execution has to wait for still; nothing where all is drawn. */
export function drawingsOf(cell: number): Promise<void[]> | undefined {
  const drawings = begun.get(cell)?.splice(0) ?? [];
  return drawings.length === 0 ? undefined : Promise.all(drawings);
}

/** The execution has ended. */
export function forgetDrawings(cell: number): void {
  begun.delete(cell);
}
