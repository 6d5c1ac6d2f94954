import { expect, it, vi } from 'vitest';
import { bars } from '../../../src/plot/index.ts';
import { compileSpec, renderSvg } from '../../../src/plot/render.ts';

it('writes nothing to stderr, also where Vega-Lite has something to say', async () => {
  const warn = vi.spyOn(console, 'warn');
  const error = vi.spyOn(console, 'error');
  const y = { field: 'v', type: 'quantitative', scale: { type: 'log', zero: false } };
  const odd = { ...bars({ a: 1 }).spec, layer: [{ mark: 'point', encoding: { y } }] };
  expect((await compileSpec(odd)).messages).not.toEqual([]);
  await renderSvg(odd, 'odd', 'odd');
  expect(warn).not.toHaveBeenCalled();
  expect(error).not.toHaveBeenCalled();
});

it('gives pictures ids of their own, so that several can share a page', async () => {
  const gradient = {
    x1: 0,
    y1: 0,
    x2: 1,
    y2: 0,
    gradient: 'linear',
    stops: [
      { offset: 0, color: '#000' },
      { offset: 1, color: '#fff' },
    ],
  };
  const spec = (value: number) => ({
    ...bars({ a: value }).spec,
    config: { bar: { color: gradient } },
    layer: [],
    mark: 'bar',
  });
  const drawn = await Promise.all(
    [1, 2].map((value) => {
      const { layer: _, ...unit } = spec(value);
      return renderSvg({ ...unit, encoding: { x: { field: 'v', type: 'quantitative' } } }, 'a', 'a');
    }),
  );
  const ids = drawn.map((svg) => svg.match(/ id="([^"]+)"/)?.[1] ?? '');
  expect(ids[0]).not.toBe('');
  expect(ids[0]).not.toBe(ids[1]);
  drawn.forEach((svg, i) => expect(svg).toContain(`url(#${ids[i]})`));
});

it('escapes what an author writes', async () => {
  const svg = await bars({ '<a>': 1 }, { title: '"x" & y', alt: '<script>' }).toSVG();
  expect(svg).toContain('aria-label="&lt;script&gt;"');
  expect(svg).not.toContain('<script');
});
