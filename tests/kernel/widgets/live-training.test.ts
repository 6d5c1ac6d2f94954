/** A training that is watched in a real kernel: redrawn in place, stopped by its button, and a still figure also after an interrupt. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type JsonObject, readObject } from '../../../kernel/protocol/json.ts';
import { until } from '../executor/harness.ts';
import { startTestKernel, type TestKernel } from '../protocol/kernel.ts';

let kernel: TestKernel;
beforeAll(async () => {
  kernel = await startTestKernel();
  await kernel.execute(`import { dense, livePlot, moons, sequential } from 'tslate';
    const { x, y } = moons({ samples: 400, noise: 0.1, seed: 0 });
    const model = sequential([2], dense(16, { activation: 'relu' }), dense(2, { activation: 'softmax' }))
      .compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
    const train = (epochs: number) => model.fit(x, y, { epochs, validationSplit: 0.2, callbacks: [livePlot()] });`);
});
afterAll(() => kernel.stop());

/** What stands on the page in the end, place by place. */
function page(from: number): readonly JsonObject[] {
  const places = new Map<string, JsonObject>();
  for (const { header, content } of kernel.heard.slice(from)) {
    if (header.msg_type !== 'display_data' && header.msg_type !== 'update_display_data') continue;
    places.set(String(readObject(content, 'transient')['display_id']), readObject(content, 'data'));
  }
  return [...places.values()];
}

const figure = 'application/vnd.vegalite.v5+json';
const view = 'application/vnd.jupyter.widget-view+json';

describe('livePlot in a real kernel', () => {
  test('leaves a figure and a line of a short training, and needs no button', async () => {
    const from = kernel.heard.length;
    const { reply } = await kernel.execute('(await train(3)).loss.length');
    expect(reply.content).toMatchObject({ status: 'ok' });
    const [curves, line, ...others] = page(from);
    expect(others).toEqual([]);
    expect(Object.keys(curves)).toEqual(expect.arrayContaining([figure, 'image/png', 'text/plain']));
    expect(line['text/plain']).toMatch(/^✓ fit · epoch 3\/3/);
    expect(kernel.heard.slice(from).some(({ header }) => header.msg_type === 'comm_open')).toBe(false);
  });

  test('is stopped by its button while the cell runs; the epoch counts', async () => {
    const from = kernel.heard.length;
    const running = kernel.execute('const stopped = await train(1_000_000)');
    await until(() => page(from).some((data) => view in data));
    const id = String(readObject(page(from)[1], view)['model_id']);
    const clicked = { method: 'custom', content: { event: 'click' } };
    await kernel.client.request('comm_msg', { comm_id: id, data: clicked });
    expect((await running).reply.content).toMatchObject({ status: 'ok' });
    const [curves, line] = page(from);
    expect(curves[figure]).toBeDefined();
    expect(line['text/plain']).toMatch(/^■ fit stopped at \d+ %/);
    const { broadcasts } = await kernel.execute(
      'stopped.loss.length > 0 && stopped.loss.length === stopped.valLoss?.length',
    );
    expect(JSON.stringify(broadcasts)).toContain('"true"');
  });

  test('becomes a still figure also when the kernel is interrupted', async () => {
    const from = kernel.heard.length;
    const running = kernel.execute('await train(1_000_000)');
    await until(() => page(from).some((data) => String(data['text/plain']).includes('batches/s')));
    await kernel.client.request('interrupt_request', {}, 'control').reply;
    expect((await running).reply.content).toMatchObject({ ename: 'KeyboardInterrupt' });
    await until(() => figure in (page(from)[0] ?? {}));
    await until(() => /^■ fit stopped/.test(String(page(from)[1]?.['text/plain'])));
    const { reply } = await kernel.execute('(await train(1)).loss.length');
    expect(reply.content).toMatchObject({ status: 'ok' });
  });
});
