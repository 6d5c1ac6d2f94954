import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type JsonObject } from '../../../kernel/protocol/json.ts';
import { type Message, type RequestName } from '../../../kernel/protocol/messages.ts';
import { Wire } from '../../../kernel/protocol/wire.ts';
import { sleep, until } from '../executor/harness.ts';
import { startTestKernel, type TestKernel } from '../protocol/kernel.ts';

let kernel: TestKernel;
let wire: Wire;
beforeAll(async () => {
  kernel = await startTestKernel();
  wire = new Wire(kernel.connection.key);
  await kernel.execute("import { comms } from 'tslate/widgets'");
});
afterAll(() => kernel.stop());

/** Sends a comm message as the page would; returns the id that broadcasts about it name. */
function say(name: RequestName, content: JsonObject, buffers: readonly Uint8Array[] = []): string {
  const header = wire.header(name);
  kernel.client.send('shell', wire.frames({ name, identities: [], parent: undefined, content, buffers }, header));
  return header.msg_id;
}

const named = (name: string): Message[] => kernel.heard.filter(({ header }) => header.msg_type === name);

async function next(name: string, act: () => unknown): Promise<Message> {
  const before = named(name).length;
  act();
  await until(() => named(name).length > before);
  const [message] = named(name).slice(before);
  if (!message) throw new Error('it was waited for');
  return message;
}

async function openInfo(target?: string): Promise<unknown> {
  const content = target === undefined ? {} : { target_name: target };
  return (await kernel.client.request('comm_info_request', content).reply).content['comms'];
}

describe('a comm that a cell opens', () => {
  test('reaches the page with data, metadata and bytes, is listed, and ends on both sides', async () => {
    const opened = await next('comm_open', () =>
      kernel.execute(`const comm = comms.open('page-code', { hello: 1 }, { metadata: { version: '2' }, buffers: [new Uint8Array([1, 2, 255])] });
        comm.onMessage(({ data, buffers }) => { console.log(JSON.stringify(data), buffers.map((bytes) => bytes.join())); comm.send({ got: data }, { buffers: [...buffers].reverse() }); });
        comm.onClose(() => console.log('closed'));`),
    );
    const id = String(opened.content['comm_id']);
    expect(opened.content).toMatchObject({ target_name: 'page-code', data: { hello: 1 } });
    expect(opened.metadata).toEqual({ version: '2' });
    expect(opened.buffers.map((bytes) => [...bytes])).toEqual([[1, 2, 255]]);
    expect(await openInfo('page-code')).toEqual({ [id]: { target_name: 'page-code' } });
    expect(await openInfo('other')).toEqual({});

    let asked = '';
    const bytes = [new Uint8Array([7]), new Uint8Array(), new Uint8Array([8, 9])];
    const answer = await next('comm_msg', () => (asked = say('comm_msg', { comm_id: id, data: { x: '😀' } }, bytes)));
    expect(answer.content).toEqual({ comm_id: id, data: { got: { x: '😀' } } });
    expect(answer.buffers.map((part) => [...part])).toEqual([[8, 9], [], [7]]);
    // What the handler prints belongs to the message, between busy and idle.
    await until(() => kernel.about(asked).some(({ content }) => content['execution_state'] === 'idle'));
    expect(kernel.about(asked).map(({ header, content }) => content['execution_state'] ?? header.msg_type)).toEqual([
      ...['busy', 'stream', 'comm_msg', 'idle'],
    ]);

    const end = await next('stream', () => say('comm_close', { comm_id: id, data: {} }));
    expect(end.content['text']).toBe('closed\n');
    expect(await openInfo()).toEqual({});
  });
});

describe('a comm that the page opens', () => {
  test('is taken by its target, made by a cell that was sent before; others are closed at once', async () => {
    const closed = await next('comm_close', () => say('comm_open', { comm_id: 'c0', target_name: 'none', data: {} }));
    expect(closed.content['comm_id']).toBe('c0');

    const greeting = await next('comm_msg', () => {
      void kernel.execute(`await new Promise((resolve) => setTimeout(resolve, 100));
        comms.onOpen('mine', (comm, { data }) => comm.send({ welcome: data }));`);
      say('comm_open', { comm_id: 'c1', target_name: 'mine', data: { from: 'page' } });
    });
    expect(greeting.content).toEqual({ comm_id: 'c1', data: { welcome: { from: 'page' } } });
    expect(await openInfo('mine')).toEqual({ c1: { target_name: 'mine' } });
  });

  test('is heard between the awaits of a running cell, whose output stays its own', async () => {
    await kernel.execute(
      "let heard = 0; comms.onOpen('count', (comm) => comm.onMessage(() => { heard += 1; console.log('heard'); }));",
    );
    say('comm_open', { comm_id: 'c2', target_name: 'count', data: {} });
    await until(() => named('status').at(-1)?.content['execution_state'] === 'idle');
    const running = kernel.execute(
      'while (heard < 3) await new Promise((resolve) => setTimeout(resolve, 5)); console.log("cell"); heard',
    );
    for (let times = 0; times < 3; times++) say('comm_msg', { comm_id: 'c2', data: {} });
    const { broadcasts, stdout } = await running;
    expect(stdout).toBe('cell\n');
    expect(broadcasts.find(({ name }) => name === 'execute_result')?.content).toMatchObject({
      data: { 'text/plain': '3' },
    });
  });

  test('is opened at once, while a cell runs, where its target is known: a page that is loaded again need not wait', async () => {
    let running: Promise<unknown> | undefined;
    const greeting = await next('comm_msg', () => {
      running = kernel.execute('while (heard < 100) await new Promise((resolve) => setTimeout(resolve, 5))');
      say('comm_open', { comm_id: 'c4', target_name: 'mine', data: {} });
    });
    expect(greeting.content['comm_id']).toBe('c4');
    await kernel.client.request('interrupt_request', {}, 'control').reply;
    await running; // else the next cell, sent before its end, is aborted with it
  });

  test('may fail, and wait for ever until it is interrupted, and the kernel goes on', async () => {
    await kernel.execute(`comms.onOpen('bad', (comm) => comm.onMessage(({ data, signal }) => {
      if (data['fail']) throw new Error('on purpose');
      signal.addEventListener('abort', () => comm.send({ aborted: true }));
      return new Promise(() => {});
    }));`);
    say('comm_open', { comm_id: 'c3', target_name: 'bad', data: {} });
    const error = await next('error', () => say('comm_msg', { comm_id: 'c3', data: { fail: true } }));
    expect(error.content).toMatchObject({ ename: 'Error', evalue: 'on purpose' });
    const waiting = say('comm_msg', { comm_id: 'c3', data: {} });
    await sleep(150);
    const aborted = await next('comm_msg', () => void kernel.client.request('interrupt_request', {}, 'control'));
    expect(aborted.content['data']).toEqual({ aborted: true });
    await until(() => kernel.about(waiting).some(({ content }) => content['execution_state'] === 'idle'));
    expect((await kernel.execute('1')).reply.content['status']).toBe('ok');
  });

  test('ends with the process that held it', async () => {
    const closed = await next('comm_close', () => kernel.execute('process.abort()'));
    expect(['c1', 'c2', 'c3', 'c4']).toContain(closed.content['comm_id']);
    expect(await openInfo()).toEqual({});
  });
});
