import { afterEach, describe, expect, it } from 'vitest';
import {
  bars,
  decisionBoundary,
  displaySymbol,
  frames,
  heatmap,
  histogram,
  imageGrid,
  lines,
  lossLandscape,
  setLanguage,
  tensor,
} from '../../../src/index.ts';
import { compileSpec } from '../../../src/plot/render.ts';
import { listOf, says, sizeOf, wordsOf } from './look.ts';

afterEach(() => setLanguage('en'));

const bowl = (x: number, y: number) => x * x + 10 * y * y;
const descent = (rate: number) => listOf(12, (i) => [-0.9 * (1 - 2 * rate) ** i, 0.8 * (1 - 20 * rate) ** i]);

describe('frames', () => {
  it('put charts behind a slider, with what they share once, and the first, middle and last beside each other', async () => {
    const rates = [0.01, 0.03, 0.05, 0.09];
    const figure = await frames(
      rates.map((rate) => lossLandscape(bowl, { paths: { GD: descent(rate) } })),
      {
        label: 'rate',
        values: rates,
        title: 'A bowl',
      },
    );
    const bundle = await figure[displaySymbol]();
    expect(Object.keys(bundle)[0]).toBe('application/vnd.vegalite.v5+json');
    expect(sizeOf(bundle)).toBeLessThan(100_000);
    const { vega, messages } = await compileSpec(figure.spec);
    expect(messages).toEqual([]);
    const signals = new Map(vega.signals?.map((signal) => [signal.name, signal]));
    expect(signals.get('frame')).toMatchObject({ value: 3, bind: { input: 'range', min: 0, max: 3, step: 1 } });
    // The bands are there once, the paths once for each rate.
    const text = JSON.stringify(figure.spec);
    expect(text.match(/"c":"#/g)?.length).toBeLessThan(20);
    expect(text).toContain('A bowl · learning rate 0.05');
    const svg = await figure.toSVG();
    const shown = wordsOf(svg).filter((word) => word.startsWith('learning rate'));
    expect(shown).toEqual(['learning rate 0.01', 'learning rate 0.03', 'learning rate 0.09']);
    expect(svg.match(/<svg /g)).toHaveLength(4);
    says(
      figure,
      'Slider “A bowl” over learning rate, 4 frames from 0.01 to 0.09.',
      'learning rate 0.01: Contour map',
      'learning rate 0.09: Contour map',
    );
  });

  it('stand in rows in the still picture, as many in one as can be read', async () => {
    const placesOf = async (width: number) => {
      const still = await (await frames(listOf(3, (i) => bars({ a: i + 1 }, { width })))).toSVG();
      return [...still.matchAll(/<svg x="(\d+)" y="(\d+)" width="(\d+)"/g)].map(([, ...box]) => box.map(Number));
    };
    const rows = async (width: number) => new Set((await placesOf(width)).map(([, y]) => y)).size;
    expect([await rows(200), await rows(320), await rows(480), await rows(900)]).toEqual([1, 1, 2, 3]);
    for (const [x, , width] of [...(await placesOf(320)), ...(await placesOf(480))])
      expect(x + width).toBeLessThan(1080);
  });

  it('keep the points of a decision boundary once, and its regions for each epoch', async () => {
    const points = listOf(200, (i) => [Math.sin(i), Math.cos(2.3 * i)]);
    const labels = points.map(([x]) => (x > 0 ? 1 : 0));
    const figure = await frames(
      listOf(9, (i) => decisionBoundary((x) => x.matmul(tensor([[i / 2], [4 - i / 2]])).sigmoid(), points, labels)),
      { label: 'epoch' },
    );
    expect(JSON.stringify(figure.spec).match(/"s":"class [01]"/g)?.length).toBeLessThan(200 + 9 * 60);
    says(figure, '9 frames from 0 to 8.');
    expect(sizeOf(await figure[displaySymbol]())).toBeLessThan(100_000);
  });

  it('take as axes what holds all', async () => {
    const figure = await frames({ early: lines({ loss: [3, 2] }), late: lines({ loss: [3, 2, 1, 0.5] }) });
    const { vega } = await compileSpec(figure.spec);
    expect(JSON.stringify(vega.scales?.find(({ name }) => name === 'y'))).toContain('[0.5,3]');
    says(figure, 'Slider over frame, 2 frames from early to late.', 'frame late: Line chart');
  });

  it('share axes between histograms: a wide spread looks wide, alive and in the still picture', async () => {
    const spread = (by: number) => histogram(listOf(200, (i) => by * Math.sin(i) ** 3));
    const figure = await frames([spread(1), spread(10)], { label: 'epoch' });
    const { vega, messages } = await compileSpec(figure.spec);
    expect(messages).toEqual([]);
    const domain = (scale: string) => vega.scales?.find(({ name }) => name === scale)?.domain;
    expect(domain('x')).toEqual([-10, 10]);
    expect(domain('y')).toEqual([0, 40]);
    expect(wordsOf(await figure.toSVG()).filter((word) => word === '−10')).toHaveLength(2);
  });

  it('share colours between heatmaps, about zero where one of them has negative values', async () => {
    const figure = await frames([heatmap([[1, 4]]), heatmap([[-2, 1]])]);
    const { vega, messages } = await compileSpec(figure.spec);
    expect(messages).toEqual([]);
    const fill = vega.scales?.find(({ name }) => name === 'fill');
    expect(JSON.stringify(fill?.domain)).toMatch(/^\[-4,.*,0,.*,4\]$/);
    // The two cells of 1 have one colour, in the still picture as well.
    const cells = [...(await figure.toSVG()).matchAll(/fill="(rgb[^"]+)" stroke="#E4E4E4"/g)].map(([, color]) => color);
    expect(cells).toHaveLength(4);
    expect(cells[0]).toBe(cells[3]);
    expect(new Set(cells).size).toBe(3);
  });

  it('keep the lines below the title that all of them have, whatever else one of them says', async () => {
    const short = lossLandscape(bowl, { paths: { GD: descent(0.03) } });
    const away = lossLandscape(bowl, { paths: { GD: [...descent(0.03), [40, 40]] } });
    expect(JSON.stringify(away.spec['title'])).not.toBe(JSON.stringify(short.spec['title']));
    expect((await frames([short, away])).spec['title']).toMatchObject({ subtitle: ['○ start, ◆ end'] });
  });

  it('show pictures that are no charts, such as filters', async () => {
    const grids = listOf(3, (k) => imageGrid(listOf(6, (i) => listOf(9, (p) => Math.sin(p * i + k)))));
    const figure = await frames(grids, { label: 'epoch', values: [0, 5, 10] });
    // Numbers at even distances stand beside the slider themselves.
    expect(figure.spec['params']).toEqual([
      { name: 'choice', value: 10, bind: { input: 'range', min: 0, max: 10, step: 5, name: 'epoch ' } },
      { name: 'frame', expr: 'round((choice - (0)) / 5)' },
    ]);
    const text = JSON.stringify(figure.spec);
    expect(text.match(/data:image\/svg\+xml;base64,/g)).toHaveLength(3);
    expect((await compileSpec(figure.spec)).messages).toEqual([]);
    expect(sizeOf(await figure[displaySymbol]())).toBeLessThan(100_000);
  });

  it('keep every second or third of too many, with a note', async () => {
    const rich = (k: number) => bars(Object.fromEntries(listOf(24, (i) => [`a long name ${i}`, Math.sin(i * k + 1)])));
    const figure = await frames(listOf(60, rich), { label: 'step' });
    const note = /(\d+) of 60 frames kept/.exec(figure.alt);
    expect(Number(note?.[1])).toBeGreaterThan(5);
    expect(JSON.stringify(figure.spec)).toContain(String(note?.[0]));
    says(figure, 'from 0 to 59.');
    expect(sizeOf(await figure[displaySymbol]())).toBeLessThan(100_000);
  });

  it('speak Chinese', async () => {
    setLanguage('zh');
    const figure = await frames([bars({ a: 1 }), bars({ a: 2 })], { label: 'epoch' });
    says(figure, '滑块图：轮次，共 2 帧，从 0 到 1。', '轮次 1：条形图');
    expect(wordsOf(await figure.toSVG())).toContain('轮次 0');
  });

  it('refuse nothing, and values that do not fit', async () => {
    await expect(frames([])).rejects.toThrow('frames: expected at least one figure, received none.');
    await expect(frames([bars({ a: 1 })], { values: [1, 2] })).rejects.toThrow(
      'frames: values: expected 1, one for each figure, received 2.',
    );
  });
});
