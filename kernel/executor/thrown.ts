/** Describes a thrown value: name, message, fields, the stack frames of user code, causes. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import { type StackFrame, type Thrown } from './contract.ts';
import { Array, Error, Number, Object, Reflect, String } from './intrinsics.ts';
import { type Sources } from './sources.ts';

/** Frames of the kernel itself and of Node's inside are of no use to who reads a traceback. */
const kernelFile = /[\\/]kernel[\\/](?:executor|widgets)[\\/]/;
const hiddenOfNode = /^node:(?:internal|vm|async_hooks|diagnostics_channel)/;

const place = /^(?:async )?(?:(.*?) \()?(?:async )?((?:file:\/\/|node:|[A-Za-z]:[\\/]|\/)?[^()]*?):(\d+):(\d+)\)?$/;

/** Causes of causes are told so far down. */
const deepest = 4;

const fieldLimits = { depth: 1, breakLength: 100, maxArrayLength: 10, maxStringLength: 500, characters: 2000 } as const;

/**
 * @param directory the notebook's folder, in which cells have their names
 * @param sources the texts of local modules
 */
export function describeThrown(
  value: unknown,
  directory: string,
  sources: Pick<Sources, 'textOf'>,
  outer: readonly unknown[] = [],
): Thrown {
  try {
    if (!(value instanceof Error) && !isErrorLike(value)) {
      return { ename: 'Thrown value', evalue: inspect(value, { depth: 2 }), frames: [], causes: [] };
    }
    const told = [...outer, value];
    const inner = outer.length < deepest ? innerErrors(value).filter((error) => !told.includes(error)) : [];
    const fields = fieldsOf(value);
    return {
      ename: nameOf(value),
      evalue: String(value.message),
      ...(fields !== undefined && { fields }),
      frames: withSource(framesOf(String(value.stack ?? ''), directory), directory, sources),
      causes: inner.map((error) => describeThrown(error, directory, sources, told)),
    };
  } catch (error) {
    return { ename: 'Error', evalue: `the thrown value cannot be shown${reason(error)}`, frames: [], causes: [] };
  }
}

function reason(error: unknown): string {
  try {
    return `: ${String(error)}`;
  } catch {
    return '';
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
    if (hiddenOfNode.test(file)) continue;
    if (kernelFile.test(file)) {
      // All below the kernel's first frame under user code is the kernel: stop, but not before user code was seen.
      if (frames.length > 0 && /executor[\\/]cell\./.test(file)) break;
      // What Node did for the kernel, as for %load, is of no use either.
      if (frames.every((frame) => frame.file.startsWith('node:'))) frames.length = 0;
      continue;
    }
    frames.push({ name, file: shortName(file, directory), line: Number(row), column: Number(column) });
  }
  return frames;
}

/** The first frame that is in a local module brings its text along. */
function withSource(frames: StackFrame[], directory: string, sources: Pick<Sources, 'textOf'>): StackFrame[] {
  for (const [index, frame] of frames.entries()) {
    const source = sources.textOf(resolve(directory, frame.file));
    if (source === undefined) continue;
    frames[index] = { ...frame, source };
    break;
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

/** Of a class that gives its errors no name, the name of the class: they inherit one from a built-in class. */
function nameOf(error: Error): string {
  const name = String(error.name);
  const made: unknown = Object.getPrototypeOf(error);
  if (!isObject(made) || Object.hasOwn(error, 'name') || Object.hasOwn(made, 'name')) return name;
  const { constructor } = made;
  // Minifiers name classes `e` or `t`.
  return typeof constructor === 'function' && !/^(?:[a-z_$]|$)/.test(constructor.name) ? constructor.name : name;
}

/** What the error holds besides what is told anyway. */
function fieldsOf(error: Error): string | undefined {
  const fields = {};
  for (const key of Object.keys(error)) {
    if (['name', 'message', 'stack', 'cause', 'errors'].includes(key)) continue;
    const property = Reflect.getOwnPropertyDescriptor(error, key);
    if (property !== undefined) Object.defineProperty(fields, key, property);
  }
  if (Object.keys(fields).length === 0) return undefined;
  const text = inspect(fields, fieldLimits);
  return text.length > fieldLimits.characters ? `${text.slice(0, fieldLimits.characters)}…` : text;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function innerErrors(error: Error): unknown[] {
  const inner: unknown[] = [];
  if ('errors' in error && Array.isArray(error.errors)) inner.push(...error.errors.slice(0, 5));
  if (error.cause !== undefined) inner.push(error.cause);
  return inner;
}
