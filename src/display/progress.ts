/** A progress bar: in place in a notebook or on a terminal, a few lines in a log file; never on stderr. */
import { checkWholeNumber } from '../checks.ts';
import { findHost } from './find-host.ts';
import { type Host } from './host.ts';
import { progressBundle, progressLine, terminalLine, type ProgressState } from './progress-view.ts';
import { newDisplayId } from './show.ts';
import { standardOutput, type Output } from './terminal.ts';

/** What is counted. */
export interface ProgressOptions {
  /** Number of steps in all, e.g. epochs × batches. */
  readonly total: number;
  /** What is going on, e.g. `training`. */
  readonly label: string;
  /** Divides the total into epochs of equal size, which are then named with their batches. */
  readonly epochs?: number;
}

/** A running progress bar. */
export interface Progress {
  /**
   * Tells how many steps are done, and values worth seeing, e.g. `{ loss, accuracy }`; draws at most four times a second.
   * @param note what is going on besides, e.g. `validation 3/10`
   */
  update(done: number, fields?: Readonly<Record<string, number>>, note?: string): void;
  /** Leaves one line that stays; what was not done by then is said. */
  end(fields?: Readonly<Record<string, number>>): void;
}

/** Where progress goes and what time it is; the defaults are the present host and the clock. */
export interface ProgressSurroundings {
  readonly host?: Host;
  readonly output?: Output;
  /** Draws instead of the host's own way. */
  readonly paint?: Painter;
  /** Milliseconds. */
  readonly now?: () => number;
}

/** Draws one moment of progress; a painter decides itself whether a moment is worth a line. */
export type Painter = (state: ProgressState) => void;

/** Milliseconds between two drawings. */
const pause = 250;

/**
 * Starts a progress bar: `const bar = progress({ total: 600, label: 'training' }); bar.update(60, { loss }); bar.end();`
 * @param surroundings where it is drawn and what time it is: the present host and the clock, unless given
 * @throws ArgumentError when the total is no whole number ≥ 0
 */
export function progress(options: ProgressOptions, surroundings: ProgressSurroundings = {}): Progress {
  const { total, label, epochs } = options;
  checkWholeNumber('progress', 'total', total, 0);
  const now = surroundings.now ?? (() => performance.now());
  const paint =
    surroundings.paint ?? painterOf(surroundings.host ?? findHost(), surroundings.output ?? standardOutput());
  const start = now();
  let drawn = start;
  let done = 0;
  let fields: Readonly<Record<string, number>> = {};
  let note = '';
  let ended = false;
  const draw = () => {
    const elapsed = (now() - start) / 1000;
    paint({ total, label, done, fields, note, elapsed, ended, ...(epochs !== undefined && { epochs }) });
  };
  draw();
  return {
    update(next, values = {}, words = '') {
      if (ended) return;
      [done, fields, note] = [next, values, words];
      if (now() - drawn < pause) return;
      drawn = now();
      draw();
    },
    end(values = fields) {
      if (ended) return;
      ended = true;
      fields = values;
      draw();
    },
  };
}

/** How progress is drawn in a place. */
export function painterOf(host: Host, output: Output): Painter {
  if (host.inPlace) return notebookPainter(host);
  return output.overwrites ? terminalPainter(output) : logPainter(output);
}

function notebookPainter(host: Host): Painter {
  const id = newDisplayId();
  let update = false;
  return (state) => {
    void host.show(progressBundle(state), { id, update });
    update = true;
  };
}

function terminalPainter(output: Output): Painter {
  const clearToEnd = '\x1b[K';
  return (state) => {
    output.write(`\r${terminalLine(state, output.columns)}${clearToEnd}${state.ended ? '\n' : ''}`);
  };
}

/** A log gets a line for each tenth of the way. */
function logPainter(output: Output): Painter {
  let tenths = 0;
  return (state) => {
    const reached = Math.floor((10 * state.done) / Math.max(1, state.total));
    if (!state.ended && (reached <= tenths || reached >= 10)) return;
    tenths = reached;
    output.write(`${progressLine(state)}\n`);
  };
}
