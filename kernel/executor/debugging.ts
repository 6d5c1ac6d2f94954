/** The executor's end of the debugger, in its control thread: V8's inspector of the main thread, also while that one stands. */
import { Session } from 'node:inspector';
import { type FromInspector } from './contract.ts';

export class Debugging {
  readonly #tell: (message: FromInspector) => void;
  readonly #urls = new Map<string, string>();
  #session: Session | undefined;

  constructor(tell: (message: FromInspector) => void) {
    this.#tell = tell;
  }

  /** Posts a command of V8's protocol and answers with its result. */
  post(id: number, method: string, params: object): void {
    this.#session ??= this.#connect();
    this.#session.post(method, params, (error, result) => {
      if (error) this.#tell({ kind: 'inspected', id, error: error.message });
      else this.#tell({ kind: 'inspected', id, result: result ?? {} });
    });
  }

  /** Lets the main thread go on, past all breakpoints, while `act` stops it for good. */
  async unheld(act: () => Promise<void>): Promise<void> {
    this.#session?.post('Debugger.setSkipAllPauses', { skip: true });
    this.#session?.post('Debugger.resume', () => undefined);
    await act();
    this.#session?.post('Debugger.setSkipAllPauses', { skip: false });
  }

  close(): void {
    this.#session?.disconnect();
    this.#session = undefined;
  }

  #event(method: string, params: object): void {
    this.#tell({ kind: 'inspector-event', method, params });
  }

  #connect(): Session {
    const session = new Session();
    session.connectToMainThread();
    session.on('Debugger.scriptParsed', ({ params: { scriptId, url } }) => void this.#urls.set(scriptId, url));
    session.on('Debugger.resumed', () => this.#event('Debugger.resumed', {}));
    session.on('Debugger.paused', ({ params }) => {
      // V8 leaves the URLs of frames empty: it has told them with the scripts.
      const callFrames = params.callFrames.map((frame) => ({
        ...frame,
        url: this.#urls.get(frame.location.scriptId) ?? frame.url,
      }));
      this.#event('Debugger.paused', { ...params, callFrames });
    });
    return session;
  }
}
