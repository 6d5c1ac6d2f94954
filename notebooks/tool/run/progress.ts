/** Progress of a run: one line that updates itself on a terminal, plain lines elsewhere. */
import { duration, fit } from './table.ts';

/** Where progress is written; `process.stderr` is one. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Told how far a notebook is. */
export interface Progress {
  /** A notebook starts; `name` is its chapter and language. */
  start(name: string, total: number): void;
  /** A cell starts; `index` counts from 0. */
  cell(index: number, id: string): void;
  /** The notebook is done; `text` says how it went. */
  end(text: string): void;
}

const barWidth = 20;

/** Plain lines come at most this often (seconds), so that a log stays short. */
const plainInterval = 5;

/** The progress that suits the screen. */
export const progressOn = (screen: Screen): Progress => (screen.isTTY === true ? liveLine(screen) : plainLines(screen));

/** `08-autopsy zh  ██████░░░░  7/23  12 s  gradient`. */
export function progressLine(name: string, index: number, total: number, id: string, seconds: number): string {
  const filled = total === 0 ? barWidth : Math.round((barWidth * index) / total);
  const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
  return `${name}  ${bar}  ${Math.min(index + 1, total)}/${total}  ${duration(seconds)}  ${id}`;
}

function liveLine(screen: Screen): Progress {
  let draw = (): void => undefined;
  let timer: NodeJS.Timeout | undefined;
  let state = { name: '', total: 0, index: 0, id: '', started: 0 };
  draw = () => {
    const line = progressLine(
      state.name,
      state.index,
      state.total,
      state.id,
      (performance.now() - state.started) / 1000,
    );
    screen.write(`\r\x1b[2K${fit(line, width(screen) - 1)}`);
  };
  return {
    start(name, total) {
      state = { name, total, index: 0, id: '', started: performance.now() };
      draw();
      timer = setInterval(draw, 1000);
      timer.unref();
    },
    cell(index, id) {
      state = { ...state, index, id };
      draw();
    },
    end(text) {
      clearInterval(timer);
      screen.write(`\r\x1b[2K${state.name}  ${text}\n`);
    },
  };
}

/** Some terminals say that they have 0 columns when they do not know. */
const width = ({ columns = 0 }: Screen): number => (columns > 0 ? columns : 80);

function plainLines(screen: Screen): Progress {
  let name = '';
  let total = 0;
  let started = 0;
  let last = 0;
  return {
    start(newName, newTotal) {
      [name, total, started, last] = [newName, newTotal, performance.now(), performance.now()];
      screen.write(`${name}  ${total} cells …\n`);
    },
    cell(index, id) {
      const now = performance.now();
      if (now - last < plainInterval * 1000) return;
      last = now;
      screen.write(`${name}  ${index + 1}/${total} ${id}  ${duration((now - started) / 1000)}\n`);
    },
    end(text) {
      screen.write(`${name}  ${text}\n`);
    },
  };
}
