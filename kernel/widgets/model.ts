/** Widget models: state that the kernel and the page's views share, by version 2 of the model protocol of ipywidgets. */
import { isJsonObject, type Json, type JsonObject } from '../protocol/json.ts';
import { type Comm, type CommMessage, host } from './host.ts';

/** Other models stand in a state as references to them. */
export interface State {
  readonly [key: string]: Json | Model | readonly (Json | Model)[];
}

/** The packages of the page's half, with the versions of their models. */
const packages = {
  base: ['@jupyter-widgets/base', '2.0.0'],
  controls: ['@jupyter-widgets/controls', '2.0.0'],
  output: ['@jupyter-widgets/output', '1.0.0'],
} as const;

const protocol = '2.1.0';

/** The MIME type under which a view of a model stands in an output. */
export const viewType = 'application/vnd.jupyter.widget-view+json';

/** All models that are open in the page. */
const open = new Map<string, Model>();

export interface ModelOptions {
  readonly from?: keyof typeof packages;
  /** The view's name, if it is not the model's with `View`. */
  readonly view?: string;
}

export class Model {
  readonly #fixed: State;
  #state: State;
  #comm: Comm | undefined;
  #changed: (patch: JsonObject, message: CommMessage) => void | Promise<void> = () => undefined;
  #told: (content: JsonObject, message: CommMessage) => void | Promise<void> = () => undefined;

  /** @param name without `Model` at its end, for example `FloatSlider` */
  constructor(name: string, state: State, { from = 'controls', view = `${name}View` }: ModelOptions = {}) {
    const [module, version] = packages[from];
    // All styles share one view.
    const [viewModule, viewVersion] = packages[view === 'StyleView' ? 'base' : from];
    this.#fixed = {
      ...{ _model_name: `${name}Model`, _model_module: module, _model_module_version: version },
      ...{ _view_name: view, _view_module: viewModule, _view_module_version: viewVersion },
      _dom_classes: [],
    };
    this.#state = state;
  }

  get(key: string): State[string] | undefined {
    return this.#state[key];
  }

  /** The models that say how this one looks. */
  get parts(): { readonly style?: Model; readonly layout?: Model } {
    const { style, layout } = this.#state;
    return { ...(style instanceof Model ? { style } : {}), ...(layout instanceof Model ? { layout } : {}) };
  }

  /** Changes the state, also in the page. */
  set(patch: State): void {
    this.#state = { ...this.#state, ...patch };
    this.#comm?.send({ method: 'update', state: toJson(patch), buffer_paths: [] });
  }

  /** Calls back with what the user has changed in the page. */
  onChange(act: (patch: JsonObject, message: CommMessage) => void | Promise<void>): void {
    this.#changed = act;
  }

  /** Calls back with what a view says besides its state, for example that it was clicked. */
  onMessage(act: (content: JsonObject, message: CommMessage) => void | Promise<void>): void {
    this.#told = act;
  }

  /** Makes the model known to the page, once; returns its name there, '' outside of a kernel. */
  open(): string {
    if (this.#comm) return this.#comm.id;
    const data = { state: this.json(), buffer_paths: [] };
    const comm = host()?.comms.open('jupyter.widget', data, { metadata: { version: protocol } });
    if (!comm) return '';
    this.#comm = comm;
    comm.onMessage((message) => this.#take(message));
    comm.onClose(() => this.#closed(comm.id));
    open.set(comm.id, this);
    openControl();
    return comm.id;
  }

  /** What shows a view of the model in an output. */
  view(): JsonObject {
    return { version_major: 2, version_minor: 0, model_id: this.open() };
  }

  /** The whole state, with the names of the models in it. */
  json(): JsonObject {
    return toJson({ ...this.#fixed, ...this.#state });
  }

  /** Removes the model with its looks and views from the page. */
  close(): void {
    for (const part of Object.values(this.parts)) part.close();
    this.#comm?.close();
    if (this.#comm) this.#closed(this.#comm.id);
  }

  #closed(id: string): void {
    open.delete(id);
    this.#comm = undefined;
  }

  #take(message: CommMessage): void | Promise<void> {
    const { method, state, content } = message.data;
    if (method === 'update' && isJsonObject(state)) {
      this.#state = { ...this.#state, ...withoutUndefined(state) };
      // Other pages that show the notebook, and this one if it has gone on meanwhile.
      this.#comm?.send({ method: 'echo_update', state, buffer_paths: [] });
      return this.#changed(state, message);
    }
    if (method === 'custom' && isJsonObject(content)) return this.#told(content, message);
    if (method === 'request_state') this.#comm?.send({ method: 'update', state: this.json(), buffer_paths: [] });
    return undefined;
  }
}

let hasControl = false;

/** A page that is loaded again asks for all models at once. */
function openControl(): void {
  if (hasControl) return;
  hasControl = true;
  host()?.comms.onOpen('jupyter.widget.control', (comm) => {
    comm.onMessage(({ data }) => {
      if (data['method'] !== 'request_states') return;
      const states = Object.fromEntries([...open].map(([id, model]) => [id, described(model.json())]));
      comm.send({ method: 'update_states', states, buffer_paths: [] });
    });
  });
}

function described(state: JsonObject): JsonObject {
  const { _model_name: model_name, _model_module: model_module, _model_module_version: model_module_version } = state;
  return { model_name, model_module, model_module_version, state };
}

function toJson(state: State): JsonObject {
  return Object.fromEntries(Object.entries(state).map(([key, value]) => [key, named(value)]));
}

/** Models as references to them. */
function named(value: State[string]): Json {
  if (value instanceof Model) return `IPY_MODEL_${value.open()}`;
  return isList(value) ? value.map(named) : value;
}

function isList(value: State[string]): value is readonly (Json | Model)[] {
  return Array.isArray(value);
}

function withoutUndefined(values: JsonObject): State {
  const state: Record<string, Json> = {};
  for (const [key, value] of Object.entries(values)) if (value !== undefined) state[key] = value;
  return state;
}
