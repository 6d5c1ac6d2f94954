/** The executor's control thread: reads the front's commands, and interrupts the main thread in three steps. */
import { Session } from 'node:inspector';
import { Socket } from 'node:net';
import process from 'node:process';
import { type MessagePort, workerData } from 'node:worker_threads';
import { type Command, FlagBit, type FromControl, type Input, Slot } from './contract.ts';
import { Debugging } from './debugging.ts';
import { encodeFrame, FrameKind, FrameReader, unpackMixed } from './frames.ts';
import { controlDescriptor } from './pipe.ts';
import { processUsage } from './usage.ts';

/** How long a politely asked main thread has, in ms, before SIGINT, and before termination through the inspector. */
const patience = { signal: 20, terminate: 120, repeat: 60, cleanUp: 1000 } as const;

/** What this thread is started with. */
export interface ControlStart {
  readonly flag: Int32Array;
  /** What the main thread is to do. */
  readonly commands: MessagePort;
  /** Answers to questions of user code go through here: the main thread, which waits for one, takes no events. */
  readonly inputs: MessagePort;
}

const { flag, commands, inputs }: ControlStart = workerData;

const socket = new Socket({ fd: controlDescriptor, readable: true, writable: true });
const waiting: Command[] = [];
const debugging = new Debugging(say);
let interrupting = false;
let asked = 0;

const reader = new FrameReader(({ kind, payload }) => {
  const { json, buffers } = kind === FrameKind.mixed ? unpackMixed(payload) : { json: payload.toString('utf8') };
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: only the front writes here, from the same type
  take({ ...JSON.parse(json), buffers } as Command);
});
socket.on('data', (chunk: Buffer) => reader.push(chunk));
// Without a front there is nobody to compute for; SIGKILL, because the main thread may be in a loop.
socket.on('close', () => signalGroup('SIGKILL'));
socket.on('error', () => signalGroup('SIGKILL'));

function take(command: Command): void {
  if (command.kind === 'interrupt') void interrupt(command.round);
  else if (command.kind === 'usage') say({ kind: 'usage', ...processUsage() });
  else if (command.kind === 'input') answerQuestion(command.input);
  else if (command.kind === 'inspect') debugging.post(command.id, command.method, command.params);
  // While an interrupt is under way, a new cell could be hit by what was meant for the old one.
  else if (interrupting) waiting.push(command);
  else {
    // A process whose inspector is in use does not end.
    if (command.kind === 'close') debugging.close();
    commands.postMessage(command);
  }
}

function say(message: FromControl): void {
  socket.write(encodeFrame(FrameKind.json, 0, JSON.stringify(message)));
}

function answerQuestion(input: Input): void {
  inputs.postMessage(input);
  Atomics.add(flag, Slot.inputs, 1);
  Atomics.notify(flag, Slot.inputs);
}

async function interrupt(round: number): Promise<void> {
  if (interrupting) return;
  interrupting = true;
  await debugging.unheld(stopMainThread);
  say({ kind: 'stopped', round });
  interrupting = false;
  for (const command of waiting.splice(0)) take(command);
}

/** Asks; sends SIGINT, which ends the synchronous part of a cell; terminates whatever runs, until the main thread answers. */
async function stopMainThread(): Promise<void> {
  Atomics.store(flag, Slot.seen, 0);
  Atomics.or(flag, Slot.flag, FlagBit.asked);
  Atomics.notify(flag, Slot.inputs);
  if (await answered(patience.signal)) return;
  if (Atomics.load(flag, Slot.seen) === 1 && (await answered(patience.cleanUp))) return;
  // On Windows a SIGINT to oneself ends the process.
  if (process.platform !== 'win32') {
    Atomics.add(flag, Slot.signals, 1);
    signalGroup('SIGINT');
  }
  if (await answered(patience.terminate - patience.signal)) return;
  const session = new Session();
  session.connectToMainThread();
  try {
    for (;;) {
      let executed = false;
      session.post('Runtime.terminateExecution', () => {
        executed = true;
      });
      // A termination that came too late for the cell hits whatever runs next: the answer counts only once it is over.
      for (let turn = 0; turn < 20; turn++) {
        const isAnswered = await answered(patience.repeat);
        if (isAnswered && executed) return;
        if (executed) break;
      }
    }
  } finally {
    session.disconnect();
  }
}

/**
 * Asks the main thread's event loop for an answer and waits for it, at most `milliseconds`. They are counted by the pauses
 * and not by the clock: on a machine so busy that this thread is not run in time, the main thread is not run either.
 */
async function answered(milliseconds: number): Promise<boolean> {
  asked += 1;
  commands.postMessage({ kind: 'interrupt', round: asked });
  let pause = 0;
  for (let left = milliseconds; left > 0; left -= pause) {
    pause = Math.min(5, left, pause + 1);
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (Atomics.load(flag, Slot.answered) === asked) return true;
  }
  return false;
}

/** Signals this process and its child processes: the front starts it as the leader of a group. */
function signalGroup(signal: 'SIGINT' | 'SIGKILL'): void {
  process.kill(process.platform === 'win32' ? process.pid : -process.pid, signal);
}
