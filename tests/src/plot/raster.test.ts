import { decode } from 'fast-png';
import { expect, it } from 'vitest';
import { pngBase64, raster, rasterOf } from '../../../src/plot/raster.ts';

async function decoded(canvas: ReturnType<typeof raster>) {
  return decode(Uint8Array.from(atob(await pngBase64(canvas)), (character) => character.charCodeAt(0)));
}

it('lays a colour over what is there by how far it covers', () => {
  const canvas = raster(3, 1, [200, 100, 0]);
  canvas.cover(Uint8Array.of(0, 255, 51), [0, 0, 255]);
  expect([...canvas.data]).toEqual([200, 100, 0, 0, 0, 255, 160, 80, 51]);
});

it('takes one byte per pixel for grey, and for at most 256 colours', async () => {
  const grey = raster(2, 1, [7, 7, 7]);
  expect(await decoded(grey)).toMatchObject({ channels: 1, data: Uint8Array.of(7, 7) });
  expect((await decoded(grey)).palette).toBeUndefined();
  const colored = raster(256, 1, [0, 9, 0]);
  for (let i = 0; i < 256; i++) colored.rectangle(i, 0, 1, 1, [i, 9, 255 - i]);
  const { data, palette } = await decoded(colored);
  expect(Array.from(data, (index) => palette?.[index])).toEqual(Array.from(data, (_, i) => [i, 9, 255 - i]));
});

it('keeps more colours than a palette holds', async () => {
  const canvas = raster(257, 1, [0, 0, 0]);
  for (let i = 0; i < 257; i++) canvas.rectangle(i, 0, 1, 1, [i % 256, Math.floor(i / 256), 1]);
  expect(await decoded(canvas)).toMatchObject({ channels: 3, data: canvas.data });
});

it('keeps the most frequent colours of a drawn picture exactly, and makes the others their nearest', () => {
  // Two flat halves with three colours of a soft edge between them; the last pixel is half covered black.
  const colors = [
    ...Array.from({ length: 5 }, () => [200, 0, 0]),
    [190, 4, 0],
    [10, 3, 190],
    ...Array.from({ length: 5 }, () => [0, 0, 200]),
  ];
  const pixels = Uint8Array.from([...colors.flatMap((color) => [...color, 255]), 0, 0, 0, 128]);
  const { data } = rasterOf({ width: 13, pixels }, 2);
  expect([...data.slice(15, 21)]).toEqual([200, 0, 0, 0, 0, 200]);
  const grey = [...rasterOf({ width: 13, pixels }).data.slice(36)];
  expect(grey).toEqual([127, 127, 127]);
});
