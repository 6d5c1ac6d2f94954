/** Jupyter's messages, one type per name: what clients ask, what the kernel replies and what it broadcasts. */
import { type Json, type JsonObject, readFlag, readNumber, readObject, readText, readTexts } from './json.ts';

/** The version of the protocol spoken here: 5.5 brought `iopub_welcome` and kernel_info on the control channel. */
export const protocolVersion = '5.5';

export interface Header {
  readonly msg_id: string;
  readonly msg_type: string;
  readonly session: string;
  readonly username: string;
  readonly date: string;
  readonly version: string;
}

export type ChannelName = 'shell' | 'control' | 'stdin' | 'iopub';

/** A message as it was received and verified. */
export interface Message {
  /** The routing identities in front of the delimiter; a reply carries them back. On iopub, the topic. */
  readonly identities: readonly Uint8Array[];
  readonly header: Header;
  readonly parent: Header | undefined;
  readonly metadata: JsonObject;
  readonly content: JsonObject;
  readonly buffers: readonly Uint8Array[];
}

export interface Requests {
  readonly kernel_info_request: Readonly<Record<never, never>>;
  readonly execute_request: {
    readonly code: string;
    readonly silent: boolean;
    readonly store_history: boolean;
    readonly user_expressions: Readonly<Record<string, string>>;
    readonly allow_stdin: boolean;
    readonly stop_on_error: boolean;
  };
  readonly complete_request: { readonly code: string; readonly cursor_pos: number };
  readonly inspect_request: { readonly code: string; readonly cursor_pos: number; readonly detail_level: number };
  readonly is_complete_request: { readonly code: string };
  readonly history_request: HistoryRequest;
  readonly comm_info_request: { readonly target_name: string | undefined };
  readonly comm_open: { readonly comm_id: string; readonly target_name: string };
  readonly comm_msg: { readonly comm_id: string };
  readonly comm_close: { readonly comm_id: string };
  readonly usage_request: Readonly<Record<never, never>>;
  readonly debug_request: JsonObject;
  readonly interrupt_request: Readonly<Record<never, never>>;
  readonly shutdown_request: { readonly restart: boolean };
  readonly input_reply: { readonly value: string };
}

export interface HistoryRequest {
  readonly access: 'range' | 'tail' | 'search';
  readonly output: boolean;
  readonly session: number;
  readonly start: number;
  readonly stop: number | undefined;
  readonly n: number | undefined;
  readonly pattern: string;
  readonly unique: boolean;
}

export type RequestName = keyof Requests;

/** Reads and checks the content of each request; throws a sentence when a needed member is missing. */
export const readRequest: { readonly [N in RequestName]: (content: JsonObject) => Requests[N] } = {
  kernel_info_request: () => ({}),
  execute_request: (content) => ({
    code: readText(content, 'code'),
    silent: readFlag(content, 'silent', false),
    // Silent requests are never stored, whatever the client says (messaging specification, "Execute").
    store_history: readFlag(content, 'store_history', true) && !readFlag(content, 'silent', false),
    user_expressions: readTexts(readObject(content, 'user_expressions')),
    allow_stdin: readFlag(content, 'allow_stdin', true),
    stop_on_error: readFlag(content, 'stop_on_error', true),
  }),
  complete_request: (content) => readCursor(content),
  inspect_request: (content) => ({ ...readCursor(content), detail_level: readNumber(content, 'detail_level', 0) }),
  is_complete_request: (content) => ({ code: readText(content, 'code') }),
  history_request: (content) => {
    const access = readText(content, 'hist_access_type', 'tail');
    return {
      access: access === 'range' || access === 'search' ? access : 'tail',
      output: readFlag(content, 'output', false),
      session: readNumber(content, 'session', 0),
      start: readNumber(content, 'start', 0),
      stop: typeof content['stop'] === 'number' ? content['stop'] : undefined,
      n: typeof content['n'] === 'number' ? content['n'] : undefined,
      pattern: readText(content, 'pattern', '*'),
      unique: readFlag(content, 'unique', false),
    };
  },
  comm_info_request: (content) => {
    const target = content['target_name'];
    return { target_name: typeof target === 'string' ? target : undefined };
  },
  comm_open: (content) => ({
    comm_id: readText(content, 'comm_id'),
    target_name: readText(content, 'target_name', ''),
  }),
  comm_msg: (content) => ({ comm_id: readText(content, 'comm_id') }),
  comm_close: (content) => ({ comm_id: readText(content, 'comm_id') }),
  usage_request: () => ({}),
  debug_request: (content) => content,
  interrupt_request: () => ({}),
  shutdown_request: (content) => ({ restart: readFlag(content, 'restart', false) }),
  input_reply: (content) => ({ value: readText(content, 'value', '') }),
};

/** Whether a message name is one that the kernel answers. */
export function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(readRequest, name);
}

function readCursor(content: JsonObject): { readonly code: string; readonly cursor_pos: number } {
  const code = readText(content, 'code');
  return { code, cursor_pos: readNumber(content, 'cursor_pos', Array.from(code).length) };
}

/** Values keyed by MIME type, as `display_data` and `execute_result` carry them. */
export type MimeBundle = JsonObject;

export interface Failure {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

type Ok<Content> = { readonly status: 'ok' } & Content;
type ErrorReply = { readonly status: 'error' } & Failure;

/** What the kernel answers on the channel that asked. */
export interface Replies {
  readonly kernel_info_reply: Ok<KernelInfo>;
  readonly execute_reply: { readonly execution_count: number } & (
    | Ok<{ readonly payload: readonly JsonObject[]; readonly user_expressions: JsonObject }>
    | ErrorReply
    | { readonly status: 'aborted' }
  );
  readonly complete_reply: Ok<{
    readonly matches: readonly string[];
    readonly cursor_start: number;
    readonly cursor_end: number;
    readonly metadata: JsonObject;
  }>;
  readonly inspect_reply: Ok<{ readonly found: boolean; readonly data: MimeBundle; readonly metadata: JsonObject }>;
  readonly is_complete_reply: { readonly status: string; readonly indent?: string };
  readonly history_reply: Ok<{ readonly history: readonly Json[] }>;
  readonly comm_info_reply: Ok<{ readonly comms: JsonObject }>;
  readonly usage_reply: Ok<JsonObject>;
  readonly debug_reply: JsonObject;
  readonly interrupt_reply: Ok<unknown>;
  readonly shutdown_reply: Ok<{ readonly restart: boolean }>;
  readonly input_request: { readonly prompt: string; readonly password: boolean };
}

/** What the kernel broadcasts on iopub. */
export interface Broadcasts {
  readonly status: { readonly execution_state: 'starting' | 'busy' | 'idle' };
  readonly execute_input: { readonly code: string; readonly execution_count: number };
  readonly execute_result: {
    readonly execution_count: number;
    readonly data: MimeBundle;
    readonly metadata: JsonObject;
  };
  readonly display_data: Display;
  readonly update_display_data: Display;
  readonly clear_output: { readonly wait: boolean };
  readonly stream: { readonly name: 'stdout' | 'stderr'; readonly text: string };
  readonly error: Failure;
  readonly comm_close: { readonly comm_id: string; readonly data: JsonObject };
  readonly debug_event: JsonObject;
  readonly iopub_welcome: { readonly subscription: string };
}

export interface Display {
  readonly data: MimeBundle;
  readonly metadata: JsonObject;
  readonly transient: { readonly display_id?: string };
}

export interface KernelInfo {
  readonly protocol_version: string;
  readonly implementation: string;
  readonly implementation_version: string;
  readonly language_info: JsonObject;
  readonly banner: string;
  readonly debugger: boolean;
  readonly help_links: readonly { readonly text: string; readonly url: string }[];
  readonly supported_features: readonly string[];
}

/** A message on its way out: its header is written, and it is signed, when it is sent. */
export interface Outgoing {
  readonly name: string;
  readonly identities: readonly Uint8Array[];
  readonly parent: Header | undefined;
  readonly content: object;
  readonly metadata?: JsonObject;
  readonly buffers?: readonly Uint8Array[];
}
