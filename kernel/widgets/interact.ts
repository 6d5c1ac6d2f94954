/** `interact`: controls, a function of their values, and its output, which follows the controls. */
import { type JsonObject } from '../protocol/json.ts';
import { type Control, ModelControl } from './control.ts';
import { host } from './host.ts';
import { Model, viewType } from './model.ts';
import { Panel } from './panel.ts';

/** Marks what has been shown already: as a cell's result it says nothing. */
const shownProperty = Symbol.for('tslate.shown');

/** Controls by the names that the function knows them by. */
export type Controls = Readonly<Record<string, Control<unknown>>>;

/** The values of controls. */
export type Values<C extends Controls> = { readonly [Name in keyof C]: C[Name]['value'] };

/** Controls with a function's output under them. */
export interface Interaction<V> {
  readonly [shownProperty]: true;
  /** What is set now. */
  readonly values: V;
  /** Settles when the function has run for the first time; to wait for it keeps its output where no page follows it. */
  readonly ready: Promise<void>;
  /** Runs the function again, as if a control had been moved. */
  run(): void | Promise<void>;
  /** Removes controls and output from the page. */
  close(): void;
}

/**
 * Shows controls, and under them what `act` prints, displays and returns; when a control is moved, `act` runs again. While
 * it runs, moves wait, and of several the last one counts. Where there is no page to move controls in, the output for the
 * first values is shown, with the values in words.
 * @param controls by name: `{ rate: slider(0.001, 1, { log: true }), units: select([8, 16]) }`
 * @param act takes the values by the same names, with their types; may be asynchronous
 */
export function interact<const C extends Controls>(
  controls: C,
  act: (values: Values<C>) => unknown,
): Interaction<Values<C>> {
  const named = Object.entries(controls).map(([name, control]): [string, ModelControl<unknown>] => {
    if (!(control instanceof ModelControl)) {
      throw new TypeError(
        `interact expects controls, for example slider(0, 1); received ${String(control)} as ${name}`,
      );
    }
    if (control.label === '') control.label = name;
    return [name, control];
  });
  const labelWidth = Math.max(8, ...named.map(([, { label }]) => widthOf(label))) + 1;
  for (const [, control] of named) control.align(labelWidth);
  const panel = new Panel();
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: each value has its control's type
  const values = (): Values<C> => Object.fromEntries(named.map(([name, { value }]) => [name, value])) as Values<C>;
  const run = repeatable(() => once(panel, () => act(values())));
  for (const [, control] of named) control.onChange(run);
  const box = new Model('VBox', { children: [...named.map(([, { shown }]) => shown), panel.model] });

  const first = run();
  const shown = host()?.display(bundle(box, named, panel), { raw: true });
  // For readers without the page, whose output is what the cell has left.
  const ready = first?.then(() => shown?.update(bundle(box, named, panel), { raw: true }));
  return {
    [shownProperty]: true,
    ready: ready ?? Promise.resolve(),
    get values() {
      return values();
    },
    run,
    close: () => [box, panel.model, ...named.map(([, control]) => control)].forEach((each) => each.close()),
  };
}

/** Runs the function and shows its output in the panel. */
function once(panel: Panel, act: () => unknown): void | Promise<void> {
  const kernel = host();
  if (!kernel) return void act();
  const show = (value: unknown): void => {
    if (value !== undefined && !isShown(value)) kernel.display(value);
  };
  const showLater = async (value: Promise<unknown>): Promise<void> => show(await value);
  try {
    const end = kernel.capture(panel.restart(), () => {
      const value = act();
      return value instanceof Promise ? showLater(value) : show(value);
    });
    if (end) {
      return end.then(
        () => panel.send(),
        (error: unknown) => panel.fail(error),
      );
    }
    panel.send();
  } catch (error) {
    panel.fail(error);
  }
  return undefined;
}

/** One run at a time: what asks meanwhile gets one more run behind it. */
function repeatable(act: () => void | Promise<void>): () => void | Promise<void> {
  let running: Promise<void> | undefined;
  let again = false;
  const run = (): void | Promise<void> => {
    again = false;
    running = act()?.then(() => {
      running = undefined;
      return again ? run() : undefined;
    });
    return running;
  };
  return () => {
    if (!running) return run();
    again = true;
    return running;
  };
}

/** The view, and for readers without it the values and the output as they are now. */
function bundle(box: Model, named: readonly [string, ModelControl<unknown>][], panel: Panel): JsonObject {
  const { data, text } = panel.still;
  const values = named.map(([, { label, words }]) => `${label}: ${words}`).join('   ');
  return { ...data, 'text/plain': text === '' ? values : `${values}\n\n${text}`, [viewType]: box.view() };
}

/** In characters of a Latin letter's width. */
function widthOf(label: string): number {
  return Array.from(label).reduce((width, character) => width + (character > '\u2e80' ? 2 : 1), 0);
}

function isShown(value: unknown): boolean {
  return typeof value === 'object' && value !== null && shownProperty in value;
}
