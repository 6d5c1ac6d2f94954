/** The notebooks that the browser tests run: one of every kind of output, one to interrupt. */
import { type TestCell } from './notebook-file.ts';

/** A red square of 16 × 16 pixels. */
const redSquare =
  'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAFklEQVR42mO4oKBAEmIY1TCqYfhqAABLfxAQegypMgAAAABJRU5ErkJggg==';

export const everyOutput: readonly TestCell[] = [
  ['markdown', '# Every output / 各种输出', '', 'A neuron: $y = \\sigma(Wx + b)$', '', '$$L = -\\sum_k t_k \\ln y_k$$'],
  ['code', 'const weights: number[] = [0.5, -1, 2];', "console.log('权重 weights', weights);"],
  ['code', 'weights.map((w) => w * 2)'],
  ['code', "display(html`<b id='bold'>bold 粗体</b>`)"],
  ['code', "display(latex('$e^{i\\\\pi} + 1 = 0$'))"],
  [
    'code',
    'display({',
    "  'application/vnd.vegalite.v5+json': {",
    "    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',",
    "    description: 'the loss falls',",
    '    data: { values: [5, 3, 2, 1.5].map((loss, epoch) => ({ epoch, loss })) },',
    "    mark: 'line',",
    "    encoding: { x: { field: 'epoch', type: 'quantitative' }, y: { field: 'loss', type: 'quantitative' } },",
    '  },',
    "  'text/plain': 'a falling line',",
    '});',
  ],
  [
    'code',
    `const png = Buffer.from('${redSquare}', 'base64');`,
    "display({ 'image/png': png.toString('base64'), 'text/plain': 'a red square' });",
  ],
  [
    'code',
    'const circle = \'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60" role="img" aria-label="a circle"><circle cx="30" cy="30" r="25" fill="teal"/></svg>\';',
    "display({ 'image/svg+xml': circle, 'text/plain': 'a circle' });",
  ],
  [
    'code',
    "const bar = display({ 'text/plain': '0 %' });",
    'await new Promise((resolve) => setTimeout(resolve, 50));',
    "bar.update({ 'text/plain': '100 %' });",
  ],
];

export const interruption: readonly TestCell[] = [
  ['code', 'let kept = 41;'],
  ['code', 'while (true) {}'],
  ['code', 'kept + 1'],
];
