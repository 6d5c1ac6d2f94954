import { afterEach, beforeEach, describe, expect, expectTypeOf, test } from 'vitest';
import { type JsonObject } from '../../../kernel/protocol/json.ts';
import { button, interact, play, select, slider } from '../../../kernel/widgets/index.ts';
import { type Page, startPage } from './host.ts';

let page: Page;
beforeEach(() => {
  page = startPage();
});
afterEach(() => page.end());

/** What stands under the controls. */
function outputs(): JsonObject['outputs'] {
  return page.models.get(page.find({ _model_name: 'OutputModel' }))?.['outputs'];
}

const texts = (...values: string[]): object[] =>
  values.map((value) => ({ output_type: 'display_data', data: { 'text/plain': value }, metadata: {} }));

describe('interact', () => {
  test('shows the controls by their names, the output under them, and for readers without them values and output', () => {
    interact({ units: select([8, 16]), rate: slider(0, 1) }, ({ units, rate }) => units * rate);
    expect(outputs()).toEqual(texts('4'));
    expect(page.displayed).toEqual([
      {
        'text/plain': 'units: 8   rate: 0.5\n\n4',
        'application/vnd.jupyter.widget-view+json': {
          ...{ version_major: 2, version_minor: 0, model_id: page.find({ _model_name: 'VBoxModel' }) },
        },
      },
    ]);
    const children = page.models.get(page.find({ _model_name: 'VBoxModel' }))?.['children'];
    expect(children).toEqual(
      ['DropdownModel', 'FloatSliderModel', 'OutputModel'].map(
        (name) => `IPY_MODEL_${page.find({ _model_name: name })}`,
      ),
    );
  });

  test('gives the function typed values, and runs it again when one is changed', async () => {
    const seen: number[] = [];
    const { values } = interact({ units: select([8, 16]), again: button() }, (now) => {
      expectTypeOf(now).toEqualTypeOf<{ readonly units: 8 | 16; readonly again: number }>();
      seen.push(now.units + now.again);
    });
    expectTypeOf(values.units).toEqualTypeOf<8 | 16>();
    await page.change(page.find({ _model_name: 'DropdownModel' }), { index: 1 });
    await page.say(page.find({ _model_name: 'ButtonModel' }), { method: 'custom', content: { event: 'click' } });
    expect(seen).toEqual([8, 16, 17]);
    expect(outputs()).toEqual([]);
  });

  test('shows what the function throws under the controls, and goes on', async () => {
    interact({ n: slider(0, 2) }, ({ n }) => {
      if (n > 1) throw new RangeError('too many');
      return n;
    });
    const handle = page.find({ _model_name: 'FloatSliderModel' });
    await page.change(handle, { value: 2 });
    expect(outputs()).toMatchObject([{ output_type: 'error', ename: 'RangeError', evalue: 'too many' }]);
    await page.change(handle, { value: 0 });
    expect(outputs()).toEqual(texts('0'));
  });

  test('runs an asynchronous function once at a time, and of the changes meanwhile the last', async () => {
    const seen: number[] = [];
    const open: (() => void)[] = [];
    interact({ n: slider(0, 10) }, async ({ n }) => {
      seen.push(n);
      await new Promise<void>((resolve) => open.push(resolve));
      return n;
    });
    const handle = page.find({ _model_name: 'IntSliderModel' });
    const handled = [1, 2, 3].map((value) => page.change(handle, { value }));
    open.shift()?.();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(seen).toEqual([5, 3]);
    open.shift()?.();
    await Promise.all(handled);
    expect(outputs()).toEqual(texts('3'));
  });

  test('keeps what an asynchronous function has shown at first for readers without the page', async () => {
    const { ready } = interact({ n: slider(0, 10) }, async ({ n }) => n);
    expect(page.displayed).toMatchObject([{ 'text/plain': 'n: 5' }]);
    await ready;
    expect(page.displayed.at(-1)).toMatchObject({ 'text/plain': 'n: 5\n\n5' });
  });

  test('gives up what is interrupted, and runs again', async () => {
    interact({ n: slider(0, 10) }, ({ n }) => (n === 7 ? new Promise(() => undefined) : n));
    const handle = page.find({ _model_name: 'IntSliderModel' });
    const handled = page.change(handle, { value: 7 });
    page.interrupt();
    await handled;
    expect(outputs()).toMatchObject([{ output_type: 'error', ename: 'KeyboardInterrupt' }]);
    await page.change(handle, { value: 2 });
    expect(outputs()).toEqual(texts('2'));
  });

  test('leaves nothing in the page when it is closed', () => {
    const { close } = interact({ n: slider(0, 2), t: play(0, 5), go: button() }, ({ n }) => n);
    expect(page.models.size).toBeGreaterThan(6);
    close();
    expect([...page.models.values()]).toEqual([]);
  });

  test('says what is no control', () => {
    // @ts-expect-error a number is no control
    expect(() => interact({ n: 3 }, () => undefined)).toThrow(
      'interact expects controls, for example slider(0, 1); received 3 as n',
    );
  });

  test('runs the function once where there is no kernel', () => {
    page.end();
    const seen: number[] = [];
    const { values } = interact({ n: slider(0, 10) }, ({ n }) => void seen.push(n));
    expect([seen, values]).toEqual([[5], { n: 5 }]);
  });
});
