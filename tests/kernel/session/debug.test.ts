import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type JsonObject, readObject } from '../../../kernel/protocol/json.ts';
import { murmur2 } from '../../../kernel/session/debug/hash.ts';
import { sleep, until } from '../executor/harness.ts';
import { errorOf, resultOf } from '../protocol/answers.ts';
import { type Answer, startTestKernel, type TestKernel } from '../protocol/kernel.ts';

let kernel: TestKernel;
let seq = 0;

/** A DAP request over the control channel; answers with the body of a successful response. */
async function dap(command: string, given: JsonObject = {}): Promise<JsonObject> {
  seq += 1;
  const request = { type: 'request', seq, command, arguments: given };
  const { content } = await kernel.client.request('debug_request', request, 'control').reply;
  expect(content).toMatchObject({ type: 'response', request_seq: seq, command, success: true });
  return readObject(content, 'body');
}

const events = (name: string): JsonObject[] =>
  kernel.heard
    .filter(({ header, content }) => header.msg_type === 'debug_event' && content['event'] === name)
    .map(({ content }) => readObject(content, 'body'));

/** Runs a cell with breakpoints; waits until it stands at one. */
async function runTo(code: string, lines: readonly number[]): Promise<{ running: Promise<Answer>; path: string }> {
  const { sourcePath: path } = await dap('dumpCell', { code });
  const source = { path: path ?? '' };
  await dap('setBreakpoints', { source, breakpoints: lines.map((line) => ({ line })), sourceModified: false });
  await dap('configurationDone');
  const before = events('stopped').length;
  const running = kernel.execute(code);
  await until(() => events('stopped').length > before);
  return { running, path: String(path) };
}

async function top(): Promise<{ name: string; line: number; id: number; path: string; depth: number }> {
  const { stackFrames } = await dap('stackTrace', { threadId: 1 });
  const frames = Array.isArray(stackFrames) ? stackFrames : [];
  const [frame] = frames;
  const first = typeof frame === 'object' && frame !== null && !Array.isArray(frame) ? { ...frame } : {};
  return {
    name: String(Reflect.get(first, 'name')),
    line: Number(Reflect.get(first, 'line')),
    id: Number(Reflect.get(first, 'id')),
    path: String(Reflect.get(readObject(first, 'source'), 'path')),
    depth: frames.length,
  };
}

async function stepped(command: string): Promise<Awaited<ReturnType<typeof top>>> {
  const before = events('stopped').length;
  await dap(command, { threadId: 1 });
  await until(() => events('stopped').length > before);
  return top();
}

/** Names and values of the variables behind the first scopes of a frame. */
async function variables(frameId: number): Promise<Record<string, unknown>> {
  const { scopes } = await dap('scopes', { frameId });
  const found: Record<string, unknown> = {};
  for (const scope of Array.isArray(scopes) ? scopes : []) {
    if (typeof scope !== 'object' || scope === null || !('variablesReference' in scope)) continue;
    const { variables: members } = await dap('variables', { variablesReference: scope.variablesReference ?? 0 });
    for (const member of Array.isArray(members) ? members : []) {
      if (typeof member === 'object' && member !== null && 'name' in member)
        found[String(member.name)] ??= member.value;
    }
  }
  return found;
}

beforeAll(async () => {
  kernel = await startTestKernel();
  await kernel.execute('const earlier = { deep: [1, 2] };');
  expect(await dap('debugInfo')).toMatchObject({ isStarted: false, hashMethod: 'Murmur2', breakpoints: [] });
  expect(await dap('initialize', { clientID: 'test', adapterID: '' })).toMatchObject({
    supportsConfigurationDoneRequest: true,
  });
  await dap('attach');
});
afterAll(() => kernel.stop());

const loop = `type Row = { readonly value: number };
function add(rows: readonly Row[]): number {
  let sum = 0;
  for (const row of rows) {
    sum += row.value;
  }
  return sum;
}
const total = add([{ value: 1 }, { value: 2 }]);
console.log(total);
const after = total * 2;
after`;

describe('the debugger', () => {
  test('says in kernel_info that it is there, and how cells are named', async () => {
    expect(kernel.info.content['debugger']).toBe(true);
    const info = await dap('debugInfo');
    expect(info['isStarted']).toBe(true);
    const { sourcePath } = await dap('dumpCell', { code: 'const a = 1' });
    expect(sourcePath).toBe(
      `${String(info['tmpFilePrefix'])}${murmur2('const a = 1', Number(info['hashSeed']))}${String(info['tmpFileSuffix'])}`,
    );
  });

  test('stops at a breakpoint, shows frames and variables, steps, and goes on', async () => {
    const { running, path } = await runTo(loop, [5]);
    expect(await top()).toMatchObject({ name: 'add', line: 5, path, depth: 2 });
    expect(await variables(1)).toMatchObject({ sum: '0', row: 'Object', rows: 'Array(2)' });
    expect(await dap('source', { source: { path } })).toEqual({ content: loop });
    expect(await dap('evaluate', { expression: 'sum + row.value', frameId: 1 })).toMatchObject({ result: '1' });
    expect(await dap('debugInfo')).toMatchObject({
      stoppedThreads: [1],
      breakpoints: [{ source: path, breakpoints: [{ line: 5 }] }],
    });
    await stepped('next');
    expect(await variables(1)).toMatchObject({ sum: '1' });
    const second = await stepped('continue');
    expect(second.line).toBe(5);
    expect(await variables(1)).toMatchObject({ sum: '1', row: 'Object' });
    const out = await stepped('stepOut');
    expect(out.line).toBe(9);
    expect((await stepped('next')).line).toBe(10);
    await dap('continue', { threadId: 1 });
    const answer = await running;
    expect([answer.stdout, resultOf(answer)]).toEqual(['3\n', '6']);
    await dap('setBreakpoints', { source: { path }, breakpoints: [] });
  });

  test('steps into functions of earlier cells', async () => {
    const { running } = await runTo('const value = add([{ value: 5 }])\nvalue', [1]);
    const inside = await stepped('stepIn');
    expect(inside).toMatchObject({ name: 'add', line: 3 });
    await dap('continue', { threadId: 1 });
    expect(resultOf(await running)).toBe('5');
  });

  test('stops in cells with await, and evaluates conditions', async () => {
    const code = 'const list: number[] = []\nfor (let i = 0; i < 5; i += 1) {\n  await null\n  list.push(i)\n}\nlist';
    const { sourcePath } = await dap('dumpCell', { code });
    const source = { path: sourcePath ?? '' };
    await dap('setBreakpoints', { source, breakpoints: [{ line: 4, condition: 'i === 3' }] });
    const before = events('stopped').length;
    const running = kernel.execute(code);
    await until(() => events('stopped').length > before);
    expect((await top()).line).toBe(4);
    expect(await dap('evaluate', { expression: 'list.length', frameId: 1 })).toMatchObject({ result: '3' });
    await dap('continue', { threadId: 1 });
    expect(resultOf(await running)).toBe('[ 0, 1, 2, 3, 4 ]');
  });

  test('lists the variables of all cells, also while nothing stands still, and how they are displayed', async () => {
    const { variables: all } = await dap('inspectVariables');
    expect(all).toContainEqual(expect.objectContaining({ name: 'earlier', type: 'Object' }));
    const reference = (Array.isArray(all) ? all : []).flatMap((each) =>
      typeof each === 'object' && each !== null && 'name' in each && each.name === 'earlier'
        ? [each.variablesReference]
        : [],
    )[0];
    expect(await dap('variables', { variablesReference: reference ?? 0 })).toMatchObject({
      variables: [{ name: 'deep', value: 'Array(2)' }],
    });
    expect(await dap('richInspectVariables', { variableName: 'earlier' })).toMatchObject({
      data: { 'text/plain': '{ deep: [ 1, 2 ] }' },
    });
  });

  test('shows rich variables of a pause, and copies them to the global scope', async () => {
    const { running } = await runTo(
      'function inner() {\n  const local = [{ a: 1 }];\n  return local;\n}\ninner();',
      [3],
    );
    expect(await dap('richInspectVariables', { variableName: 'local', frameId: 1 })).toMatchObject({
      data: { 'text/html': expect.stringContaining('<table>') },
    });
    await dap('copyToGlobals', { srcVariableName: 'local', dstVariableName: 'copied', srcFrameId: 1 });
    await dap('continue', { threadId: 1 });
    await running;
    expect(await dap('evaluate', { expression: 'copied.length' })).toMatchObject({ result: '1' });
  });

  test('stops where an exception is thrown', async () => {
    await dap('setExceptionBreakpoints', { filters: ['uncaught'] });
    const before = events('stopped').length;
    const running = kernel.execute('function fail(): void {\n  throw new RangeError("here");\n}\nfail()');
    await until(() => events('stopped').length > before);
    expect(events('stopped').at(-1)).toMatchObject({
      reason: 'exception',
      description: expect.stringContaining('here'),
    });
    expect(await top()).toMatchObject({ name: 'fail', line: 2 });
    await dap('continue', { threadId: 1 });
    expect(errorOf(await running).ename).toBe('RangeError');
    await dap('setExceptionBreakpoints', { filters: [] });
  });

  test('pauses code that runs', async () => {
    const running = kernel.execute('let turns = 0;\nwhile (turns >= 0) {\n  turns += 1;\n}');
    await sleep(400);
    const before = events('stopped').length;
    await dap('pause', { threadId: 1 });
    await until(() => events('stopped').length > before);
    expect(await dap('evaluate', { expression: 'turns > 0', frameId: 1 })).toMatchObject({ result: 'true' });
    await dap('evaluate', { expression: 'turns = -2', frameId: 1 });
    await dap('continue', { threadId: 1 });
    expect((await running).reply.content['status']).toBe('ok');
  });

  test('lets an interrupt through while code stands at a breakpoint', async () => {
    const { running } = await runTo('let n = 0;\nfor (;;) {\n  n += 1;\n}', [3]);
    await kernel.client.request('interrupt_request', {}, 'control').reply;
    expect(errorOf(await running).ename).toBe('KeyboardInterrupt');
    expect(resultOf(await kernel.execute('n > 0'))).toBe('true');
  });

  test('goes on with a new process, in which breakpoints hold again', async () => {
    await kernel.execute('process.abort()');
    const { running } = await runTo('const fresh = 1;\nconst again = fresh + 1;\nagain', [2]);
    expect((await top()).line).toBe(2);
    await dap('continue', { threadId: 1 });
    expect(resultOf(await running)).toBe('2');
  });

  test('refuses what it does not know with a sentence', async () => {
    const request = { type: 'request', seq: 900, command: 'reverseContinue', arguments: {} };
    const { content } = await kernel.client.request('debug_request', request, 'control').reply;
    expect(content).toMatchObject({ success: false, message: 'the request reverseContinue is not known here' });
  });

  test('ends with disconnect: cells run freely again', async () => {
    await runTo('const last = 1;\nlast', [1]);
    await dap('disconnect', { restart: false, terminateDebuggee: false });
    // The event comes over iopub, the answer over control: either may be the first.
    await until(() => events('terminated').length === 1);
    expect(resultOf(await kernel.execute('1 + 1'))).toBe('2');
    expect(await dap('debugInfo')).toMatchObject({ isStarted: false, breakpoints: [], stoppedThreads: [] });
  });
});
