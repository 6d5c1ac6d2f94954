/**
 * The main thread's end of the control thread. It is imported first: to start a thread takes as long as all that this one
 * has to load, and both can be done at once.
 */
import process from 'node:process';
import { MessageChannel, Worker } from 'node:worker_threads';
import { builtFile } from '../root.ts';
import type { ControlStart } from './control.ts'; // erased: the file is the entry of a thread
import { Slot } from './contract.ts';
import { Int32Array, SharedArrayBuffer } from './intrinsics.ts';
import { captureStreams } from './streams.ts';

captureStreams(); // a thread that is started opens the streams that there are

/** Both threads' words for interrupts. */
export const flag = new Int32Array(new SharedArrayBuffer(Slot.length * Int32Array.BYTES_PER_ELEMENT));

const inputs = new MessageChannel();

/** Where answers to questions of user code come out. */
export const answers = inputs.port1;

export const control = new Worker(builtFile('kernel/executor/control'), {
  workerData: { flag, inputs: inputs.port2 } satisfies ControlStart,
  transferList: [inputs.port2],
  execArgv: [],
  stdout: false,
  stderr: false,
});

const exit = process.exit.bind(process); // a cell's own ends the cell
control.on('error', (error: unknown) => {
  process.stderr.write(`the kernel's control thread failed: ${String(error)}\n`);
  exit(70);
});
