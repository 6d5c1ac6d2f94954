/** Whatever arrives at the sockets, the kernel answers it or refuses it, lives on, and has kept its state. */
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Json, type JsonObject } from '../../../kernel/protocol/json.ts';
import { isRequestName, readRequest } from '../../../kernel/protocol/messages.ts';
import { Wire } from '../../../kernel/protocol/wire.ts';
import { until } from '../executor/harness.ts';
import { startTestKernel, type TestKernel } from './kernel.ts';

let kernel: TestKernel;
let wire: Wire;
beforeAll(async () => {
  kernel = await startTestKernel();
  wire = new Wire(kernel.connection.key);
  await kernel.execute('let kept = 41; let times = 0');
});
afterAll(() => kernel.stop());

/** The same process answers on all channels, with the variables that it had. */
afterEach(async () => {
  const { broadcasts, reply } = await kernel.execute('kept + 1');
  expect(reply.content['status']).toBe('ok');
  expect(broadcasts.find(({ name }) => name === 'execute_result')?.content).toMatchObject({
    data: { 'text/plain': '42' },
  });
  expect(await kernel.client.heartbeat(5000)).toBe(true);
  expect((await kernel.client.request('kernel_info_request', {}, 'control').reply).content['status']).toBe('ok');
});

const runs = { seed: 20_261_128, numRuns: 150, endOnFailure: true } as const;
const channel = fc.constantFrom('shell' as const, 'control' as const);
const bytes = fc.uint8Array({ maxLength: 200 });
/** Any text: also half of a surrogate pair, zero characters, names of prototypes. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom('\ud800', '\udc00', 'a', '😀', '\0', '\n', '`', '${', '{', '"') }),
  fc.constantFrom('__proto__', 'constructor', 'toString', ''),
);
const anyNumber = fc.oneof(fc.integer(), fc.double(), fc.constantFrom(-1, 1e308, 2 ** 53, -0));
const anyJson = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    anyNumber.map((value) => (Number.isFinite(value) ? value : null)),
    anyText,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(anyText, tie('value'), { maxKeys: 4 }),
  ),
})).value;

/** All but the one that ends the kernel. */
const requestNames = Object.keys(readRequest)
  .filter(isRequestName)
  .filter((name) => name !== 'shutdown_request');
const memberNames = [
  ...['code', 'cursor_pos', 'detail_level', 'silent', 'store_history', 'user_expressions', 'allow_stdin'],
  ...['stop_on_error', 'hist_access_type', 'session', 'start', 'stop', 'n', 'pattern', 'unique', 'output'],
  ...['comm_id', 'target_name', 'data', 'value'],
];
/** Of anything, but without commands for the shell. */
const anyContent: fc.Arbitrary<JsonObject> = fc
  .dictionary(fc.constantFrom(...memberNames), anyJson, { maxKeys: 6 })
  .map((content) => {
    const { code } = content;
    return typeof code === 'string' ? { ...content, code: code.replace(/[!%]/g, '') } : content;
  });

/** Frames with the signature that they need. */
function signed(parts: readonly Uint8Array[]): Uint8Array[] {
  const hmac = createHmac('sha256', kernel.connection.key);
  for (const part of parts) hmac.update(part);
  return [Buffer.from('<IDS|MSG>'), Buffer.from(hmac.digest('hex')), ...parts];
}

/** A request as a client of ours would send it. */
function validFrames(content: JsonObject = { code: 'kept = 0' }, name = 'execute_request'): Uint8Array[] {
  return wire.pack({ name, identities: [], parent: undefined, content });
}

/** Nothing of what was sent is still under way: a later request was answered. */
async function settled(): Promise<void> {
  for (const way of ['control', 'shell'] as const) await kernel.client.request('kernel_info_request', {}, way).reply;
}

describe('the kernel refuses, without acting on it,', () => {
  test('garbage of any number of frames', async () => {
    await fc.assert(
      fc.asyncProperty(
        channel,
        fc.array(bytes, { minLength: 1, maxLength: 9 }),
        fc.boolean(),
        async (way, parts, delimited) => {
          kernel.client.send(way, delimited ? [Buffer.from('<IDS|MSG>'), ...parts] : parts);
        },
      ),
      runs,
    );
    await settled();
  });

  test('a request that was cut, changed in any byte, or signed with another key', async () => {
    const spoil = fc.oneof(
      fc.record({ kind: fc.constant('cut' as const), at: fc.nat(5) }),
      fc.record({
        kind: fc.constant('change' as const),
        at: fc.nat(4),
        byte: fc.nat(),
        by: fc.integer({ min: 1, max: 255 }),
      }),
      fc.record({ kind: fc.constant('key' as const), key: fc.string({ minLength: 1 }) }),
    );
    await fc.assert(
      fc.asyncProperty(channel, spoil, async (way, how) => {
        const frames = validFrames();
        if (how.kind === 'cut') return kernel.client.send(way, frames.slice(0, how.at));
        if (how.kind === 'key') {
          const message = { name: 'execute_request', identities: [], parent: undefined, content: { code: 'kept = 0' } };
          return kernel.client.send(way, new Wire(how.key).pack(message));
        }
        const changed = Buffer.from(frames[1 + how.at] ?? []);
        const at = how.byte % changed.length;
        changed[at] = (changed[at] ?? 0) ^ how.by;
        kernel.client.send(
          way,
          frames.map((part, index) => (index === 1 + how.at ? changed : part)),
        );
      }),
      runs,
    );
    await settled();
    expect(kernel.lastWords()).toContain('wrong signature');
  });

  test('a request that comes again, however often', async () => {
    const frames = validFrames({ code: 'times += 1' });
    for (let times = 0; times < 20; times++) kernel.client.send('shell', frames);
    const { broadcasts } = await kernel.execute('times');
    expect(broadcasts.find(({ name }) => name === 'execute_result')?.content).toMatchObject({
      data: { 'text/plain': '1' },
    });
    expect(kernel.lastWords()).toContain('replay');
  });

  test('signed frames that are no messages', async () => {
    const parts = fc.tuple(anyJson, anyJson, anyJson, anyJson);
    await fc.assert(
      fc.asyncProperty(channel, parts, async (way, four) => {
        kernel.client.send(way, signed(four.map((part) => Buffer.from(JSON.stringify(part)))));
      }),
      runs,
    );
    await settled();
  });
});

describe('the kernel answers', () => {
  test('every request, whatever stands in it, once, between busy and idle', async () => {
    await fc.assert(
      fc.asyncProperty(channel, fc.constantFrom(...requestNames), anyContent, async (way, name, content) => {
        const { id, reply } = kernel.client.request(name, content, way);
        if (name.endsWith('_request')) {
          const { status, success } = (await reply).content;
          // What the debugger says has the form of its own protocol.
          if (typeof success !== 'boolean') expect(status).toMatch(/^(ok|error|complete|incomplete|invalid|unknown)$/);
        }
        if (name === 'input_reply') return;
        await until(() => kernel.about(id).some(({ content: said }) => said['execution_state'] === 'idle'));
        const said = kernel.about(id).map(({ content: { execution_state: state } }) => state);
        expect([said[0], said.at(-1)]).toEqual(['busy', 'idle']);
      }),
      runs,
    );
  });

  test('nothing to names that it does not know, and goes on', async () => {
    await fc.assert(
      fc.asyncProperty(channel, anyText, anyJson, async (way, name, content) => {
        if (isRequestName(name)) return;
        const header = { ...wire.header(name), extra: content };
        kernel.client.send(way, wire.frames({ name, identities: [], parent: header, content: { content } }, header));
      }),
      runs,
    );
    await settled();
  });

  test('questions with the cursor anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyText,
        anyNumber,
        fc.constantFrom('complete_request' as const, 'inspect_request' as const),
        async (code, cursor, name) => {
          const { content } = await kernel.client.request(name, { code, cursor_pos: cursor, detail_level: 1 }).reply;
          expect(content['status']).toBe('ok');
        },
      ),
      { ...runs, numRuns: 60 },
    );
  });

  test('half a surrogate pair with the same half', async () => {
    const { broadcasts } = await kernel.execute("const half = '\ud83d'; half.length");
    expect(broadcasts.find(({ name }) => name === 'execute_result')?.content).toMatchObject({
      data: { 'text/plain': '1' },
    });
  });

  test('10 MB of code, nested 100,000 deep or not', async () => {
    const long = await kernel.execute(`const long = '${'x'.repeat(10_000_000)}'; long.length`);
    expect(long.broadcasts.find(({ name }) => name === 'execute_result')?.content).toMatchObject({
      data: { 'text/plain': '10000000' },
    });
    const deep = await kernel.execute(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
    expect(deep.reply.content['status']).toBe('error');
    const question = { code: `long;${' '.repeat(10_000_000)}`, cursor_pos: 2, detail_level: 0 };
    expect((await kernel.client.request('inspect_request', question).reply).content['status']).toBe('ok');
  }, 240_000);
});
