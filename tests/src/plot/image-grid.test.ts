import { decode } from 'fast-png';
import { afterEach, describe, expect, it, type TestContext } from 'vitest';
import { displaySymbol, metadataSymbol, setLanguage } from '../../../src/display/index.ts';
import { imageGrid, type Figure, type ImageGridOptions, type ImagesLike } from '../../../src/plot/index.ts';
import { drawWords } from '../../../src/plot/words.ts';
import { listOf, says, sizeOf, wordsOf } from './look.ts';

afterEach(() => setLanguage('en'));

async function pngOf(figure: Figure) {
  return pixelsOf(String((await figure[displaySymbol]())['image/png']));
}

function pixelsOf(base64: string) {
  const { data, width, height, channels, palette } = decode(Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)));
  const pixel = (x: number, y: number) => {
    const values = [...data.slice((y * width + x) * channels, (y * width + x + 1) * channels)];
    return palette ? [...(palette[values[0] ?? 0] ?? [])] : values;
  };
  return { width, height, channels, pixel };
}

/** Skips a test of words where the machine has no fonts for them. */
async function needsFontsFor(context: TestContext, line: string) {
  const text = { line, x: 1, y: 12, size: 12, anchor: 'start' } as const;
  const drawn = await drawWords({ width: 99, height: 20, texts: [text] }, 1);
  context.skip(drawn === undefined, `No font of this machine has the characters of “${line}”.`);
}

describe('an image grid', () => {
  it('enlarges every value to a sharp square of its grey', async () => {
    const figure = imageGrid(
      [
        [
          [0, 1],
          [0.5, 0.25],
        ],
      ],
      { size: 8 },
    );
    const { pixel, channels, width, height } = await pngOf(figure);
    expect(channels).toBe(1);
    const [left, top, side] = [24, 24, 8];
    for (const [dx, dy] of [
      [0, 0],
      [7, 7],
    ] as const) {
      expect(pixel(left + dx, top + dy)).toEqual([0]);
      expect(pixel(left + side + dx, top + dy)).toEqual([255]);
      expect(pixel(left + dx, top + side + dy)).toEqual([128]);
      expect(pixel(left + side + dx, top + side + dy)).toEqual([64]);
    }
    expect(figure[metadataSymbol]['image/png']).toEqual({ width: width / 2, height: height / 2, alt: figure.alt });
    says(figure, 'Image grid: 1 image of 2×2 pixels, 1 row of 1. Black is 0, white 1.');
  });

  it('is a PNG and a sentence; its SVG holds the words as text', async (context) => {
    await needsFontsFor(context, 'Most wrong 0→9');
    const digits = { shape: [10, 28, 28], data: Uint8Array.from({ length: 7840 }, (_, i) => i % 256) };
    const bare = await imageGrid(digits)[displaySymbol]();
    expect(Object.keys(bare)).toEqual(['image/png', 'text/plain']);
    const figure = imageGrid(digits, { captions: listOf(10, (i) => `${i}→9`), title: 'Most wrong' });
    const bundle = await figure[displaySymbol]();
    expect(Object.keys(bundle)).toEqual(['image/png', 'text/plain']);
    const svg = await figure.toSVG();
    expect(wordsOf(svg)).toEqual(['Most wrong', ...listOf(10, (i) => `${i}→9`)]);
    expect(svg).toMatch(/^<svg [^>]*role="img" aria-label="Image grid “Most wrong”: 10 images/);
    expect(svg).toContain('href="data:image/png;base64,');
    says(figure, 'Captions: 0→9, 1→9', 'Black is 0, white 255.');
  });

  it('writes words into the PNG and changes no pixel of the images', async (context) => {
    await needsFontsFor(context, 'Unit 7');
    const noise = listOf(28 * 28 * 3, (i) => Math.sin(i * i));
    const figure = imageGrid(
      { shape: [3, 28, 28], data: noise },
      { captions: ['Unit 7', 'Unit 8', 'g'], title: 'Units' },
    );
    const written = await pngOf(figure);
    const [, embedded = ''] = (await figure.toSVG()).match(/base64,([^"]*)/) ?? [];
    const bare = pixelsOf(embedded);
    expect([written.width, written.height]).toEqual([bare.width, bare.height]);
    const top = 2 * (12 + 15 + 11);
    const changed = listOf(
      bare.width * bare.height,
      (i) => [i % bare.width, Math.floor(i / bare.width)] as const,
    ).filter(([x, y]) => written.pixel(x, y).join() !== bare.pixel(x, y).join());
    const [title, captions] = [changed.filter(([, y]) => y < top), changed.filter(([, y]) => y >= top + 28 * 8)];
    expect(title.length).toBeGreaterThan(200);
    expect(captions.length).toBeGreaterThan(200);
    expect(title.length + captions.length).toBe(changed.length);
    // Every source pixel of the first image is one square of 8 × 8 device pixels, up to its edges.
    const blurred = listOf(224 * 224, (i) => [i % 224, Math.floor(i / 224)] as const).filter(([x, y]) => {
      const corner = written.pixel(24 + x - (x % 8), top + y - (y % 8));
      return written.pixel(24 + x, top + y).join() !== corner.join();
    });
    expect(blurred).toEqual([]);
  });

  it('leaves the PNG out where no font has a character, so that the SVG is shown', async () => {
    const bundle = await imageGrid([[[1]]], { captions: ['\u{10FFFE}'] })[displaySymbol]();
    expect(Object.keys(bundle)).toEqual(['image/svg+xml', 'text/plain']);
  });

  it('draws the columns of a weight matrix, blue below zero and orange above, with a colour bar', async () => {
    const W = { shape: [4, 2], data: Float32Array.of(-2, 1, 0, 0, 2, 0, NaN, 0) };
    const figure = imageGrid(W, { imageShape: [2, 2], size: 2 });
    const [, embedded = ''] = (await figure.toSVG()).match(/base64,([^"]*)/) ?? [];
    const { pixel } = pixelsOf(embedded);
    expect(pixel(24, 24)).toEqual([0, 51, 102]);
    expect(pixel(26, 24)).toEqual([250, 250, 250]);
    expect(pixel(24, 26)).toEqual([117, 45, 0]);
    expect(pixel(26, 26)).toEqual([0, 158, 115]);
    expect(wordsOf(await figure.toSVG())).toEqual(['−2', '0', '2']);
    says(
      figure,
      '2 images of 2×2',
      'Blue is negative, white zero, orange positive, from −2 to 2.',
      '1 value is not a finite number',
    );
  });

  it('gives every image its own range where that is asked', async () => {
    const { pixel } = await pngOf(imageGrid([[[0, 10]], [[0, 1000]]], { range: 'each', size: 2 }));
    expect([pixel(24, 24), pixel(26, 24)]).toEqual([[0], [255]]);
  });

  it('takes images as tensors: a stack, flat rows, channels as pictures, and one by one', () => {
    const values = listOf(12, (i) => i / 12);
    const draws = (images: ImagesLike, options: ImageGridOptions, ...phrases: string[]) =>
      says(imageGrid(images, options), ...phrases);
    draws({ shape: [3, 2, 2], data: values }, {}, '3 images of 2×2 pixels');
    draws({ shape: [3, 4], data: values }, {}, '3 images of 2×2 pixels');
    draws({ shape: [3, 4], data: values }, { imageShape: [1, 4] }, '3 images of 1×4 pixels');
    draws({ shape: [1, 2, 3, 2], data: values }, {}, '2 images of 2×3 pixels');
    draws(
      [
        { shape: [3, 4], data: values },
        { shape: [3, 4, 1], data: values },
      ],
      {},
      '2 images of 3×4 pixels',
    );
    draws([{ shape: [4], data: values.slice(0, 4) }], {}, '1 image of 2×2 pixels');
    draws([Float32Array.of(1, 2, 3, 4)], {}, '1 image of 2×2 pixels');
  });

  it('draws red, green and blue', async () => {
    const { pixel } = await pngOf(imageGrid({ shape: [1, 1, 2, 3], data: [1, 0, 0, 0, 0, 1] }, { size: 2 }));
    expect([pixel(24, 24), pixel(26, 24)]).toEqual([
      [255, 0, 0],
      [0, 0, 255],
    ]);
  });

  it('draws the first hundred of a data set and says so, within the budget', async () => {
    const data = Float32Array.from({ length: 300 * 784 }, (_, i) => Math.max(0, Math.sin(i / 5) * Math.cos(i / 391)));
    const figure = imageGrid({ shape: [300, 784], data });
    says(figure, 'the first 100 of 300 images of 28×28 pixels');
    expect(sizeOf(await figure[displaySymbol]())).toBeLessThan(100_000);
  });

  it('keeps digits with captions and weights with a colour bar within the budget', async (context) => {
    await needsFontsFor(context, '0 → 9');
    const blobs = Float32Array.from({ length: 20 * 784 }, (_, i) => Math.max(0, Math.sin(i / 5) * Math.cos(i / 391)));
    const digits = imageGrid({ shape: [20, 28, 28], data: blobs }, { captions: listOf(20, (i) => `${i} → 9`) });
    const noise = Float32Array.from({ length: 784 * 10 }, (_, i) => Math.sin(i * i));
    const weights = imageGrid({ shape: [784, 10], data: noise }, { imageShape: [28, 28], title: 'Weights' });
    for (const figure of [digits, weights]) {
      const bundle = await figure[displaySymbol]();
      expect(Object.keys(bundle)).toEqual(['image/png', 'text/plain']);
      expect(sizeOf(bundle)).toBeLessThan(100_000);
    }
  });

  it('keeps the noisy weights of 64 units within the budget', async () => {
    const noise = Float32Array.from({ length: 784 * 64 }, (_, i) => Math.sin(i * 12.9898) * Math.sin(i * 78.233));
    const figure = imageGrid({ shape: [784, 64], data: noise }, { imageShape: [28, 28], title: 'Weights' });
    expect(sizeOf(await figure[displaySymbol]())).toBeLessThan(100_000);
  });

  it('writes Chinese into the PNG', async (context) => {
    await needsFontsFor(context, '数字');
    expect(Object.keys(await imageGrid([[[0, 1]]], { captions: ['数字'] })[displaySymbol]())).toContain('image/png');
  });

  it('speaks Chinese in words and captions', async () => {
    setLanguage('zh');
    const figure = imageGrid([[[0, 1]]], { title: '手写数字', captions: ['数字 7'] });
    expect(wordsOf(await figure.toSVG())).toEqual(['手写数字', '数字 7']);
    says(figure, '图像网格“手写数字”：1 幅 1×2 像素的图像，1 行 1 列。说明依次为：数字 7。');
  });

  it('refuses images that are none with one sentence', () => {
    expect(() => imageGrid([])).toThrow('imageGrid: expected at least one image, received none.');
    expect(() => imageGrid([Float32Array.of(1, 2, 3)])).toThrow(
      'imageGrid: image 0 has 3 values, which make no square; say its height and width: { imageShape: [h, w] }.',
    );
    expect(() => imageGrid([[1, 2, 3, 4]], { imageShape: [3, 2] })).toThrow(
      'imageGrid: image 0 of shape 3×2 needs 6 values, received 4.',
    );
    expect(() => imageGrid({ shape: [2, 2, 2], data: [1] })).toThrow(
      'the tensor of shape 2×2×2 needs 8 values, received 1.',
    );
    expect(() => imageGrid({ shape: [12], data: listOf(12, Number) })).toThrow(
      'imageGrid: expected images of shape [n, h, w], [n, h, w, channels] or [n, h·w], received [12].',
    );
    expect(() => imageGrid([{ shape: [2, 2, 2], data: listOf(8, Number) }])).toThrow('image 0 of shape 2×2×2');
    expect(() => imageGrid([[[1, 2], [3]]])).toThrow(
      'the rows of image 0 differ in length; expected 2 values in each.',
    );
    expect(() => imageGrid({ shape: [4, 3], data: listOf(12, Number) }, { imageShape: [5, 5] })).toThrow(
      'rows or columns of 5×5 = 25 values',
    );
    expect(() => imageGrid([[[1]]], { captions: [] })).toThrow(
      'imageGrid: expected 1 captions, one for each image, received 0.',
    );
  });
});
