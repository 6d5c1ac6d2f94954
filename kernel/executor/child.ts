/** One executor process and its pipes: frames of the main thread, commands and answers of the control thread, descriptors 1 and 2. */
import { type ChildProcess } from 'node:child_process';
import { type Socket } from 'node:net';
import { StringDecoder } from 'node:string_decoder';
import { type Command, type FromControl, type Report } from './contract.ts';
import { deathReason, FatalFilter } from './death.ts';
import { encodeFrame, type Frame, FrameKind, FrameReader, packMixed, unpackMixed } from './frames.ts';
import { NativeOutput } from './native-output.ts';

/** How long the end of an execution waits for the end mark of descriptors 1 and 2 (user code may have closed them). */
const markPatience = 200;

export interface ChildEvents {
  readonly text: (cell: number, name: 'stdout' | 'stderr', text: string) => void;
  readonly report: (cell: number, report: Report) => void;
  readonly control: (message: FromControl) => void;
  readonly exit: (reason: string) => void;
  readonly log: (line: string) => void;
}

export class Child {
  readonly #process: ChildProcess;
  readonly #events: ChildEvents;
  readonly #sockets: Readonly<Record<'frames' | 'control' | 'out' | 'err', Socket>>;
  readonly #decoders = { stdout: new StringDecoder('utf8'), stderr: new StringDecoder('utf8') };
  readonly #marks = { stdout: 0, stderr: 0 };
  readonly #fatal = new FatalFilter();
  #held: { readonly cell: number; readonly report: Report; readonly timer: NodeJS.Timeout } | undefined;

  constructor(process: ChildProcess, events: ChildEvents) {
    this.#events = events;
    this.#process = process;
    const [, out, err, frames, control] = this.#process.stdio.map(toSocket);
    if (!out || !err || !frames || !control) throw new Error('the executor has no pipes');
    this.#sockets = { out, err, frames, control };
    for (const socket of Object.values(this.#sockets)) socket.on('error', () => undefined);
    this.#read();
    this.#process.on('error', (error) => events.log(`the executor could not be started: ${error.message}`));
    // A child process left behind would keep the pipes open, and the end from being seen.
    this.#process.on('exit', () => this.#kill());
    // 'close' comes after all pipes were read to their end; frames are taken one turn later than they are read.
    this.#process.on('close', (code, signal) => {
      setImmediate(() => {
        this.#release();
        events.exit(deathReason(code, signal, this.#fatal.text));
      });
    });
  }

  command(command: Command): void {
    const { control } = this.#sockets;
    if (command.kind !== 'comm') return void control.write(encodeFrame(FrameKind.json, 0, JSON.stringify(command)));
    const { buffers, ...rest } = command;
    control.write(encodeFrame(FrameKind.mixed, 0, packMixed(JSON.stringify(rest), buffers)));
  }

  pause(on: boolean): void {
    const { frames, out, err } = this.#sockets;
    for (const socket of [frames, out, err]) {
      if (on) socket.pause();
      else socket.resume();
    }
  }

  /** Lets the process end by itself for a moment, then ends it. */
  close(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      const force = setTimeout(() => this.#kill(), 300);
      this.#process.once('exit', () => {
        clearTimeout(force);
        resolve();
      });
      this.pause(false);
      this.command({ kind: 'close' });
    });
  }

  /** With the child processes of cells. */
  #kill(): void {
    const { pid } = this.#process;
    if (pid === undefined) return;
    try {
      process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }

  #read(): void {
    const { frames, control, out, err } = this.#sockets;
    const reader = new FrameReader((frame) => this.#take(frame));
    // One turn later than what arrives on 1 and 2 at the same time: a child process that a cell waited for wrote first.
    frames.on('data', (chunk: Buffer) => void setImmediate(() => reader.push(chunk)));
    const answers = new FrameReader(({ payload }) => {
      // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: written by the control thread from the same type
      this.#events.control(JSON.parse(payload.toString('utf8')) as FromControl);
    });
    control.on('data', (chunk: Buffer) => answers.push(chunk));
    for (const [socket, name] of [
      [out, 'stdout'],
      [err, 'stderr'],
    ] as const) {
      const native = new NativeOutput(
        (text) => this.#native(name, text),
        (cell) => {
          this.#marks[name] = cell;
          this.#releaseIfMarked();
        },
      );
      socket.on('data', (chunk: Buffer) => native.push(chunk));
      socket.on('end', () => native.end());
    }
  }

  #native(name: 'stdout' | 'stderr', text: string): void {
    const shown = name === 'stderr' ? this.#fatal.filter(text) : text;
    if (shown !== '') this.#events.text(0, name, shown);
  }

  #take({ kind, cell, payload }: Frame): void {
    if (kind === FrameKind.mixed) {
      const { json, buffers } = unpackMixed(payload);
      // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: written by the executor from the same type
      const report = { ...JSON.parse(json), buffers } as Report;
      return this.#events.report(cell, report);
    }
    if (kind === FrameKind.json) {
      // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: written by the executor from the same type
      const report = JSON.parse(payload.toString('utf8')) as Report;
      if (report.kind !== 'done') return this.#events.report(cell, report);
      // An interrupted cell may tell its end twice.
      clearTimeout(this.#held?.timer);
      this.#held = { cell, report, timer: setTimeout(() => this.#release(), markPatience) };
      return this.#releaseIfMarked();
    }
    const name = kind === FrameKind.stdout ? 'stdout' : 'stderr';
    const text = this.#decoders[name].write(payload);
    if (text !== '') this.#events.text(cell, name, text);
  }

  #releaseIfMarked(): void {
    const cell = this.#held?.cell;
    if (cell !== undefined && this.#marks.stdout >= cell && this.#marks.stderr >= cell) this.#release();
  }

  #release(): void {
    const held = this.#held;
    if (!held) return;
    this.#held = undefined;
    clearTimeout(held.timer);
    this.#events.report(held.cell, held.report);
  }
}

/** With `stdio: 'pipe'` each entry is a duplex socket, though Node's types speak of streams only. */
function toSocket(stream: unknown): Socket | undefined {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: child_process opens sockets for 'pipe'
  return stream ? (stream as Socket) : undefined;
}
