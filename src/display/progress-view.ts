/** How progress looks: as one line of text, as a line with a bar for a terminal, and as HTML for a notebook. */
import { text } from './language.ts';
import { escapeMarkup, type MimeBundle } from './mime.ts';
import { duration, termed, written } from './names.ts';

/** What is known at one moment. */
export interface ProgressState {
  readonly label: string;
  readonly total: number;
  readonly done: number;
  /** Number of epochs that the total is divided into, where there are any. */
  readonly epochs?: number;
  /** What is going on besides; empty where nothing is. */
  readonly note: string;
  readonly fields: Readonly<Record<string, number>>;
  /** How the first field went until now, as a sparkline. */
  readonly trend?: string;
  /** How fast it goes, in words. */
  readonly rate?: string;
  /** Seconds since the beginning. */
  readonly elapsed: number;
  readonly ended: boolean;
}

/** The state in one line: `training · epoch 3/10 · batch 120/600 · loss 0.1234 · 12 s left`. */
export function progressLine(state: ProgressState, withTime = true): string {
  const time = !withTime ? [] : state.ended ? [duration(state.elapsed)] : pace(state);
  return [heading(state), ...counts(state), ...values(state), ...time].join(' · ');
}

/** The line for a terminal of that many columns: a bar, then as much of the line as fits. */
export function terminalLine(state: ProgressState, columns: number): string {
  if (state.ended) return fit(progressLine(state), columns - 1);
  const cells = Math.min(24, Math.floor(columns / 4));
  const filled = Math.round(fraction(state) * cells);
  return fit(
    `${'━'.repeat(filled)}${'┄'.repeat(cells - filled)} ${percent(state)} ${progressLine(state)}`,
    columns - 1,
  );
}

/** The bundle for a notebook. It ends without the time taken, so that running a notebook again changes nothing in it. */
export function progressBundle(state: ProgressState): MimeBundle {
  const line = progressLine(state, !state.ended);
  return { 'text/html': state.ended ? finalHtml(state) : barHtml(state), 'text/plain': line };
}

/** The bar, with what is known above and below it. */
export function barHtml(state: ProgressState): string {
  const label = escapeMarkup(state.label);
  const place = escapeMarkup([state.label, ...counts(state)].join(' · '));
  const details = escapeMarkup([...values(state), ...pace(state)].join(' · '));
  const share = (fraction(state) * 100).toFixed(1);
  return [
    `<div style="max-width:40em;font-family:system-ui,sans-serif;font-size:13px;line-height:1.6;font-variant-numeric:tabular-nums">`,
    `<div style="display:flex;justify-content:space-between"><span>${place}</span><span>${percent(state)}</span></div>`,
    `<div role="progressbar" aria-label="${label}" aria-valuemin="0" aria-valuemax="100" aria-valuenow="${share}"`,
    ` style="height:6px;border-radius:3px;overflow:hidden;background:rgba(128,128,128,0.3)">`,
    `<div style="width:${share}%;height:100%;border-radius:3px;background:#1f83c4"></div></div>`,
    `<div style="opacity:0.85;min-height:1.6em">${details}</div></div>`,
  ].join('');
}

function finalHtml(state: ProgressState): string {
  const rest = escapeMarkup([...counts(state), ...values(state)].map((part) => ` · ${part}`).join(''));
  return [
    `<div style="font-family:system-ui,sans-serif;font-size:13px;line-height:1.6;font-variant-numeric:tabular-nums">`,
    `<strong style="font-weight:600">${escapeMarkup(heading(state))}</strong>${rest}</div>`,
  ].join('');
}

function heading(state: ProgressState): string {
  if (!state.ended) return state.label;
  if (state.done >= state.total) return `✓ ${state.label}`;
  return `■ ${state.label} ${text({ en: `stopped at ${percent(state)}`, zh: `停在 ${percent(state)}` })}`;
}

function counts({ total, done, epochs, note, ended }: ProgressState): string[] {
  if (epochs === undefined) return [`${done}/${total}`, ...(note === '' || ended ? [] : [note])];
  const size = total / epochs;
  const whole = Math.floor(done / size);
  if (ended) return [text({ en: `epoch ${whole}/${epochs}`, zh: `第 ${whole}/${epochs} 轮` })];
  const epoch = Math.min(epochs, whole + 1);
  const batch = Math.round(done - (epoch - 1) * size);
  const place = text({ en: `epoch ${epoch}/${epochs}`, zh: `第 ${epoch}/${epochs} 轮` });
  if (note !== '') return [place, note];
  if (size === 1) return [place];
  return [place, text({ en: `batch ${batch}/${Math.round(size)}`, zh: `批次 ${batch}/${Math.round(size)}` })];
}

function values({ fields, trend = '' }: ProgressState): string[] {
  return Object.entries(fields).map(([name, value], i) =>
    [termed(name), ...(i === 0 && trend !== '' ? [trend] : []), written(value)].join(' '),
  );
}

/** The time left, and how fast it goes. */
function pace(state: ProgressState): string[] {
  return [...timeLeft(state), ...(state.rate === undefined || state.elapsed < 1 ? [] : [state.rate])];
}

function timeLeft({ done, total, elapsed }: ProgressState): string[] {
  if (done <= 0 || done >= total || elapsed < 1) return [];
  const left = duration((elapsed / done) * (total - done));
  return [text({ en: `${left} left`, zh: `剩余 ${left}` })];
}

function fraction({ done, total }: ProgressState): number {
  return total > 0 ? Math.min(1, Math.max(0, done / total)) : 1;
}

function percent(state: ProgressState): string {
  return `${Math.floor(fraction(state) * 100)} %`;
}

/** Cuts a line to a number of columns; Chinese characters take two. */
function fit(line: string, columns: number): string {
  let used = 0;
  let kept = '';
  for (const character of line) {
    used += /[\u2e80-\uffdc]/.test(character) ? 2 : 1;
    if (used > columns) return `${kept.slice(0, -1)}…`;
    kept += character;
  }
  return kept;
}
