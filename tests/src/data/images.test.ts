import { describe, expect, it } from 'vitest';
import type { ImageFiles } from '../../../src/data/digests.ts';
import { writeIdx } from '../../../src/data/idx.ts';
import { imageData, type ImageOptions } from '../../../src/data/images.ts';
import { tinySet } from './tiny-set.ts';

function load(options: ImageOptions = {}, replace: Partial<ImageFiles<Uint8Array>> = {}) {
  const { set, bytes } = tinySet(replace);
  const [trainImages, trainLabels, testImages, testLabels] = Object.values(bytes);
  return imageData(set, { trainImages, trainLabels, testImages, testLabels }, 'here', options);
}

describe('an image set as tensors', () => {
  const pixels = Object.values(tinySet().bytes)[0].subarray(16);

  it('has images of 28×28×1 with grey levels in [0, 1], and int32 labels', () => {
    const data = load();
    expect(data.xTrain.shape).toEqual([12, 28, 28, 1]);
    expect(data.xTrain.dtype).toBe('float32');
    expect(data.xTrain.data).toEqual(Float32Array.from(pixels, (grey) => grey / 255));
    expect(data.yTrain.dtype).toBe('int32');
    expect([...data.yTrain.data]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]);
    expect(data.xTest.shape).toEqual([5, 28, 28, 1]);
    expect(data.source).toBe('tiny');
    expect(data.description).toBe('Noise: 12 training and 5 test images.');
  });

  it('leaves grey levels from 0 to 255 when told so', () => {
    expect(load({ normalize: false }).xTrain.data).toEqual(Float32Array.from(pixels));
  });

  it('shows the same memory as rows of 784', () => {
    const { xTrain, xTest, flat } = load();
    expect(flat.xTrain.shape).toEqual([12, 784]);
    expect(flat.xTrain.data).toBe(xTrain.data);
    expect(flat.xTest.data).toBe(xTest.data);
  });

  it('computes one-hot labels once, when asked', () => {
    const { oneHot, yTest } = load();
    expect(oneHot.yTest.toArray()).toEqual(
      Array.from(yTest.data, (k) => Array.from({ length: 10 }, (_, i) => +(i === k))),
    );
    expect(oneHot.yTrain).toBe(oneHot.yTrain);
    expect(oneHot.yTrain.shape).toEqual([12, 10]);
  });

  it('takes the first images, and all where fewer are there', () => {
    const data = load({ train: 3, test: 99 });
    expect(data.xTrain.data).toEqual(Float32Array.from(pixels.subarray(0, 3 * 784), (grey) => grey / 255));
    expect([...data.yTrain.data]).toEqual([0, 1, 2]);
    expect(data.oneHot.yTrain.shape).toEqual([3, 10]);
    expect(data.yTest.shape).toEqual([5]);
  });

  it.each([0, -1, 2.5, NaN])('refuses to take %d images', (train) => {
    expect(() => load({ train })).toThrow(
      `option train: expected a whole number of images, 1 or more, received ${train}; leave it out to take all.`,
    );
  });

  it('names a file with a label out of range, and the place', () => {
    const trainLabels = writeIdx({ shape: [12], data: Uint8Array.of(0, 1, 2, 10, 4, 5, 6, 7, 8, 9, 0, 1) });
    expect(() => load({}, { trainLabels })).toThrow(
      'here/train-labels-idx1-ubyte: expected labels from 0 to 9, received 10 at place 3; ' +
        'the file is damaged or of another data set.',
    );
  });

  it('says so when there are not as many labels as images', () => {
    const testLabels = writeIdx({ shape: [4], data: Uint8Array.of(0, 1, 2, 3) });
    expect(() => load({}, { testLabels })).toThrow(
      'here/t10k-labels-idx1-ubyte: expected 5 labels, one for each image of here/t10k-images-idx3-ubyte, received 4',
    );
  });

  it('says so when the images are not 28×28', () => {
    const testImages = writeIdx({ shape: [5, 8, 8], data: new Uint8Array(320) });
    expect(() => load({}, { testImages })).toThrow(
      'here/t10k-images-idx3-ubyte: expected images of 28×28, received the shape 5×8×8.',
    );
  });
});
