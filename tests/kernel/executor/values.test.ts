import { inspect } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import { startHarness } from './harness.ts';

const harness = startHarness();
afterAll(() => harness.executor.close());

async function bundleOf(code: string): Promise<Readonly<Record<string, unknown>>> {
  const { outcome } = await harness.run(code);
  if (outcome.status !== 'ok') throw new Error(JSON.stringify(outcome));
  return outcome.result?.data ?? {};
}

describe('a value is seen as', () => {
  test.each([
    ['"text"', "'text'"],
    ['"😀".repeat(2)', "'😀😀'"],
    ['-0', '-0'],
    ['1e21', '1e+21'],
    ['10n', '10n'],
    ['true', 'true'],
    ['Symbol("s")', 'Symbol(s)'],
    ['[1, , 3]', '[ 1, <1 empty item>, 3 ]'],
    ['new Map([[{ k: 1 }, [2]]])', 'Map(1) { { k: 1 } => [ 2 ] }'],
    ['new Set(["a"])', "Set(1) { 'a' }"],
    ['new Float32Array([1, 2.5])', 'Float32Array(2) [ 1, 2.5 ]'],
    ['new Uint8Array(3)', 'Uint8Array(3) [ 0, 0, 0 ]'],
    // Node 20 and 22 write its length differently.
    ['new ArrayBuffer(2)', inspect(new ArrayBuffer(2))],
    ['new Date(0)', '1970-01-01T00:00:00.000Z'],
    ['/a+/g', '/a+/g'],
    ['(class A {})', '[class A]'],
    ['new (class Point { x = 1 })()', 'Point { x: 1 }'],
    ['Object.create(null)', '[Object: null prototype] {}'],
    ['Promise.resolve(5)', 'Promise { 5 }'],
    ['new Promise(() => {})', 'Promise { <pending> }'],
    ['new WeakMap()', 'WeakMap { <items unknown> }'],
    ['({ a: { b: { c: { d: { e: { f: 1 } } } } } })', '{\n  a: {\n    b: { c: { d: { e: [Object] } } }\n  }\n}'],
    ['var self = { name: "me" }; self.self = self; self', "<ref *1> { name: 'me', self: [Circular *1] }"],
    ['({ get lazy() { throw 1 } })', '{ lazy: [Getter] }'],
    ['"a\\ud800b"', "'a\\ud800b'"],
  ])('%s', async (code, shown) => expect((await bundleOf(code))['text/plain']).toBe(shown));

  test('an error with its message and its place in the cell, without the kernel', async () => {
    const text = String((await bundleOf('new RangeError("too far")'))['text/plain']);
    expect(text).toMatch(/^RangeError: too far\n {4}at \S*cell-\d+\.ts:1:1$/);
  });

  test('an object also in colours, a plain value not', async () => {
    expect(Object.keys(await bundleOf('5'))).toEqual(['text/plain']);
    const html = String((await bundleOf('({ n: 1, s: "<b>" })'))['text/html']);
    expect(html).toMatch(/^<pre style="margin: 0; [^"]*">\{ n/);
    expect(html.slice(html.indexOf('{ n'))).toBe(
      '{ n: <span style="color: var(--jp-mirror-editor-number-color, #a86500)">1</span>, ' +
        's: <span style="color: var(--jp-mirror-editor-string-color, #2a8a2a)">\'&lt;b&gt;\'</span> }</pre>',
    );
  });

  test('long arrays and strings in part', async () => {
    expect((await bundleOf('Array.from({ length: 1000 }, (_, i) => i)'))['text/plain']).toContain('900 more items');
    expect(String((await bundleOf('"x".repeat(1e6)'))['text/plain']).length).toBeLessThan(11_000);
  });
});

describe('a table', () => {
  test('is what an array of records is, as HTML and as text', async () => {
    const bundle = await bundleOf('[{ name: "Ada", year: 1815 }, { name: "<Grace>", year: 1906, rank: "admiral" }]');
    expect(bundle['text/plain']).toBe('   name     year  rank\n0  Ada      1815\n1  <Grace>  1906  admiral');
    expect(bundle['text/html']).toContain('<thead><tr><th></th><th>name</th><th>year</th><th>rank</th></tr></thead>');
    expect(bundle['text/html']).toContain(
      '<tr><th>1</th><td style="text-align: left">&lt;Grace&gt;</td><td>1906</td><td style="text-align: left">admiral</td></tr>',
    );
  });

  test('is none where records hold objects', async () => {
    expect((await bundleOf('[{ a: { b: 1 } }]'))['text/plain']).toBe('[ { a: { b: 1 } } ]');
  });

  test.each([
    ['places of the array are empty', 'new Array(5)', '[ <5 empty items> ]'],
    ['some are', '[{ a: 1 }, , { a: 3 }]', '[ { a: 1 }, <1 empty item>, { a: 3 } ]'],
    ['a value is computed', '[{ get a() { throw new Error("g") } }]', '[ { a: [Getter] } ]'],
    ['a proxy answers', '[new Proxy({ a: 1 }, { ownKeys() { throw new Error("p") } })]', '[ { a: 1 } ]'],
  ])('is none where %s', async (_, code, shown) => expect((await bundleOf(code))['text/plain']).toBe(shown));

  test('is also what an array of a class of its own is', async () => {
    const code = 'new (class Rows extends Array { constructor(rows) { super(...rows) } })([{ a: 1 }, { a: 2 }])';
    expect((await bundleOf(code))['text/plain']).toBe('   a\n0  1\n1  2');
  });

  test('says what it leaves out', async () => {
    const bundle = await bundleOf('Array.from({ length: 100 }, (_, i) => ({ i }))');
    expect(String(bundle['text/plain']).split('\n').at(-1)).toBe('… 40 more rows');
    expect(bundle['text/html']).toContain('<p>… 40 more rows</p>');
  });

  test('comes from console.table too, with chosen columns, of maps and of plain values', async () => {
    const shown = async (code: string) => {
      const { events, stdout } = await harness.run(`${code}; 0`);
      return events
        .flatMap((event) => (event.kind === 'display' ? [event.data['text/plain']] : []))
        .concat(stdout || []);
    };
    expect(await shown('console.table([{ a: 1, b: 2 }], ["b"])')).toEqual(['   b\n0  2']);
    expect(await shown('console.table(new Map([["k", { a: 1 }]]))')).toEqual(['   a\nk  1']);
    expect(await shown('console.table({ x: [1, 2], y: 3 })')).toEqual(['   0  1  Values\nx  1  2\ny        3']);
    expect(await shown('console.table(5)')).toEqual(['5\n']);
    expect(await shown('console.table([{ a: 1 }, , { a: 3 }])')).toEqual(['   a\n0  1\n2  3']);
  });
});

describe('a picture', () => {
  test.each([
    ['Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1)', 'image/png', 'iVBORwE='],
    ['Uint8Array.of(0xff, 0xd8, 0xff)', 'image/jpeg', '/9j/'],
    ['Buffer.from("GIF89a")', 'image/gif', 'R0lGODlh'],
    ['Buffer.from("<svg></svg>")', 'image/svg+xml', '<svg></svg>'],
  ])('is what the bytes of one are: %s', async (code, type, content) => {
    expect(await bundleOf(code)).toMatchObject({ [type]: content, 'text/plain': expect.stringContaining(' bytes') });
  });
});

describe('an object of MIME types', () => {
  test('is a bundle, bytes in it become base64', async () => {
    expect(await bundleOf("({ 'image/png': Uint8Array.of(1, 2, 3), 'text/plain': 'dot' })")).toEqual({
      'image/png': 'AQID',
      'text/plain': 'dot',
    });
  });

  test('is none where keys only look like them', async () => {
    expect((await bundleOf("({ 'users/list': 1 })"))['text/plain']).toBe("{ 'users/list': 1 }");
  });
});
