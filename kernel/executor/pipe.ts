/** The main thread's end of the ordered pipe: synchronous writes, so that output is seen while a loop still runs. */
import { writeSync } from 'node:fs';
import { cellOf, divert } from './capture.ts';
import { encodeFrame, FrameKind, packMixed } from './frames.ts';
import { type Broadcast, type Outcome, type Report } from './contract.ts';
import { Buffer, JSON } from './intrinsics.ts';

/** The descriptors that the front opens for the executor: 3 carries frames of the main thread, 4 belongs to the control thread. */
export const framesDescriptor = 3;
export const controlDescriptor = 4;

/** A report that is written already. */
const untold =
  '{"kind":"done","outcome":{"status":"error","declared":[],"error":{"ename":"Error","evalue":"the end of the cell cannot be told,' +
  ' because code has changed how objects become JSON (Object.prototype.toJSON, for example); %reset begins anew","frames":[],"causes":[]}}}';

export function sendText(name: 'stdout' | 'stderr', number: number, text: string | Uint8Array): void {
  const cell = cellOf(number);
  if (cell !== number) {
    const whole = typeof text === 'string' ? text : Buffer.from(text).toString('utf8');
    if (divert(number, { kind: 'stream', name, text: whole })) return;
  }
  writeFully(framesDescriptor, encodeFrame(FrameKind[name], cell, text));
}

export function sendReport(number: number, report: Exclude<Report, { kind: 'broadcast' }>): void {
  const cell = cellOf(number);
  if (cell !== number && (report.kind === 'display' || report.kind === 'clear') && divert(number, report)) return;
  writeFully(framesDescriptor, encodeFrame(FrameKind.json, cell, JSON.stringify(report)));
}

/** Tells the end of a cell, whatever it has done to JSON. */
export function sendEnd(cell: number, outcome: Outcome): void {
  try {
    sendReport(cell, { kind: 'done', outcome });
  } catch {
    writeFully(framesDescriptor, encodeFrame(FrameKind.json, cell, untold));
  }
}

/** Sends a message to the page as it is. */
export function sendBroadcast(number: number, { buffers, ...message }: Broadcast): void {
  const payload = packMixed(JSON.stringify({ kind: 'broadcast', ...message }), buffers);
  writeFully(framesDescriptor, encodeFrame(FrameKind.mixed, cellOf(number), payload));
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
