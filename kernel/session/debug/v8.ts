/** The part of V8's inspector protocol that the debugger reads. */

export interface RemoteObject {
  readonly type: string;
  readonly subtype?: string;
  readonly className?: string;
  readonly value?: unknown;
  readonly unserializableValue?: string;
  readonly description?: string;
  readonly objectId?: string;
}

export interface PropertyDescriptor {
  readonly name: string;
  readonly value?: RemoteObject;
  readonly get?: RemoteObject;
  readonly enumerable?: boolean;
}

export interface Scope {
  readonly type: string;
  readonly object: RemoteObject;
  readonly name?: string;
}

export interface CallFrame {
  readonly callFrameId: string;
  readonly functionName: string;
  readonly url: string;
  readonly location: { readonly lineNumber: number; readonly columnNumber?: number };
  readonly scopeChain: readonly Scope[];
}

export interface Paused {
  readonly callFrames: readonly CallFrame[];
  readonly reason: string;
  readonly data?: RemoteObject & { readonly uncaught?: boolean };
  readonly hitBreakpoints?: readonly string[];
}

export interface Evaluated {
  readonly result: RemoteObject;
  readonly exceptionDetails?: { readonly text: string; readonly exception?: RemoteObject };
}

/** A value in one line, as the list of variables shows it. */
export function shortText({ type, subtype, value, unserializableValue, description }: RemoteObject): string {
  if (unserializableValue !== undefined) return unserializableValue;
  if (type === 'string') return JSON.stringify(value);
  if (type === 'undefined') return 'undefined';
  if (subtype === 'null') return 'null';
  const text = description ?? String(value);
  return type === 'function' ? (text.split('\n')[0] ?? '') : text;
}

/** The class of an object, with its size where it has one: `Point`, `Array(3)`. */
export function typeName({ type, subtype, className, description }: RemoteObject): string {
  const size = /^[\w$]+\(\d+\)$/.exec(description ?? '')?.[0];
  return size ?? className ?? subtype ?? type;
}
