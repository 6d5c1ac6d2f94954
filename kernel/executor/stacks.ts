/** Stacks, as user code sees them in `error.stack` too: places are those of the source, and they end where the kernel begins. */
import { Error } from './intrinsics.ts';
import { type Sources } from './sources.ts';

const kernelFile = /[\\/]kernel[\\/](?:executor|widgets)[\\/]/;
const nodesFile = /^node:/;

/** Cuts the kernel's frames off the end of every stack, and Node's between them and the cell. */
export function writeStacks(sources: Sources): void {
  Error.prepareStackTrace = (error, frames) => {
    const first = frames.findIndex((frame) => kernelFile.test(frame.getFileName() ?? ''));
    let end = first < 0 ? frames.length : first;
    while (first >= 0 && end > 0 && nodesFile.test(frames[end - 1]?.getFileName() ?? '')) end -= 1;
    // Without any frame of a user's the error is the kernel's own: all of it is wanted.
    const shown = end === 0 ? frames : frames.slice(0, end);
    return [headline(error), ...shown.map((frame) => `    at ${inSource(frame, sources)}`)].join('\n');
  };
}

/** As V8 writes it, with the place in the source; a stack is written whatever a cell has done to what that takes. */
function inSource(frame: NodeJS.CallSite, sources: Sources): string {
  const text = frame.toString();
  const [file, line, column] = [frame.getFileName(), frame.getLineNumber(), frame.getColumnNumber()];
  if (typeof file !== 'string' || line === null || column === null) return text;
  try {
    const place = sources.locate(file, line, column);
    return text.replace(`:${line}:${column}`, `:${place.line}:${place.column}`);
  } catch {
    return text;
  }
}

/** As Node writes it, with the code of its own errors. */
function headline(error: Error): string {
  try {
    const { name, message } = error;
    if ('code' in error && typeof error.code === 'string' && error.code.startsWith('ERR_')) {
      return `${name} [${error.code}]: ${message}`;
    }
    return Error.prototype.toString.call(error);
  } catch {
    return 'Error';
  }
}
