/** The main thread's end of the ordered pipe: synchronous writes, so that output is seen while a loop still runs. */
import { writeSync } from 'node:fs';
import { encodeFrame, FrameKind } from './frames.ts';
import { type Report } from './contract.ts';
import { JSON } from './intrinsics.ts';

/** The descriptors that the front opens for the executor: 3 carries frames of the main thread, 4 belongs to the control thread. */
export const framesDescriptor = 3;
export const controlDescriptor = 4;

export function sendText(name: 'stdout' | 'stderr', cell: number, text: string | Uint8Array): void {
  writeFully(framesDescriptor, encodeFrame(FrameKind[name], cell, text));
}

export function sendReport(cell: number, report: Report): void {
  writeFully(framesDescriptor, encodeFrame(FrameKind.json, cell, JSON.stringify(report)));
}

/** Writes all bytes; blocks while the pipe is full, which is the back-pressure on code that prints. */
export function writeFully(descriptor: number, bytes: Uint8Array): void {
  let offset = 0;
  while (offset < bytes.length) {
    try {
      offset += writeSync(descriptor, bytes, offset, bytes.length - offset);
    } catch (error) {
      if (!isBusy(error)) throw error;
    }
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EAGAIN' || error.code === 'EINTR');
}
