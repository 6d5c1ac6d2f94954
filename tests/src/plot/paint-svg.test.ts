import { decode } from 'fast-png';
import { expect, it } from 'vitest';
import { paintSvg, pngOfSvg, sizeOfSvg } from '../../../src/plot/paint-svg.ts';

const svg = (inside: string, width = 40, height = 20) =>
  `<svg role="img" xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${inside}</svg>`;

const fromBase64 = (png = '') => decode(Uint8Array.from(atob(png), (c) => c.charCodeAt(0)));

it('reads the size of a picture from its first tag', () => {
  expect(sizeOfSvg(svg('<rect width="7" height="9" stroke-width="3"/>'))).toEqual({ width: 40, height: 20 });
});

it('draws two pixels for each, in few colours, on white', async () => {
  const png = fromBase64(await pngOfSvg(svg('<rect width="10" height="20" fill="#0072B2"/>'), 10_000));
  expect([png.width, png.height]).toEqual([80, 40]);
  const at = (x: number) => png.palette?.[png.data[x] ?? 0]?.slice(0, 3);
  expect([at(0), at(40)]).toEqual([
    [0, 0x72, 0xb2],
    [255, 255, 255],
  ]);
});

it('draws fewer pixels and colours where the bytes do not suffice', async () => {
  const stops = '<stop offset="0" stop-color="#f00"/><stop offset="1" stop-color="#00f"/>';
  const picture = svg(
    `<defs><radialGradient id="g">${stops}</radialGradient></defs><rect width="300" height="200" fill="url(#g)"/>`,
    300,
    200,
  );
  const [fine = '', coarse = ''] = await Promise.all([pngOfSvg(picture, Infinity), pngOfSvg(picture, 0)]);
  expect(fromBase64(fine)).toMatchObject({ width: 600, channels: 1 });
  expect(fromBase64(coarse)).toMatchObject({ width: 210, channels: 1 });
  expect(fromBase64(coarse).palette?.length).toBeLessThanOrEqual(24);
  expect(coarse.length).toBeLessThan(fine.length / 4);
});

it('cuts the sample of characters off and leaves text that no font has to the SVG', async (context) => {
  const drawn = await paintSvg(svg('<text x="2" y="12" font-size="12">a<tspan>é</tspan></text>'), 1);
  context.skip(drawn === undefined, 'This machine has no fonts.');
  expect(drawn?.pixels).toHaveLength(4 * 40 * 20);
  expect(await pngOfSvg(svg('<text x="2" y="12">\u{10FFFE}</text>'), 10_000)).toBeUndefined();
});
