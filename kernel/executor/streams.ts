/** Replaces `process.stdout`, `process.stderr` and `console` so that every write becomes a frame of the current cell. */
import { Console } from 'node:console';
import process from 'node:process';
import { Writable } from 'node:stream';
import { currentCell } from './current.ts';
import { Buffer, Object } from './intrinsics.ts';
import { sendReport, sendText } from './pipe.ts';
import { consoleTable } from './values/table.ts';

/** Must run before anything prints: Node opens its own stream at the first use, which would make descriptor 1 non-blocking. */
export function captureStreams(): void {
  const stdout = capture('stdout', 1);
  const stderr = capture('stderr', 2);
  for (const [name, stream] of [
    ['stdout', stdout],
    ['stderr', stderr],
  ] as const) {
    Object.defineProperty(process, name, { configurable: true, enumerable: true, get: () => stream });
  }
  // Not the console that Node installed: that one also keeps its arguments for the inspector, and never lets them go.
  const console = new Console({ stdout, stderr, colorMode: false });
  const lines = console.table.bind(console);
  console.table = (value: unknown, columns?: readonly string[]) => {
    const table = consoleTable(value, columns);
    if (table === undefined) lines(value);
    else sendReport(currentCell(), { kind: 'display', data: table, metadata: {}, update: false });
  };
  Object.defineProperty(globalThis, 'console', { value: console, writable: true, configurable: true });
}

function capture(name: 'stdout' | 'stderr', descriptor: number): Writable {
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk: string | Uint8Array, encoding, done) => {
      const utf8 = typeof chunk !== 'string' || encoding === 'utf8' || encoding === 'utf-8';
      sendText(name, currentCell(), utf8 ? chunk : Buffer.from(chunk, encoding));
      done();
    },
  });
  // Child processes that are started with this stream get the descriptor itself, which the front captures too.
  return Object.assign(stream, { fd: descriptor });
}
