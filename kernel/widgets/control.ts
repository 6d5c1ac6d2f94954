/** What all controls have: a typed value, a label, a view in the page, and words where there is no page. */
import { type JsonObject } from '../protocol/json.ts';
import { type CommMessage } from './host.ts';
import { type Model, type State, viewType } from './model.ts';

/** The method by which a value shows itself in an output. */
const displayMethod = Symbol.for('Jupyter.display');

/** Something the user sets in the page, and code reads; it shows itself when it is a cell's result or is handed to `display`. */
export interface Control<T> {
  /** What is set. Code may set it too: the control in the page follows. */
  value: T;
  /** What stands beside the control; `interact` fills it in with the control's name. */
  label: string;
  /** Calls back when the user has changed the value; a promise keeps further changes waiting, of which the last one counts. */
  onChange(act: (value: T) => void | Promise<void>): void;
  /** Removes the control from the page. */
  close(): void;
}

/** Told of a new value, with the message of the page that brought it. */
type Listener<T> = (value: T, message: CommMessage) => void | Promise<void>;

/** How a control's value stands in the state of its model. */
export interface Encoding<T> {
  readonly read: (state: JsonObject) => T | undefined;
  /** @throws when the value is none that the control can have */
  readonly write: (value: T) => State;
  readonly words?: (value: T) => string;
}

/** A control on a model, or on several that show the same value. */
export class ModelControl<T> implements Control<T> {
  /** The first one has the label. */
  readonly models: readonly [Model, ...Model[]];
  readonly #shown: Model;
  readonly #encoding: Encoding<T>;
  readonly #listeners: Listener<T>[] = [];
  #value: T;

  /** @param shown what the page shows: the model, or a box around several */
  constructor(models: readonly [Model, ...Model[]], value: T, encoding: Encoding<T>, shown: Model = models[0]) {
    this.models = models;
    this.#shown = shown;
    this.#encoding = encoding;
    this.#value = value;
    this.value = value;
    for (const model of models) model.onChange((patch, message) => this.#take(model, encoding.read(patch), message));
  }

  get value(): T {
    return this.#value;
  }

  set value(value: T) {
    const state = this.#encoding.write(value);
    for (const model of this.models) model.set(state);
    this.#value = value;
  }

  get label(): string {
    return String(this.models[0].get('description') ?? '');
  }

  set label(label: string) {
    this.models[0].set({ description: label });
  }

  onChange(act: Listener<T>): void {
    this.#listeners.push(act);
  }

  close(): void {
    for (const model of [this.#shown, ...this.models]) model.close();
  }

  /** What shows the control inside of others. */
  get shown(): Model {
    return this.#shown;
  }

  /** Gives the label a width, in characters, so that controls under each other stand in line. */
  align(characters: number): void {
    const { style, layout } = this.models[0].parts;
    // A button has its label inside.
    if (style?.get('description_width') === undefined) return;
    style.set({ description_width: `${characters}ch` });
    layout?.set({ width: `calc(${characters}ch + 16em)` });
  }

  /** The value in words. */
  get words(): string {
    return this.#encoding.words?.(this.#value) ?? String(this.#value);
  }

  [displayMethod](): JsonObject {
    const words = this.label === '' ? this.words : `${this.label}: ${this.words}`;
    return { [viewType]: this.#shown.view(), 'text/plain': words };
  }

  /** Tells the listeners. */
  protected async tell(message: CommMessage): Promise<void> {
    for (const listener of this.#listeners) await listener(this.#value, message);
  }

  #take(from: Model, next: T | undefined, message: CommMessage): void | Promise<void> {
    if (next === undefined || Object.is(next, this.#value)) return undefined;
    this.#value = next;
    for (const model of this.models) if (model !== from) model.set(this.#encoding.write(next));
    return this.tell(message);
  }
}
