/** Every form in which the kernel and the framework show something is seen in JupyterLab, in VS Code and in nbconvert. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { run } from '../../kernel/jupyter/process.ts';
import { imageGrid, isDisplayable, lines, modelGraph, results, table } from '../../src/index.ts';
import { dense, sequential } from '../../src/index.ts';
import { displaySymbol } from '../../src/display/mime.ts';
import { plotlyChart } from '../../src/plot/plotly.ts';
import { displaysOf, resultBundle } from '../kernel/protocol/answers.ts';
import { startTestKernel, type TestKernel } from '../kernel/protocol/kernel.ts';
import { needing } from '../setup/needs.ts';
import { projectRoot, testPython } from '../setup/python.ts';
import { frontEnds, jupyterLab, nbconvert, shownForm, vsCode } from './front-ends.ts';

type Bundle = Readonly<Record<string, unknown>>;

const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=';

/** What is not seen everywhere stands in its bundle beside a form that is. */
const fallbacks: Readonly<Record<string, readonly string[]>> = {
  'application/vnd.vegalite.v5+json': ['image/png', 'image/svg+xml'],
  'application/vnd.plotly.v1+json': ['image/png', 'image/svg+xml'],
  'application/vnd.tslate.exercise+json': ['text/markdown'],
  'application/vnd.tslate.results+json': ['text/html'],
  'application/pdf': ['text/plain'],
  'image/gif': ['text/plain'],
};

/** MIME types that the sources name for something else than a form of an output. */
const otherwise: Readonly<Record<string, string>> = {
  'text/typescript': 'the language of cells, in kernel_info_reply',
};

/** The MIME types that the sources name, each with the files. */
function named(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const folder of ['kernel', 'src']) {
    const files = readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => name.endsWith('.ts'))) {
      const text = readFileSync(join(projectRoot, folder, file), 'utf8');
      for (const [, type = ''] of text.matchAll(/['"`]((?:application|audio|image|text|video)\/[\w.+-]+)['"`]/g)) {
        found.set(type, [...(found.get(type) ?? []), `${folder}/${file}`]);
      }
    }
  }
  return found;
}

const everywhere = (type: string): boolean => frontEnds.every(({ types }) => types.includes(type));

describe('a MIME type that the sources name', () => {
  it.each([...named()].filter(([type]) => !(type in otherwise)))('%s is seen everywhere or has a fallback', (type) => {
    const seen = everywhere(type) || (fallbacks[type] ?? []).some(everywhere);
    expect(seen, `${type} needs a renderer in each front end, or a fallback in the table of this test`).toBe(true);
  });

  it('is in use, where the tables of this test know it', () => {
    const types = [...named().keys()];
    expect(types).toEqual(expect.arrayContaining([...Object.keys(fallbacks), ...Object.keys(otherwise)]));
  });
});

/** What a bundle must hold so that its forms can be relied on. */
function expectComplete(bundle: Bundle): void {
  expect(Object.keys(bundle).length).toBeGreaterThan(0);
  for (const type of Object.keys(bundle)) {
    const wanted = fallbacks[type];
    if (wanted)
      expect(
        wanted.some((each) => each in bundle),
        `${type} without ${wanted.join(' or ')}`,
      ).toBe(true);
  }
  for (const front of frontEnds) expect(shownForm(front, bundle), front.name).toBeDefined();
}

async function bundleOf(value: unknown): Promise<Bundle> {
  if (!isDisplayable(value)) throw new Error('it is not displayable');
  return value[displaySymbol]();
}

describe('the framework shows', () => {
  const chart = { loss: [3, 2, 1] };
  it.each([
    [
      'a chart',
      () => lines(chart),
      'application/vnd.vegalite.v5+json',
      'application/vnd.vegalite.v5+json',
      'image/png',
    ],
    [
      'a Plotly figure',
      () => plotlyChart({ data: [] }, { alt: 'a surface', still: () => lines(chart).toSVG() }),
      'application/vnd.plotly.v1+json',
      'application/vnd.plotly.v1+json',
      'image/png',
    ],
    ['images', () => imageGrid([[[0, 1]]], {}), 'image/png', 'image/png', 'image/png'],
    ['a model', () => modelGraph(sequential([2], dense(1))), 'image/png', 'image/png', 'image/png'],
    ['a table', () => table([{ a: 1 }]), 'text/html', 'text/html', 'text/html'],
    ['results', () => results({ accuracy: 0.9 }), 'text/html', 'text/html', 'text/html'],
  ])('%s', async (_, make, inLab, inCode, converted) => {
    const bundle = await bundleOf(make());
    expectComplete(bundle);
    const picture = (type: string | undefined) => (type === 'image/svg+xml' ? 'image/png' : type);
    const shown = [jupyterLab, vsCode, nbconvert].map((front) => picture(shownForm(front, bundle)));
    expect(shown).toEqual([inLab, inCode, converted]);
    expect(bundle).toHaveProperty(['text/plain']);
  });
});

describe('the kernel shows', () => {
  let kernel: TestKernel;
  beforeAll(async () => {
    kernel = await startTestKernel(projectRoot);
  });
  afterAll(() => kernel.stop());

  test.each([
    ['a number', '6 * 7', 'text/plain'],
    ['an object', '({ a: 1 })', 'text/html'],
    ['records', '[{ a: 1 }, { a: 2 }]', 'text/html'],
    ['HTML', 'html`<b>b</b>`', 'text/html'],
    ['Markdown', 'markdown`# h`', 'text/markdown'],
    ['a formula', 'latex`$x$`', 'text/latex'],
    ['an SVG', 'svg`<svg></svg>`', 'image/svg+xml'],
    ['a PNG', `Buffer.from('${png}', 'base64')`, 'image/png'],
    ['a table of the console', 'console.table([{ a: 1 }])', 'text/html'],
    ['the magic %%html', '%%html\n<b>b</b>', 'text/html'],
    ['the magic %%javascript', '%%javascript\nalert(1)', 'application/javascript'],
    ["tslab's script", "import { display as t } from 'tslab'; t.javascript('1')", 'application/javascript'],
    ["Deno's HTML", 'Deno.jupyter.html`<b>b</b>`', 'text/html'],
    [
      'controls',
      "import { interact, slider } from 'tslate/widgets';\ninteract({ a: slider(0, 1) }, ({ a }) => a)",
      'application/vnd.jupyter.widget-view+json',
    ],
  ])('%s', async (_, code, wanted) => {
    const answer = await kernel.execute(code, { stop_on_error: false });
    const bundle = resultBundle(answer) ?? displaysOf(answer)[0]?.data ?? {};
    expectComplete(bundle);
    for (const front of frontEnds) expect(shownForm(front, bundle), front.name).toBe(wanted);
  });

  test.each(['gif', 'pdf'])("tslab's %s, also where it has no renderer", async (kind) => {
    const answer = await kernel.execute(`import { display as t } from 'tslab'; t.${kind}(new Uint8Array([1, 2, 3]))`, {
      stop_on_error: false,
    });
    expectComplete(displaysOf(answer)[0]?.data ?? {});
  });
});

interface Notebook {
  readonly cells: readonly { readonly outputs?: readonly { readonly data?: Bundle }[] }[];
}

describe('a notebook of the course', () => {
  const files = ['en', 'zh'].flatMap((language) => {
    const folder = join(projectRoot, 'notebooks', language);
    return readdirSync(folder)
      .filter((name) => name.endsWith('.ipynb'))
      .map((name) => [`${language}/${name}`, join(folder, name)] as const);
  });
  it.each(files)('%s is seen as a whole', (_, file) => {
    const { cells }: Notebook = JSON.parse(readFileSync(file, 'utf8'));
    for (const { outputs = [] } of cells) for (const { data } of outputs) if (data) expectComplete(data);
  });
});

test(
  'nbconvert chooses as the table says',
  needing(await testPython('nbconvert'), async (python) => {
    const code =
      'import json; from nbconvert import HTMLExporter; ' +
      'print(json.dumps(list(HTMLExporter().config.NbConvertBase.display_data_priority)))';
    const answer = await run(python, ['-c', code], { timeout: 60_000 });
    expect(JSON.parse(answer?.stdout ?? '')).toEqual(nbconvert.types);
  }),
);
