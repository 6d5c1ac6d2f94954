/** `process.stdin`: for each line that a program waits for, the user is asked in the client, as by `prompt`. */
import process from 'node:process';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers';
import { currentCell } from './current.ts';
import { Object } from './intrinsics.ts';
import { InputError, type Questions } from './questions.ts';

/** @param fail ends a cell that waits for what nobody can be asked for */
export function captureStdin(questions: Questions, fail: (cell: number, error: Error) => void): void {
  let latest: { readonly cell: number; readonly stream: Readable } | undefined;
  Object.defineProperty(process, 'stdin', {
    configurable: true,
    enumerable: true,
    get: () => {
      const cell = currentCell();
      if (latest?.cell !== cell || latest.stream.readableEnded || latest.stream.destroyed) {
        latest = { cell, stream: linesOf(cell, questions, fail) };
      }
      return latest.stream;
    },
  });
}

/** The input of one cell: it ends with the cell. */
function linesOf(cell: number, questions: Questions, fail: (cell: number, error: Error) => void): Readable {
  let [isWanted, isAsking] = [false, false];
  const stream = new Readable({
    read: () => {
      isWanted = true;
      // Streams read ahead: who got the line that he waited for has a moment to close.
      setImmediate(ask);
    },
  });
  stream.on('resume', ask);
  // Child processes that are started with this stream get the descriptor itself.
  return Object.assign(stream, { fd: 0 });

  function ask(): void {
    const isHeard = stream.readableFlowing === true || stream.listenerCount('readable') > 0;
    if (!isWanted || isAsking || !isHeard || stream.destroyed) return;
    isAsking = true;
    void questions.line(cell).then((answer) => {
      [isWanted, isAsking] = [false, false];
      if ('value' in answer) return void stream.push(`${answer.value}\n`);
      stream.push(null);
      fail(cell, new InputError(answer.refused));
    });
  }
}
