/** The main thread's end of the control thread. */
import process from 'node:process';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { builtFile } from '../root.ts';
import type { ControlStart } from './control.ts'; // erased: the file is the entry of a thread
import { Slot } from './contract.ts';
import { Int32Array, SharedArrayBuffer } from './intrinsics.ts';

export interface ControlThread {
  /** Both threads' words for interrupts. */
  readonly flag: Int32Array;
  /** What the main thread is to do; waits until somebody listens. */
  readonly commands: MessagePort;
  /** Answers to questions of user code. */
  readonly inputs: MessagePort;
}

/** Starts the thread. Its output is not shown: Node would open streams for it that are not yet captured. */
export function startControlThread(): ControlThread {
  const flag = new Int32Array(new SharedArrayBuffer(Slot.length * Int32Array.BYTES_PER_ELEMENT));
  const [commands, inputs] = [new MessageChannel(), new MessageChannel()];
  const start: ControlStart = { flag, commands: commands.port2, inputs: inputs.port2 };
  const thread = new Worker(builtFile('kernel/executor/control'), {
    workerData: start,
    transferList: [commands.port2, inputs.port2],
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  const exit = process.exit.bind(process); // a cell's own ends the cell
  thread.on('error', (error: unknown) => {
    process.stderr.write(`the kernel's control thread failed: ${String(error)}\n`);
    exit(70);
  });
  return { flag, commands: commands.port1, inputs: inputs.port1 };
}
