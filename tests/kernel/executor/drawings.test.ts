/** What takes a while to draw still belongs to the cell that displays it, also where nobody waits for it. */
import { afterAll, describe, expect, test } from 'vitest';
import { startHarness } from './harness.ts';

const harness = startHarness();
afterAll(() => harness.executor.close());

/** A value that shows itself after some milliseconds; 'broken' fails to. */
const slow = (text: string): string => `({
  async [Symbol.for('Jupyter.display')]() {
    await new Promise((resolve) => setTimeout(resolve, 50));
    if ('${text}' === 'broken') throw new Error('no picture');
    return { 'text/plain': '${text}' };
  },
})`;

describe('a display that takes a while', () => {
  test('is awaited by its cell, one with await and one without', async () => {
    for (const isAsync of [false, true]) {
      const code = isAsync ? `(async () => { display(${slow('a')}); })()` : `display(${slow('a')}); 1`;
      const { events, outcome } = await harness.run(code, { isAsync });
      expect(events).toMatchObject([{ kind: 'display', data: { 'text/plain': 'a' } }]);
      expect(outcome.status).toBe('ok');
    }
  });

  test('comes before the result of its cell, which is kept', async () => {
    const { outcome } = await harness.run(`display(${slow('a')}); 42`);
    expect(outcome).toMatchObject({ status: 'ok', result: { data: { 'text/plain': '42' } } });
  });

  test('fails its cell where it cannot be drawn', async () => {
    const { outcome } = await harness.run(`display(${slow('broken')}); 1`);
    expect(outcome).toMatchObject({ status: 'error', error: { ename: 'Error', evalue: 'no picture' } });
    expect(await harness.value('1 + 1')).toBe('2');
  });

  test('does not keep an interrupt waiting', async () => {
    const never = "({ [Symbol.for('Jupyter.display')]: () => new Promise(() => {}) })";
    const ended = harness.run(`display(${never}); 1`);
    setTimeout(() => void harness.executor.interrupt(), 100);
    expect((await ended).outcome).toMatchObject({ status: 'error', error: { ename: 'KeyboardInterrupt' } });
    expect(await harness.value('2 + 2')).toBe('4');
  });
});
