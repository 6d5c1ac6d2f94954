import { expect, it } from 'vitest';
import { displaySymbol, metadataSymbol } from '../../../src/display/index.ts';
import { bars } from '../../../src/plot/index.ts';
import { plotlyChart } from '../../../src/plot/plotly.ts';

const still = () => bars({ a: 1 }, { alt: 'a bowl' }).toSVG();

it('is a Plotly figure with the theme, a still picture and words', async () => {
  const data = [{ type: 'surface', z: [[1]] }];
  const figure = plotlyChart({ data, layout: { width: 400 } }, { alt: 'a bowl', title: 'Bowl', still });
  expect(figure.plotly).toMatchObject({ data, layout: { width: 400, title: { text: 'Bowl' } } });
  const bundle = await figure[displaySymbol]();
  const [live, picture = '', words] = Object.keys(bundle);
  expect([live, words]).toEqual(['application/vnd.plotly.v1+json', 'text/plain']);
  expect(bundle['application/vnd.plotly.v1+json']).toBe(figure.plotly);
  expect(bundle['text/plain']).toBe('a bowl');
  expect(figure[metadataSymbol][picture]).toMatchObject({ alt: 'a bowl' });
  expect(await figure.toSVG()).toContain('aria-label="a bowl"');
});

it('keeps frames, where it plays', () => {
  const frames = [{ name: '1', data: [{ y: [1] }] }];
  expect(plotlyChart({ data: [], frames }, { alt: 'a path', still }).plotly['frames']).toBe(frames);
});
