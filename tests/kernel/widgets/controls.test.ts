import { afterEach, beforeEach, describe, expect, expectTypeOf, test } from 'vitest';
import { button, checkbox, play, progress, select, slider, text } from '../../../kernel/widgets/index.ts';
import { type Page, startPage } from './host.ts';

const displayMethod = Symbol.for('Jupyter.display');

let page: Page;
beforeEach(() => {
  page = startPage();
});
afterEach(() => page.end());

/** Shows a control; returns the bundle of its output. */
function show(control: object): { readonly [type: string]: unknown } {
  const method: unknown = Reflect.get(control, displayMethod);
  if (typeof method !== 'function') throw new Error('a control shows itself');
  return method.call(control);
}

describe('a slider', () => {
  test('is whole where its ends and steps are, and starts in the middle', () => {
    const units = slider(0, 10, { label: 'units' });
    expect(units.value).toBe(5);
    show(units);
    expect(page.models.get(page.find({ description: 'units' }))).toMatchObject({
      ...{
        _model_name: 'IntSliderModel',
        _model_module: '@jupyter-widgets/controls',
        min: 0,
        max: 10,
        step: 1,
        value: 5,
      },
    });
  });

  test('has fine steps between close ends, as many decimals as it needs, and powers where they are asked for', () => {
    show(slider(0, 1, { label: 'fine' }));
    expect(page.models.get(page.find({ description: 'fine' }))).toMatchObject({
      ...{ _model_name: 'FloatSliderModel', step: 0.01, readout_format: '.2f', value: 0.5 },
    });
    const rate = slider(0.001, 1, { log: true, label: 'rate' });
    show(rate);
    const { value, min, max, ...state } = page.models.get(page.find({ description: 'rate' })) ?? {};
    expect(state).toMatchObject({ _model_name: 'FloatLogSliderModel', base: 10 });
    expect([min, max, value]).toEqual([expect.closeTo(-3), expect.closeTo(0), expect.closeTo(Math.sqrt(0.001))]);
  });

  test('refuses what it cannot have', () => {
    expect(() => slider(1, 0)).toThrow('slider expects min < max, received 1 and 0');
    expect(() => slider(0, 1, { log: true })).toThrow('slider with log expects min > 0, received 0');
    expect(() => slider(0, 1, { step: 0 })).toThrow('slider expects a step above 0, received 0');
    expect(() => slider(0, 1, { value: 2 })).toThrow('slider expects a value from 0 to 1, received 2');
  });

  test('follows the page, and the page follows it', async () => {
    const units = slider(0, 10, { label: 'units' });
    const told: number[] = [];
    units.onChange((value) => void told.push(value));
    show(units);
    const id = page.find({ description: 'units' });
    await page.change(id, { value: 7 });
    await page.change(id, { value: 7 });
    expect([units.value, told]).toEqual([7, [7]]);
    units.value = 3;
    expect(page.models.get(id)).toMatchObject({ value: 3 });
  });
});

describe('a choice', () => {
  test('has the type of its values, from a list or by names', async () => {
    const units = select([8, 16, 32], { label: 'units' });
    expectTypeOf(units.value).toEqualTypeOf<8 | 16 | 32>();
    show(units);
    await page.change(page.find({ description: 'units' }), { index: 2 });
    expect(units.value).toBe(32);
    const activation = select({ 'hyperbolic tangent': Math.tanh, sine: Math.sin }, { value: Math.sin });
    expect(activation.value).toBe(Math.sin);
    expect(show(activation)['text/plain']).toBe('sine');
  });

  test('refuses a value that is none, and no values', () => {
    const units = select([8, 16]);
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- boundary: what a cell without types would do
    expect(() => (units.value = 9 as 8)).toThrow('select has no value 9; it has 8, 16');
    expect(() => select([])).toThrow('select expects at least one value');
  });
});

describe('the other controls', () => {
  test('are a box to check, a text, a button that counts, a progress', async () => {
    const controls = { box: checkbox(true), line: text('a'), press: button('Go'), bar: progress(200, { value: 50 }) };
    expect(Object.values(controls).map((control) => show(control)['text/plain'])).toEqual([
      ...['yes', '"a"', 'Go: 0', '25 %'],
    ]);
    await page.change(page.find({ _model_name: 'CheckboxModel' }), { value: false });
    await page.change(page.find({ _model_name: 'TextModel' }), { value: 'b' });
    await page.say(page.find({ _model_name: 'ButtonModel' }), { method: 'custom', content: { event: 'click' } });
    controls.bar.value = 100;
    expect(Object.values(controls).map(({ value }) => value)).toEqual([false, 'b', 1, 100]);
    expect(page.models.get(page.find({ _model_name: 'FloatProgressModel' }))).toMatchObject({ value: 100, max: 200 });
  });

  test('play with a slider beside the button, both at the same value', async () => {
    const step = play(0, 9, { interval: 10 });
    const told: number[] = [];
    step.onChange((value) => void told.push(value));
    show(step);
    const [player, handle] = [page.find({ _model_name: 'PlayModel' }), page.find({ _model_name: 'IntSliderModel' })];
    await page.change(player, { value: 4 });
    expect(page.models.get(handle)).toMatchObject({ value: 4 });
    await page.change(handle, { value: 6 });
    expect(page.models.get(player)).toMatchObject({ value: 6 });
    expect([step.value, told]).toEqual([6, [4, 6]]);
  });

  test('keep their state for a page that asks for it, and leave the page when they are closed', async () => {
    const box = checkbox(true, { label: 'bias' });
    show(box);
    const id = page.find({ description: 'bias' });
    page.models.set(id, {});
    await page.say(id, { method: 'request_state' });
    expect(page.models.get(id)).toMatchObject({ description: 'bias', value: true, _view_name: 'CheckboxView' });
    box.close();
    expect(page.models.has(id)).toBe(false);
  });

  test('have values outside of a kernel too', () => {
    page.end();
    const rate = slider(0, 1);
    rate.value = 0.25;
    expect(rate.value).toBe(0.25);
  });
});
