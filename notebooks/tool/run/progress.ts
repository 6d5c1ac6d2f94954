/** Progress of a run: one line that updates itself on a terminal, plain lines elsewhere. */
import { duration, fit } from './table.ts';

/** Where progress is written; `process.stderr` is one. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Told that notebooks start; several may be on their way at a time. */
export type Progress = (name: string, total: number) => Track;

/** Told how far one notebook is. */
export interface Track {
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

/** A notebook on its way. */
interface State {
  readonly name: string;
  readonly total: number;
  readonly started: number;
  index: number;
  id: string;
}

const secondsSince = (started: number): number => (performance.now() - started) / 1000;

function liveLine(screen: Screen): Progress {
  const running = new Set<State>();
  let timer: NodeJS.Timeout | undefined;
  const draw = (): void => {
    const [first, ...others] = running;
    if (first === undefined) return;
    const line =
      others.length === 0
        ? progressLine(first.name, first.index, first.total, first.id, secondsSince(first.started))
        : [...running].map(({ name, index, total, id }) => `${name} ${index + 1}/${total} ${id}`).join('  ·  ');
    screen.write(`\r\x1b[2K${fit(line, width(screen) - 1)}`);
  };
  return (name, total) => {
    const state: State = { name, total, started: performance.now(), index: 0, id: '' };
    running.add(state);
    timer ??= setInterval(draw, 1000).unref();
    draw();
    return {
      cell(index, id) {
        [state.index, state.id] = [index, id];
        draw();
      },
      end(text) {
        running.delete(state);
        screen.write(`\r\x1b[2K${name}  ${text}\n`);
        if (running.size > 0) return draw();
        clearInterval(timer);
        timer = undefined;
      },
    };
  };
}

/** Some terminals say that they have 0 columns when they do not know. */
const width = ({ columns = 0 }: Screen): number => (columns > 0 ? columns : 80);

function plainLines(screen: Screen): Progress {
  return (name, total) => {
    const started = performance.now();
    let last = started;
    screen.write(`${name}  ${total} cells …\n`);
    return {
      cell(index, id) {
        if (secondsSince(last) < plainInterval) return;
        last = performance.now();
        screen.write(`${name}  ${index + 1}/${total} ${id}  ${duration(secondsSince(started))}\n`);
      },
      end(text) {
        screen.write(`${name}  ${text}\n`);
      },
    };
  };
}
