import { afterEach, expect, it } from 'vitest';
import { setLanguage } from '../../../src/display/language.ts';
import { livePanel, type LivePanel } from '../../../src/plot/live-panel.ts';

afterEach(() => setLanguage('en'));

const panel: LivePanel = {
  name: 'loss',
  running: [
    [{ x: 0.5, y: 90 }, { x: 1, y: 4 }],
    [{ x: 1.5, y: 2 }],
  ],
  training: [{ x: 1, y: 4 }],
  validation: [{ x: 1, y: 3 }],
}; // prettier-ignore

const paths = (svg: string): readonly string[] => [...svg.matchAll(/ d="(M[^"]*L[^"]*)"/g)].map(([, d = '']) => d);

it('says its last numbers in the heading and to those who do not see it, in both languages', () => {
  expect(livePanel(panel)).toContain('role="img" aria-label="loss 2, validation 3"');
  expect(livePanel(panel)).toMatch(/━<\/tspan> 2<tspan.*╍<\/tspan> validation 3<\/text>/);
  setLanguage('zh');
  expect(livePanel(panel)).toContain('aria-label="损失 2，验证 3"');
});

it('lets the steep beginning leave the picture when the first epoch has passed', () => {
  const ends = (svg: string) => [...svg.matchAll(/text-anchor="end">([^<]*)</g)].map(([, label]) => label);
  expect(ends(livePanel({ ...panel, training: [], validation: [] }))).toContain('80');
  expect(ends(livePanel(panel))).toEqual(['2', '2.5', '3', '3.5', '4']);
});

it('leaves a gap where a number is not finite, and draws the rest', () => {
  const training = [1, 2, NaN, 3, 2].map((y, i) => ({ x: i + 1, y }));
  const svg = livePanel({ name: 'precision', running: [], training, validation: [] });
  expect(svg).not.toContain('NaN,');
  expect(paths(svg)).toHaveLength(1);
  expect(paths(svg)[0]?.match(/M/g)).toHaveLength(2);
  expect(svg.match(/<circle/g)).toHaveLength(4);
  expect(livePanel({ name: 'auc', running: [[{ x: 1, y: NaN }]], training: [], validation: [] })).toContain(
    'NaN</text>',
  );
});

it('stays small: a thousand epochs are thinned, and their dots left out', () => {
  const training = Array.from({ length: 1000 }, (_, i) => ({ x: i + 1, y: Math.sin(i) }));
  const svg = livePanel({ name: 'a<b', running: [], training, validation: training });
  expect(svg.length).toBeLessThan(12_000);
  expect(svg).not.toContain('<circle');
  expect(svg).toContain('a&lt;b');
});

it('draws a frame before there is anything', () => {
  const svg = livePanel({ name: 'loss', running: [], training: [], validation: [] });
  expect(svg).toContain('aria-label="loss"');
  expect(svg).toContain('>epoch</text>');
});
