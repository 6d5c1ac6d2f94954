import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type JsonObject, readObject } from '../../../kernel/protocol/json.ts';
import { until } from '../executor/harness.ts';
import { resultOf } from '../protocol/answers.ts';
import { startTestKernel, type TestKernel } from '../protocol/kernel.ts';

let kernel: TestKernel;
beforeAll(async () => {
  kernel = await startTestKernel();
  await kernel.execute("import { interact, slider } from 'tslate/widgets'");
});
afterAll(() => kernel.stop());

/** The model that was opened last with this name. */
function opened(name: string): string {
  const message = kernel.heard.findLast(
    ({ header, content }) =>
      header.msg_type === 'comm_open' && readObject(readObject(content, 'data'), 'state')['_model_name'] === name,
  );
  return String(message?.content['comm_id']);
}

/** The latest state of a model. */
function stateOf(id: string): JsonObject {
  const states = kernel.heard
    .filter(({ content }) => content['comm_id'] === id)
    .map(({ content }) => readObject(readObject(content, 'data'), 'state'));
  return Object.assign({}, ...states);
}

describe('interact in a real kernel', () => {
  test('keeps what the function prints, also after an await, under the controls and out of the cell', async () => {
    const { stdout, broadcasts } = await kernel.execute(`interact({ n: slider(0, 10) }, async ({ n }) => {
      console.log('at once', n);
      await new Promise((resolve) => setTimeout(resolve, 20));
      console.log('later', n);
      display(html\`<b>\${n}</b>\`);
      return n;
    });
    console.log('the cell')`);
    expect(stdout).toBe('the cell\n');
    const data = readObject(broadcasts.find(({ name }) => name === 'display_data')?.content ?? {}, 'data');
    expect(data).toMatchObject({ 'text/plain': expect.stringContaining('n: 5') });
    const panel = opened('OutputModel');
    const whole = [
      { output_type: 'stream', name: 'stdout', text: 'at once 5\nlater 5\n' },
      { output_type: 'display_data', data: { 'text/html': '<b>5</b>' } },
      { output_type: 'display_data', data: { 'text/plain': '5' } },
    ];
    const outputs = (): unknown[] => [stateOf(panel)['outputs']].flat();
    await until(() => outputs().length === 3);
    expect(outputs()).toMatchObject(whole);

    await kernel.client.request('comm_msg', {
      ...{ comm_id: opened('IntSliderModel'), data: { method: 'update', state: { n: 5, value: 8 }, buffer_paths: [] } },
    });
    await until(() => JSON.stringify(outputs()).includes('later 8') && outputs().length === 3);
  });

  test('is checked: a value that no control has is an error before anything runs', async () => {
    const { reply } = await kernel.execute('interact({ a: slider(0, 1) }, ({ b }) => b)');
    expect(reply.content).toMatchObject({
      ...{ ename: 'TypeScriptError', evalue: expect.stringContaining("Property 'b' does not exist on type") },
    });
    const question = { code: 'slider(0, 1).', cursor_pos: 13, detail_level: 0 };
    const { content } = await kernel.client.request('complete_request', question).reply;
    expect(content['matches']).toEqual(expect.arrayContaining(['close', 'label', 'onChange', 'value']));
  });

  test('stops a first run that outlives its cell, and its loops with it', async () => {
    await kernel.execute('let turns = 0;');
    const code =
      'const sleep = () => new Promise((done) => setTimeout(done, 2)); interact({ k: slider(0, 10) }, async ({ k }) => { while (k === 5) { turns++; await sleep(); } return `k is ${k}`; });';
    await kernel.execute(code);
    const [panel, handle] = [opened('OutputModel'), opened('IntSliderModel')];
    await kernel.client.request('interrupt_request', {}, 'control').reply;
    await until(() => JSON.stringify(stateOf(panel)['outputs']).includes('KeyboardInterrupt'));
    const before = resultOf(await kernel.execute('turns'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(resultOf(await kernel.execute('turns'))).toBe(before);
    const data = { method: 'update', state: { value: 2 } };
    kernel.client.request('comm_msg', { comm_id: handle, data });
    await until(() => JSON.stringify(stateOf(panel)['outputs']).includes('k is 2'));
  });

  test('stops a function that never ends, and runs it again', async () => {
    await kernel.execute('interact({ m: slider(0, 10) }, ({ m }) => { while (m === 7) {} return m; });');
    const [panel, handle] = [opened('OutputModel'), opened('IntSliderModel')];
    const change = (value: number): string =>
      kernel.client.request('comm_msg', { comm_id: handle, data: { method: 'update', state: { value } } }).id;
    const id = change(7);
    await until(() => kernel.about(id).length > 0);
    await new Promise((resolve) => setTimeout(resolve, 200));
    await kernel.client.request('interrupt_request', {}, 'control').reply;
    await until(() => kernel.about(id).some(({ content }) => content['execution_state'] === 'idle'));
    change(2);
    await until(() => JSON.stringify(stateOf(panel)['outputs']).includes('"2"'));
    expect((await kernel.execute('1')).reply.content['status']).toBe('ok');
  });
});
