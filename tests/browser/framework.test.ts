/** The framework as a reader meets it: models, training, drawings and explanations in a real JupyterLab. */
import { join } from 'node:path';
import { type Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { type Complaints } from './browser.ts';
import { describeInLab } from './in-lab.ts';
import { type TestLab } from './lab.ts';
import { renderings, screenshot } from './look.ts';
import { type TestCell, writeNotebook } from './notebook-file.ts';
import * as notebook from './notebook-page.ts';

const cells: readonly TestCell[] = [
  [
    'code',
    "import * as t from 'tslate';",
    't.seed(1);',
    'const { xTrain, yTrain, xTest, yTest } = await t.mnist.load({ train: 600, test: 100 });',
  ],
  [
    'code',
    'const x = t.input([28, 28, 1]);',
    "const h = x.to(t.conv2d(8, 3, { stride: 2, padding: 'same', activation: 'relu' }));",
    "const y = h.to(t.conv2d(8, 3, { padding: 'same' })).to(t.add(), h).to(t.activation('relu'));",
    "const net = t.functional(x, y.to(t.globalAveragePool2d()).to(t.dense(10, { activation: 'softmax' })));",
    'net',
  ],
  ['code', 't.show(t.modelGraph(net));'],
  ['code', 't.show(t.computationGraph((a: t.Tensor<readonly [2, 3]>) => a.square().sum().sqrt(), [t.ones([2, 3])]));'],
  [
    'code',
    "const model = net.compile({ optimizer: t.adam({ learningRate: 0.01 }), loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });",
    'const history = await model.fit(xTrain, yTrain, { epochs: 3, validationSplit: 0.1, seed: 1 });',
    "t.show(t.lines({ loss: history.loss, valLoss: history.valLoss ?? [] }, { alt: 'losses' }));",
  ],
  ['code', 't.show(t.imageGrid(t.saliency(net, xTest.slice([0], [8]))));'],
  [
    'code',
    'const again = t.modelFromConfig(JSON.parse(JSON.stringify(net)));',
    'JSON.stringify(again) === JSON.stringify(net)',
  ],
  ['code', 't.sequential([28, 28, 1], t.dense(10));'],
  ['code', 'await model.fit(xTrain.mul(NaN), yTrain, { progress: false });'],
];

await describeInLab(
  'the framework in JupyterLab',
  { env: { ...process.env, TSLATE_DATA: '', TSLATE_OFFLINE: '1' } },
  (opened) => {
    let lab: TestLab;
    let page: Page;
    let complaints: Complaints;

    opened(async (open) => {
      ({ lab, page, complaints } = open);
      await writeNotebook(join(lab.root, 'framework.ipynb'), cells);
      await notebook.openNotebook(page, lab.address('framework.ipynb'));
    });

    test('draws, trains and explains, and says in a sentence what is wrong', { timeout: 300_000 }, async () => {
      for (const index of cells.keys()) {
        await notebook.runCell(page, index);
        await notebook.waitUntilDone(page, 120_000);
      }
      const picture = await screenshot(page, 'framework');
      const ran = await notebook.codeCells(page);
      const errors = ran.map(({ outputs }) => outputs.filter((output) => output.output_type === 'error').length);
      expect(errors, picture).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 1]);
      const text = JSON.stringify(ran.map(({ outputs }) => outputs));
      expect(text).toContain('conv2d2, conv2d1');
      expect(text).toContain('put flatten() before it');
      expect(ran[6].outputs).toMatchObject([{ data: { 'text/plain': 'true' } }]);
      const shown = await renderings(page);
      expect(shown.images.length + shown.charts.length, picture).toBe(4);
      for (const { width, height, name } of [...shown.images, ...shown.charts]) {
        expect(Math.min(width, height), picture).toBeGreaterThan(10);
        expect(name, picture).not.toBe('');
      }
      expect(complaints).toEqual({ errors: [], foreignRequests: [] });
    });
  },
);
