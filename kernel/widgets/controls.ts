/** The controls: `slider`, `select`, `checkbox`, `text`, `button`, `play`, `progress`. */
import { type CommMessage } from './host.ts';
import { type Control, type Encoding, ModelControl } from './control.ts';
import { Model, type State } from './model.ts';

export interface SliderOptions {
  /** At the start; in the middle if omitted. */
  readonly value?: number;
  /** From one value to the next; with `log` a factor's logarithm to the base 10 (0.1 is about a quarter more). */
  readonly step?: number;
  /** Equal ways are equal factors, as for learning rates; `min` must be positive. */
  readonly log?: boolean;
  readonly label?: string;
  /** `false` tells the value only when the handle is let go. */
  readonly continuous?: boolean;
}

/** A number between `min` and `max`; whole where both and the step are. */
export function slider(min: number, max: number, options: SliderOptions = {}): Control<number> {
  if (!(min < max)) throw new RangeError(`slider expects min < max, received ${min} and ${max}`);
  return options.log === true ? logSlider(min, max, options) : linearSlider(min, max, options);
}

function linearSlider(min: number, max: number, options: SliderOptions): Control<number> {
  const isWhole = [min, max, options.step ?? (max - min >= 4 ? 1 : 0.5)].every(Number.isInteger);
  const step = positive('slider', options.step ?? (isWhole ? 1 : 10 ** Math.floor(Math.log10((max - min) / 50))));
  const middle = min + Math.round((max - min) / 2 / step) * step;
  const format = isWhole ? 'd' : `.${Math.min(6, Math.max(1, Math.ceil(-Math.log10(step))))}f`;
  const state = { min, max, step, readout_format: format, ...common(options) };
  const model = new Model(isWhole ? 'IntSlider' : 'FloatSlider', withStyle('Slider', state));
  return new ModelControl([model], options.value ?? middle, within('slider', min, max));
}

function logSlider(min: number, max: number, options: SliderOptions): Control<number> {
  if (!(min > 0)) throw new RangeError(`slider with log expects min > 0, received ${min}`);
  const step = positive('slider', options.step ?? 0.1);
  const state = {
    base: 10,
    min: Math.log10(min),
    max: Math.log10(max),
    step,
    readout_format: '.3g',
    ...common(options),
  };
  const model = new Model('FloatLogSlider', withStyle('Slider', state));
  return new ModelControl([model], options.value ?? Math.sqrt(min * max), within('slider', min, max));
}

/**
 * One of several values, from a list.
 * @param options the values, or an object of labels and values
 */
export function select<const T>(
  options: readonly T[] | Readonly<Record<string, T>>,
  { value, label = '' }: { readonly value?: NoInfer<T>; readonly label?: string } = {},
): Control<T> {
  const entries: [string, T][] = isList(options)
    ? options.map((each) => [String(each), each])
    : Object.entries(options);
  const [first] = entries;
  if (!first) throw new RangeError('select expects at least one value, received none');
  const indexOf = (wanted: T): number => {
    const index = entries.findIndex(([, each]) => Object.is(each, wanted));
    if (index >= 0) return index;
    throw new RangeError(`select has no value ${String(wanted)}; it has ${entries.map(([name]) => name).join(', ')}`);
  };
  const state = { _options_labels: entries.map(([name]) => name), index: 0, ...common({ label }) };
  return new ModelControl<T>([new Model('Dropdown', withStyle('Description', state))], value ?? first[1], {
    read: ({ index }) => (typeof index === 'number' ? entries[index]?.[1] : undefined),
    write: (next) => ({ index: indexOf(next) }),
    words: (shown) => entries[indexOf(shown)]?.[0] ?? '',
  });
}

/** Yes or no. */
export function checkbox(value = false, { label = '' }: { readonly label?: string } = {}): Control<boolean> {
  const model = new Model('Checkbox', withStyle('Checkbox', { indent: true, ...common({ label }) }));
  return new ModelControl([model], value, {
    read: ({ value: next }) => (typeof next === 'boolean' ? next : undefined),
    write: (next) => ({ value: next }),
    words: (shown) => (shown ? 'yes' : 'no'),
  });
}

export interface TextOptions {
  readonly label?: string;
  /** Shown, pale, while nothing is typed. */
  readonly placeholder?: string;
  /** `true` tells the text at every key, not when it is finished with Enter. */
  readonly continuous?: boolean;
}

/** A line of text. */
export function text(value = '', { label, placeholder = '', continuous = false }: TextOptions = {}): Control<string> {
  const state = { placeholder, ...common({ label: label ?? '', continuous }) };
  return new ModelControl([new Model('Text', withStyle('Text', state))], value, {
    read: ({ value: next }) => (typeof next === 'string' ? next : undefined),
    write: (next) => ({ value: next }),
    words: (shown) => JSON.stringify(shown),
  });
}

/** A button; its value is how often it was pressed. */
export function button(label = '', act?: () => void | Promise<void>): Control<number> {
  const model = new Model('Button', withStyle('Button', { description: label, disabled: false, button_style: '' }));
  const control = new Button(model, 0, { read: () => undefined, write: () => ({}) });
  if (act) control.onChange(act);
  return control;
}

class Button extends ModelControl<number> {
  constructor(model: Model, value: number, encoding: Encoding<number>) {
    super([model], value, encoding);
    model.onMessage(({ event }, message: CommMessage) => {
      if (event !== 'click') return undefined;
      this.value += 1;
      return this.tell(message);
    });
  }
}

export interface PlayOptions {
  readonly value?: number;
  readonly step?: number;
  /** Milliseconds from one value to the next, if the code is done by then. */
  readonly interval?: number;
  /** Start again at the end. */
  readonly repeat?: boolean;
  readonly label?: string;
}

/** A whole number that runs from `min` to `max` when it is played, with a slider beside it. */
export function play(min: number, max: number, options: PlayOptions = {}): Control<number> {
  if (!(min < max)) throw new RangeError(`play expects min < max, received ${min} and ${max}`);
  const { interval = 200, repeat = false, label = '' } = options;
  const range = { min, max, step: positive('play', options.step ?? 1), ...common({ label }) };
  const handle = new Model('IntSlider', withStyle('Slider', { ...range, readout_format: 'd' }));
  const player = new Model(
    'Play',
    withStyle('Description', { ...range, description: '', interval, repeat, playing: false }),
  );
  const box = new Model('HBox', { children: [handle, player] });
  return new ModelControl([handle, player], options.value ?? min, within('play', min, max), box);
}

/** A bar that code moves: `const bar = progress(100); display(bar); bar.value = 30`. */
export function progress(
  max = 1,
  { value = 0, label = '' }: { readonly value?: number; readonly label?: string } = {},
): Control<number> {
  const model = new Model('FloatProgress', withStyle('Progress', { min: 0, max, bar_style: '', description: label }), {
    view: 'ProgressView',
  });
  return new ModelControl([model], value, {
    ...within('progress', 0, max),
    words: (shown) => `${Math.round((100 * shown) / max)} %`,
  });
}

/** A number that is checked before it is shown. */
function within(name: string, min: number, max: number): Encoding<number> {
  return {
    read: ({ value }) => (typeof value === 'number' ? value : undefined),
    write: (value) => {
      if (value >= min && value <= max) return { value };
      throw new RangeError(`${name} expects a value from ${min} to ${max}, received ${value}`);
    },
    words: (value) => String(Number(value.toPrecision(6))),
  };
}

function common({ label = '', continuous = true }: { readonly label?: string; readonly continuous?: boolean }): State {
  return { description: label, continuous_update: continuous, disabled: false };
}

/** Each kind of control has a style of its own in the page; the label is as wide as it is long. */
function withStyle(kind: string, state: State): State {
  const style = kind === 'Button' ? {} : { description_width: 'initial' };
  return {
    ...state,
    style: new Model(`${kind}Style`, style, { view: 'StyleView' }),
    layout: new Model('Layout', {}, { from: 'base' }),
  };
}

function positive(name: string, step: number): number {
  if (step > 0) return step;
  throw new RangeError(`${name} expects a step above 0, received ${step}`);
}

function isList<T>(options: readonly T[] | Readonly<Record<string, T>>): options is readonly T[] {
  return Array.isArray(options);
}
