import { join } from 'node:path';
import { expect, it } from 'vitest';
import { DIGITS } from '../../../../src/data/digests.ts';
import { packageData, readSet, sha256 } from '../../../../src/data/files.ts';
import { embeddedSeries, PARTS } from '../../../../src/data/digits/embedded.ts';
import { readIdx } from '../../../../src/data/idx.ts';

const folder = async () => join(await packageData(), DIGITS.folder);

it('the committed files are what the generator draws, byte for byte', async () => {
  const files = await readSet(DIGITS, await folder());
  for (const [part, images, labels] of [
    [PARTS.train, files.trainImages, files.trainLabels],
    [PARTS.t10k, files.testImages, files.testLabels],
  ] as const) {
    const pictures = readIdx(images);
    const classes = readIdx(labels);
    expect(pictures.shape).toEqual([part.count, 28, 28]);
    // Every 23rd image, which is all digits and all parts of the files; drawing all takes too long for a test.
    for (let i = 0; i < part.count; i += 23) {
      const drawn = embeddedSeries(1, part.first + i);
      expect(classes.data[i], `label ${i}`).toBe(drawn.labels[0]);
      expect(sha256(drawn.images), `image ${i}`).toBe(
        sha256(Uint8Array.from(pictures.data.subarray(i * 784, (i + 1) * 784))),
      );
    }
  }
});

it('the committed files have their digests, are balanced, and small enough to ship', async () => {
  const files = await readSet(DIGITS, await folder());
  for (const [labels, count] of [
    [files.trainLabels, PARTS.train.count],
    [files.testLabels, PARTS.t10k.count],
  ] as const) {
    const tally = new Array<number>(10).fill(0);
    for (const label of readIdx(labels).data) tally[label]++;
    expect(tally).toEqual(new Array<number>(10).fill(count / 10));
  }
  expect(Object.values(DIGITS.files).reduce((sum, { packed }) => sum + packed, 0)).toBeLessThan(4e6);
});

it('any part of the series can be drawn alone', () => {
  const whole = embeddedSeries(30, 100);
  const part = embeddedSeries(4, 117);
  expect(part.labels).toEqual(whole.labels.slice(17, 21));
  expect(part.images).toEqual(whole.images.slice(17 * 784, 21 * 784));
});
