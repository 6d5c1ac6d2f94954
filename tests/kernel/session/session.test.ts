import { describe, expect, test } from 'vitest';
import { type Executor, type ExecutorEvent, type Job, type Outcome } from '../../../kernel/executor/contract.ts';
import { type CompiledCell, type Language, LanguageClosed } from '../../../kernel/language/language.ts';
import { type JsonObject } from '../../../kernel/protocol/json.ts';
import { type Outgoing } from '../../../kernel/protocol/messages.ts';
import { kernelInfo } from '../../../kernel/session/info.ts';
import { Session } from '../../../kernel/session/session.ts';
import { sleep } from '../executor/harness.ts';

/** A session without sockets, processes or TypeScript: cells are the JSON of their outcome. */
function startSession(options: { readonly compileTime?: number; readonly refused?: Error } = {}) {
  const sent: { channel: string; message: Outgoing }[] = [];
  const told: string[] = [];
  let emit: (cell: number, event: ExecutorEvent) => void = () => undefined;
  const language: Language = {
    compile: async (code, { name }): Promise<CompiledCell> => {
      await sleep(options.compileTime ?? 0);
      const base = { name, isAsync: false, hasResult: true, declares: ['x'], sourceMap: '', diagnostics: [] };
      return { ...base, javascript: code };
    },
    commit: async (name, declared) => {
      if (options.refused !== undefined) throw options.refused;
      told.push(`commit ${name} ${declared.join()}`);
    },
    complete: () => Promise.reject(new Error('no completion today')),
    inspect: async () => undefined,
    isComplete: async () => ({ status: 'incomplete', indent: '  ' }),
    reset: async () => void told.push('reset'),
    close: async () => void told.push('language closed'),
  };
  const executor: Executor = {
    run: async ({ cell, javascript }: Job): Promise<Outcome> => {
      emit(cell, { kind: 'stream', name: 'stdout', text: `ran ${javascript.length}` });
      await sleep(5);
      return JSON.parse(javascript);
    },
    deliver: async (cell, { name, buffers }) => void told.push(`${name} as ${cell} with ${buffers.length} buffers`),
    interrupt: async () => void told.push('interrupt'),
    answer: (input) => void told.push(`answer ${JSON.stringify(input)}`),
    usage: async () => ({ memory: 0, cpu: 0 }),
    pause: () => undefined,
    resume: () => undefined,
    restart: async () => void told.push('executor restarted'),
    inspector: { post: async () => ({}), listen: () => undefined },
    close: async () => void told.push('executor closed'),
  };
  const session = new Session({
    transport: { send: async (channel, message) => void sent.push({ channel, message }) },
    language,
    startExecutor: (events) => {
      emit = events;
      return executor;
    },
    info: kernelInfo({ kernel: '1', typescript: '6', node: '20' }),
    log: (line) => told.push(`log ${line}`),
    ended: () => told.push('ended'),
  });
  let count = 0;
  const ask = (msg_type: string, content: JsonObject, channel: 'shell' | 'control' = 'shell'): string => {
    count += 1;
    const header = { msg_id: `m${count}`, msg_type, session: 's', username: '', date: '', version: '5.5' };
    const message = { identities: [], header, parent: undefined, metadata: {}, content, buffers: [] };
    session.receive({ channel, message });
    return header.msg_id;
  };
  /** What was said about a request, in order. */
  const about = (id: string): string[] =>
    sent.flatMap(({ channel, message: { name, parent, content } }) =>
      parent?.msg_id === id ? [`${channel} ${'execution_state' in content ? content.execution_state : name}`] : [],
    );
  const contentOf = (name: string): object | undefined =>
    sent.findLast(({ message }) => message.name === name)?.message.content;
  return { session, sent, told, ask, about, contentOf, emit: (event: ExecutorEvent) => emit(1, event) };
}

const ok = JSON.stringify({ status: 'ok', result: { data: { 'text/plain': '1' }, metadata: {} } });

describe('a session', () => {
  test('says everything about a cell in one order', async () => {
    const { ask, about, told } = startSession();
    const id = ask('execute_request', { code: ok });
    await sleep(60);
    expect(about(id)).toEqual([
      ...[
        'iopub busy',
        'iopub execute_input',
        'iopub stream',
        'iopub execute_result',
        'shell execute_reply',
        'iopub idle',
      ],
    ]);
    expect(told).toEqual(['commit cell-1.ts x']);
  });

  test('keeps of a failed cell what it had declared', async () => {
    const { ask, told, contentOf } = startSession();
    const error = { ename: 'E', evalue: 'v', frames: [], causes: [] };
    ask('execute_request', { code: JSON.stringify({ status: 'error', error, declared: ['a'] }) });
    await sleep(40);
    expect(told).toEqual(['commit cell-1.ts a']);
    expect(contentOf('execute_reply')).toMatchObject({ status: 'error', ename: 'E', execution_count: 1 });
  });

  test.each([
    ['is told', new Error('no memory'), ['log cell-1.ts was not kept: Error: no memory']],
    ['is no news when the kernel ends', new LanguageClosed('closed'), []],
  ])('a cell that cannot be kept %s', async (_, refused, log) => {
    const { ask, told } = startSession({ refused });
    ask('execute_request', { code: ok });
    await sleep(40);
    expect(told).toEqual(log);
  });

  test('does not run a cell that was interrupted while it was compiled', async () => {
    const { ask, about, told, contentOf } = startSession({ compileTime: 50 });
    const id = ask('execute_request', { code: ok });
    await sleep(10);
    const asked = ask('interrupt_request', {}, 'control');
    await sleep(100);
    expect(contentOf('execute_reply')).toMatchObject({ status: 'error', ename: 'KeyboardInterrupt' });
    expect(about(id)).not.toContain('iopub stream');
    expect(about(asked)).toContain('control interrupt_reply');
    expect(told).toEqual(['interrupt']);
  });

  test('tells the death of the executor, forgets its cells, and goes on', async () => {
    const { ask, told, contentOf } = startSession();
    ask('execute_request', { code: ok });
    ask('execute_request', { code: JSON.stringify({ status: 'died', reason: 'it was struck' }) });
    await sleep(60);
    expect(contentOf('error')).toMatchObject({
      ename: 'ExecutorDied',
      evalue: expect.stringContaining('it was struck'),
    });
    expect(contentOf('error')).toMatchObject({ evalue: expect.stringContaining('define what you need:\ncell [1].') });
    expect(told).toContain('reset');
    ask('execute_request', { code: ok });
    await sleep(40);
    expect(contentOf('execute_reply')).toMatchObject({ status: 'ok', execution_count: 3 });
  });

  test('answers beside a running cell, and then says busy again for the cell', async () => {
    const { ask, about } = startSession({ compileTime: 40 });
    const cell = ask('execute_request', { code: ok });
    await sleep(5);
    const question = ask('is_complete_request', { code: '{' });
    await sleep(10);
    expect(about(question)).toEqual(['iopub busy', 'shell is_complete_reply', 'iopub idle']);
    expect(about(cell).filter((said) => said === 'iopub busy')).toHaveLength(2);
  });

  test('refuses a request without what it needs, in words and not as a fault of its own', async () => {
    const { ask, contentOf, told } = startSession();
    ask('execute_request', { code: 5 });
    ask('is_complete_request', {});
    await sleep(20);
    expect(contentOf('execute_reply')).toMatchObject({
      ...{ status: 'error', ename: 'MalformedError', execution_count: 0 },
      evalue: 'the member "code" must be a string, received 5',
    });
    expect(contentOf('is_complete_reply')).toMatchObject({
      ...{ status: 'error', evalue: 'the member "code" must be a string, received nothing' },
    });
    expect(told).toEqual([expect.stringContaining('log is_complete_request is refused')]);
  });

  test('replies with an error when the language fails', async () => {
    const { ask, contentOf } = startSession();
    ask('complete_request', { code: 'a', cursor_pos: 1 });
    await sleep(10);
    expect(contentOf('complete_reply')).toMatchObject({
      status: 'error',
      evalue: expect.stringContaining('no completion today'),
    });
  });

  test('does not count or keep a blank cell', async () => {
    const { ask, contentOf } = startSession();
    ask('execute_request', { code: ' \n' });
    ask('history_request', { hist_access_type: 'tail', n: 5 });
    await sleep(20);
    expect(contentOf('execute_reply')).toMatchObject({ status: 'ok', execution_count: 0 });
    expect(contentOf('history_reply')).toMatchObject({ history: [] });
  });

  test('puts a page into the payload of its cell', async () => {
    const { ask, emit, contentOf } = startSession({ compileTime: 20 });
    ask('execute_request', { code: ok });
    await sleep(5);
    emit({ kind: 'page', data: { 'text/plain': 'help' } });
    await sleep(60);
    expect(contentOf('execute_reply')).toMatchObject({ payload: [{ source: 'page', data: { 'text/plain': 'help' } }] });
  });

  test('hands comm messages to the executor, ignores unknown messages, echoes restart on both channels', async () => {
    const { ask, about, told, contentOf } = startSession();
    const comm = ask('comm_open', { comm_id: 'c', target_name: 't' });
    const message = ask('comm_msg', { comm_id: 'c', data: {} });
    expect(about(ask('no_such_request', {}))).toEqual([]);
    await sleep(10);
    for (const id of [comm, message]) expect(about(id)).toEqual(['iopub busy', 'iopub idle']);
    expect(told).toEqual([
      ...['comm_open as 1 with 0 buffers', 'comm_msg as 2 with 0 buffers', expect.stringContaining('no_such_request')],
    ]);
    for (const channel of ['control', 'shell'] as const) {
      ask('shutdown_request', { restart: true }, channel);
      await sleep(10);
      expect(contentOf('shutdown_reply')).toEqual({ status: 'ok', restart: true });
    }
    expect(told.slice(3)).toEqual(['ended', 'ended']);
  });
});
