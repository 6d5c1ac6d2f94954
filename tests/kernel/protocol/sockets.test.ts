import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type JsonObject } from '../../../kernel/protocol/json.ts';
import { Wire } from '../../../kernel/protocol/wire.ts';
import { KernelClient } from '../../../kernel/runner/client.ts';
import { sleep, until } from '../executor/harness.ts';
import { startTestKernel, type TestKernel } from './kernel.ts';

let kernel: TestKernel;
beforeAll(async () => {
  kernel = await startTestKernel();
});
afterAll(() => kernel.stop());

const execution = (code: string): JsonObject => ({
  ...{ code, silent: false, store_history: true, user_expressions: {}, allow_stdin: false, stop_on_error: true },
});

describe('the sockets of a real kernel', () => {
  test('say from busy to idle what happens, in order, with nothing behind idle', async () => {
    const { broadcasts, reply } = await kernel.execute("console.log('a'); console.error('b'); 42");
    expect(broadcasts.map(({ name, content }) => content['execution_state'] ?? name)).toEqual([
      ...['busy', 'execute_input', 'stream', 'stream', 'execute_result', 'idle'],
    ]);
    expect(reply.content).toMatchObject({ status: 'ok' });
    expect(reply.header.version).toMatch(/^5\.\d$/);
  });

  test('deliver 100,000 short lines complete and before idle', async () => {
    const { stdout, broadcasts } = await kernel.execute('for (let i = 0; i < 100000; i++) console.log(i)');
    expect(stdout).toBe(Array.from({ length: 100_000 }, (_, index) => `${index}\n`).join(''));
    expect(broadcasts.at(-1)?.content).toEqual({ execution_state: 'idle' });
    // Joined on the way: a message for each line would drown every client.
    expect(broadcasts.length).toBeLessThan(1000);
  });

  test('answer heartbeat, control and completion while a cell computes', async () => {
    const running = kernel.execute('const end = Date.now() + 1500; while (Date.now() < end) {} "done"');
    await sleep(200);
    let isDone = false;
    void running.then(() => (isDone = true));
    expect(await kernel.client.heartbeat(1000)).toBe(true);
    await kernel.client.request('kernel_info_request', {}, 'control').reply;
    const { content } = await kernel.client.request('complete_request', { code: 'conso', cursor_pos: 5 }).reply;
    expect(content['matches']).toContain('console');
    expect(isDone).toBe(false);
    await running;
  });

  test('never execute a message with a wrong signature, or one that comes twice', async () => {
    await kernel.execute('var times = 0');
    const message = { name: 'execute_request', identities: [], parent: undefined, content: execution('times += 100') };
    kernel.client.send('shell', new Wire('forged').pack(message));
    const again = { ...message, content: execution('times += 1') };
    const frames = new Wire(kernel.connection.key).pack(again);
    kernel.client.send('shell', frames);
    kernel.client.send('shell', frames);
    const { broadcasts } = await kernel.execute('times');
    expect(broadcasts).toContainEqual(
      expect.objectContaining({ content: expect.objectContaining({ data: { 'text/plain': '1' } }) }),
    );
  });

  test('welcome every subscriber, and reply to each client alone', async () => {
    const other = new KernelClient(kernel.connection);
    const names: string[] = [];
    other.listen(({ header }) => names.push(header.msg_type));
    await other.ready();
    // A status from an earlier request may reach the new subscriber first.
    await until(() => names.includes('iopub_welcome'));
    const { reply } = other.request('execute_request', execution('1'));
    expect((await reply).content['status']).toBe('ok');
    await until(() => names.includes('execute_result'));
    other.close();
  });

  test('claim the debugger and no subshells, and ignore who asks for one', async () => {
    expect(kernel.info.content['supported_features']).toEqual(['debugger']);
    const wire = new Wire(kernel.connection.key);
    const request = { name: 'create_subshell_request', identities: [], parent: undefined, content: {} };
    kernel.client.send('control', wire.pack(request));
    expect((await kernel.client.request('usage_request', {}, 'control').reply).content['status']).toBe('ok');
  });

  test('ignore unknown messages and go on', async () => {
    const wire = new Wire(kernel.connection.key);
    kernel.client.send('shell', wire.pack({ name: 'no_such_request', identities: [], parent: undefined, content: {} }));
    kernel.client.send('shell', wire.pack({ name: 'execute_request', identities: [], parent: undefined, content: {} }));
    expect((await kernel.execute('1')).reply.content['status']).toBe('ok');
  });
});
