import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { displaysOf, errorOf, resultBundle, resultOf } from '../protocol/answers.ts';
import { startTestKernel, type TestKernel } from '../protocol/kernel.ts';

let kernel: TestKernel;
beforeAll(async () => {
  kernel = await startTestKernel();
});
afterAll(() => kernel.stop());

describe('a notebook for tslab', () => {
  test('shows all kinds of content', async () => {
    const answer = await kernel.execute(`import * as tslab from 'tslab';
tslab.display.html('<b>hi</b>');
tslab.display.markdown('# hi');
tslab.display.javascript('alert(1)');
tslab.display.latex('$x$');
tslab.display.svg('<svg/>');
tslab.display.text('plain');
tslab.display.png(new Uint8Array([1, 2, 3]));
tslab.display.jpeg(new Uint8Array([4]));
tslab.display.raw('application/json', '{"a":1}');`);
    expect(displaysOf(answer).map(({ data }) => data)).toEqual([
      { 'text/html': '<b>hi</b>' },
      { 'text/markdown': '# hi' },
      { 'application/javascript': 'alert(1)' },
      { 'text/latex': '$x$' },
      { 'image/svg+xml': '<svg/>' },
      { 'text/plain': 'plain' },
      { 'image/png': 'AQID' },
      { 'image/jpeg': 'BA==' },
      { 'application/json': '{"a":1}' },
    ]);
  });

  test('updates a display in place', async () => {
    const answer = await kernel.execute(
      "import { newDisplay } from 'tslab';\nconst place = newDisplay(); place.text('one'); place.html('two');",
    );
    const [first, second] = displaysOf(answer);
    expect(first).toMatchObject({ name: 'display_data', data: { 'text/plain': 'one' } });
    expect(second).toMatchObject({ name: 'update_display_data', data: { 'text/html': 'two' }, id: first?.id });
  });

  test('is checked as there', async () => {
    const { evalue } = errorOf(await kernel.execute("import { display as show } from 'tslab';\nshow.htlm('x')"));
    expect(evalue).toContain("Property 'htlm' does not exist on type 'Display'.");
  });
});

describe('a notebook for Deno', () => {
  test('shows values, templates and objects with a display method', async () => {
    expect(resultBundle(await kernel.execute('const name = "x"; Deno.jupyter.html`<b>${name}</b>`'))).toMatchObject({
      'text/html': '<b>x</b>',
    });
    expect(resultBundle(await kernel.execute('Deno.jupyter.md`# ${name}`'))).toMatchObject({ 'text/markdown': '# x' });
    expect(resultBundle(await kernel.execute('Deno.jupyter.svg`<svg></svg>`'))).toMatchObject({
      'image/svg+xml': '<svg></svg>',
    });
    const own = 'class Shown { [Deno.jupyter.$display]() { return { "text/html": "own" } } }\n';
    expect(resultBundle(await kernel.execute(`${own}new Shown()`))).toEqual({ 'text/html': 'own' });
    const shown = await kernel.execute('await Deno.jupyter.display(new Shown()); await Deno.jupyter.display([1])');
    expect(displaysOf(shown).map(({ data }) => data)).toMatchObject([
      { 'text/html': 'own' },
      { 'text/plain': '[ 1 ]' },
    ]);
  });

  test('shows bundles as they are, and updates them', async () => {
    const answer = await kernel.execute(`const bundle = { 'text/plain': 'raw' };
await Deno.jupyter.display(bundle, { raw: true, display_id: 'place' });
await Deno.jupyter.display({ 'text/plain': 'new' }, { raw: true, update: true, display_id: 'place' });`);
    expect(displaysOf(answer)).toMatchObject([
      { name: 'display_data', data: { 'text/plain': 'raw' }, id: 'place' },
      { name: 'update_display_data', data: { 'text/plain': 'new' }, id: 'place' },
    ]);
  });

  test('broadcasts displays, formats values, and shows pictures', async () => {
    const answer = await kernel.execute(
      "await Deno.jupyter.broadcast('display_data', { data: { 'text/plain': 'sent' }, metadata: {}, transient: {} })",
    );
    expect(displaysOf(answer)).toMatchObject([{ data: { 'text/plain': 'sent' } }]);
    expect(resultOf(await kernel.execute('(await Deno.jupyter.format(5))["text/plain"]'))).toBe("'5'");
    expect(resultBundle(await kernel.execute('Deno.jupyter.image(Uint8Array.of(0xff, 0xd8, 0xff))'))).toMatchObject({
      'image/jpeg': '/9j/',
    });
    const { evalue } = errorOf(await kernel.execute("await Deno.jupyter.broadcast('comm_open', {})"));
    expect(evalue).toContain('received comm_open');
  });

  test('does not make libraries believe that they run in Deno', async () => {
    expect(resultOf(await kernel.execute('"Deno" in globalThis'))).toBe('false');
  });
});
