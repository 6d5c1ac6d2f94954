/** Describes a thrown value: name, message, the stack frames of user code, causes. */
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { type StackFrame, type Thrown } from './contract.ts';
import { Array, Error, Number, Object, String } from './intrinsics.ts';

/** Frames of the kernel itself and of Node's inside are of no use to who reads a traceback. */
const hidden =
  /[\\/]kernel[\\/](?:executor|widgets)[\\/]|^node:internal|^node:vm|^node:async_hooks|^node:diagnostics_channel/;

const place = /^(?:async )?(?:(.*?) \()?(?:async )?((?:file:\/\/|node:|[A-Za-z]:[\\/]|\/)?[^()]*?):(\d+):(\d+)\)?$/;

/**
 * @param directory the notebook's folder, in which cells have their names
 * @param locate maps a place in transpiled local modules to their source
 */
export function describeThrown(
  value: unknown,
  directory: string,
  locate: (frame: StackFrame) => StackFrame,
  depth = 0,
): Thrown {
  try {
    if (!(value instanceof Error) && !isErrorLike(value)) {
      return { ename: 'Thrown value', evalue: inspect(value, { depth: 2 }), frames: [], causes: [] };
    }
    const inner = depth < 4 ? innerErrors(value) : [];
    return {
      ename: String(value.name),
      evalue: String(value.message),
      frames: framesOf(String(value.stack ?? ''), directory).map(locate),
      causes: inner.map((error) => describeThrown(error, directory, locate, depth + 1)),
    };
  } catch (error) {
    return { ename: 'Error', evalue: `the thrown value cannot be shown: ${String(error)}`, frames: [], causes: [] };
  }
}

/** The frames of a V8 stack trace that belong to user code. */
export function framesOf(stack: string, directory: string): StackFrame[] {
  const frames: StackFrame[] = [];
  for (const line of stack.split('\n')) {
    const text = line.trim();
    if (!text.startsWith('at ')) continue;
    const match = place.exec(text.slice(3));
    if (!match) continue;
    const [, name = '', file = '', row = '0', column = '0'] = match;
    if (hidden.test(file)) {
      // All below the kernel's first frame under user code is the kernel: stop, but not before user code was seen.
      if (frames.length > 0 && /executor[\\/]cell\./.test(file)) break;
      continue;
    }
    frames.push({ name, file: shortName(file, directory), line: Number(row), column: Number(column) });
  }
  return frames;
}

function shortName(file: string, directory: string): string {
  const path = file.startsWith('file://') ? fileURLToPath(file.replace(/\?.*$/, '')) : file;
  if (path.startsWith(`${directory}/`) || path.startsWith(`${directory}\\`)) return path.slice(directory.length + 1);
  return path;
}

function isErrorLike(value: unknown): value is Error {
  return Object.prototype.toString.call(value) === '[object Error]';
}

function innerErrors(error: Error): unknown[] {
  const inner: unknown[] = [];
  if ('errors' in error && Array.isArray(error.errors)) inner.push(...error.errors.slice(0, 5));
  if (error.cause !== undefined) inner.push(error.cause);
  return inner;
}
