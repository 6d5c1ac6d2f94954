/** Compares what an answer gave with what was expected, and says both as a reader writes them. */
import { brief } from '../display/names.ts';
import { Tensor } from '../tensor/tensor.ts';

/** What was expected, and what came instead. */
export interface Difference {
  /** What was expected. */
  readonly expected: string;
  /** What came. */
  readonly received: string;
}

/** Texts longer than this are cut. */
const longest = 160;

/**
 * The difference between two values, or undefined where they agree: numbers within `tolerance`, relative above 1 and
 * absolute below; tensors, lists and records element by element.
 */
export function difference(received: unknown, expected: unknown, tolerance: number): Difference | undefined {
  return agree(received, expected, tolerance) ? undefined : told(received, expected);
}

/** A value as a reader writes it: `[1, 2.5]`, `"sum"`, a tensor with its shape. */
export function shown(value: unknown): string {
  const text =
    value instanceof Tensor ? `${shown(value.toArray())} of shape [${value.shape.join(', ')}]` : plain(value);
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

function plain(value: unknown): string {
  if (typeof value === 'number') return brief(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'function') return `the function ${value.name}`;
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return `[${elements(value).map(shown).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const members = Object.entries(value).map(([name, member]) => `${name}: ${shown(member)}`);
  return `{ ${members.join(', ')} }`;
}

function agree(a: unknown, b: unknown, tolerance: number): boolean {
  if (typeof a === 'number' && typeof b === 'number') {
    if (!Number.isFinite(b)) return Object.is(a, b);
    return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(b));
  }
  if (a instanceof Tensor && b instanceof Tensor) {
    return String(a.shape) === String(b.shape) && agree(a.data, b.data, tolerance);
  }
  const [left, right] = [elements(a), elements(b)];
  if (isList(a) && isList(b)) {
    return left.length === right.length && left.every((value, i) => agree(value, right[i], tolerance));
  }
  if (!isRecord(a) || !isRecord(b) || a instanceof Tensor || b instanceof Tensor) return a === b;
  const names = Object.keys(b);
  return Object.keys(a).length === names.length && names.every((name) => agree(a[name], b[name], tolerance));
}

/** Of large tensors only the first element that differs is told. */
function told(received: unknown, expected: unknown): Difference {
  if (received instanceof Tensor && expected instanceof Tensor && String(received.shape) !== String(expected.shape)) {
    return { expected: `shape [${expected.shape.join(', ')}]`, received: `shape [${received.shape.join(', ')}]` };
  }
  return { expected: shown(expected), received: shown(received) };
}

const isList = (value: unknown): boolean => Array.isArray(value) || ArrayBuffer.isView(value);

const elements = (value: unknown): readonly unknown[] =>
  Array.isArray(value)
    ? value
    : ArrayBuffer.isView(value) && !(value instanceof DataView)
      ? Array.from(numbers(value))
      : [];

function* numbers(view: ArrayBufferView): Generator<unknown> {
  const length: unknown = Reflect.get(view, 'length');
  for (let i = 0; i < Number(length); i++) yield Reflect.get(view, i);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
