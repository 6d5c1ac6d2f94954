/** A kernel for widgets in the test's own process: the page's side of the comms, and what was displayed. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { type JsonObject, readObject } from '../../../kernel/protocol/json.ts';
import { button } from '../../../kernel/widgets/controls.ts';
import { type Comm, type CommMessage, type Host, type Shown } from '../../../kernel/widgets/host.ts';

type Handler = (message: CommMessage) => void | Promise<void>;

export interface Page {
  /** States of the models by id, as the page knows them. */
  readonly models: Map<string, JsonObject>;
  readonly displayed: unknown[];
  /** The model whose state has these members. */
  find(state: JsonObject): string;
  /** The page says something about a model; settles when the kernel has handled it. */
  say(id: string, data: JsonObject): Promise<void>;
  /** The user interrupts what waits. */
  interrupt(): void;
  /** The user changes a model's state. */
  change(id: string, state: JsonObject): Promise<void>;
  end(): void;
}

const hook = Symbol.for('tslate.host');

/** Puts the host on the global object, where widgets look for it. */
export function startPage(): Page {
  const models = new Map<string, JsonObject>();
  const handlers = new Map<string, Handler>();
  const displayed: unknown[] = [];
  const sinks = new AsyncLocalStorage<(shown: Shown) => void>();
  const stops: ((reason: Error) => void)[] = [];
  let count = 0;
  const open = (target: string, data: JsonObject = {}): Comm => {
    count += 1;
    const id = `comm-${count}`;
    models.set(id, readObject(data, 'state'));
    return {
      ...{ id, target },
      send: (sent) => void models.set(id, { ...models.get(id), ...readObject(sent, 'state') }),
      close: () => void models.delete(id),
      onMessage: (act) => void handlers.set(id, act),
      onClose: () => undefined,
    };
  };
  const host: Host = {
    comms: { open, onOpen: () => undefined },
    display: (value) => {
      const sink = sinks.getStore();
      if (sink) sink({ kind: 'display', data: { 'text/plain': String(value) }, metadata: {}, update: false });
      else displayed.push(value);
      return { update: (next) => void displayed.push(next) };
    },
    capture: (sink, act) => {
      const end = sinks.run(sink, act);
      return end && Promise.race([end, new Promise<never>((_, reject) => stops.push(reject))]);
    },
    button: async (label, press) => button(label, press),
  };
  Reflect.set(globalThis, hook, host);
  const say = async (id: string, data: JsonObject): Promise<void> => {
    const { signal } = new AbortController();
    await handlers.get(id)?.({ data, metadata: {}, buffers: [], signal });
  };
  return {
    models,
    displayed,
    find: (wanted) => {
      const found = [...models].find(([, state]) =>
        Object.entries(wanted).every(([key, value]) => state[key] === value),
      );
      if (!found) throw new Error(`no model with ${JSON.stringify(wanted)}`);
      return found[0];
    },
    say,
    interrupt() {
      const reason = Object.assign(new Error('the cell was interrupted'), { name: 'KeyboardInterrupt' });
      for (const stop of stops.splice(0)) stop(reason);
    },
    change: async (id, state) => {
      models.set(id, { ...models.get(id), ...state });
      await say(id, { method: 'update', state, buffer_paths: [] });
    },
    end: () => void Reflect.deleteProperty(globalThis, hook),
  };
}
