/** Unfolding, folding and pooling by vectors give exactly the numbers of the plain loops. */
import { afterEach, describe, expect, it } from 'vitest';
import { primitives, tensor, use } from 'tslate';
import { apply } from '../../../../src/ops/apply.ts';
import type { DType } from '../../../../src/tensor/dtype.ts';
import type { Shape } from '../../../../src/tensor/shape-types.ts';
import type { AnyTensor } from '../../../../src/tensor/tensor.ts';
import { placesOf, type Two, type Windows } from '../../../../src/tensor/windows.ts';
import { expectClose, RandomTensors } from '../../values.ts';

afterEach(() => {
  use('simd');
});

function entry(name: string) {
  const found = primitives.get(name);
  if (found === undefined) throw new Error(`no primitive ${name}`);
  return found;
}

/** The result on both engines, which must agree. */
function onBoth(
  name: string,
  inputs: readonly AnyTensor[],
  attributes: Windows & { image?: Two },
  tolerance = 0,
): void {
  const run = (): AnyTensor => apply<Shape, DType>(entry(name), inputs, attributes);
  use('plain');
  const expected = run();
  use('simd');
  expectClose(run(), expected, tolerance, `${name} of ${inputs[0].shape.join('×')} by ${JSON.stringify(attributes)}`);
}

/** A window on images that are large enough for it, with margins smaller than the window. */
function randomWindow(random: RandomTensors): { windows: Windows; image: Shape } {
  const two = (low: number, high: number): Two => [random.whole(low, high), random.whole(low, high)];
  const [size, stride, dilation] = [two(1, 4), two(1, 3), two(1, 3)];
  const margin = (): Two => [random.whole(0, size[0] - 1), random.whole(0, size[1] - 1)];
  const span = [0, 1].map((axis) => dilation[axis] * (size[axis] - 1) + 1);
  const image = [random.whole(1, 2), span[0] + random.whole(0, 5), span[1] + random.whole(0, 5), random.whole(1, 9)];
  return { windows: { size, stride, dilation, before: margin(), after: margin() }, image };
}

describe('windows on the simd engine', () => {
  it('agree with plain for random sizes, strides, dilations, margins and channels', () => {
    const random = new RandomTensors(21);
    for (let round = 0; round < 120; round++) {
      const { windows, image } = randomWindow(random);
      const [count, height, width, channels] = image;
      const places = placesOf([height, width], windows);
      onBoth('unfold', [random.tensor(image, 'float32')], windows);
      const columns = random.tensor([count, ...places, ...windows.size, channels], 'float32');
      onBoth('fold', [columns], { ...windows, image: [height, width] }, 1e-6);
    }
  });

  it('agree with plain on maxima, with ties, infinities and NaN', () => {
    const random = new RandomTensors(22);
    for (let round = 0; round < 120; round++) {
      const { windows, image } = randomWindow(random);
      // A window of which every place has a pixel: margins are left out.
      const inside: Windows = { ...windows, before: [0, 0], after: [0, 0] };
      const [count, height, width, channels] = image;
      const values = Array.from(random.tensor(image, 'float32').data, (x) =>
        random.rng.next() < 0.1 ? random.pick([NaN, Infinity, -Infinity]) : Math.round(x),
      );
      const x = tensor(values, image);
      onBoth('takeMaxima', [x, x], inside);
      onBoth('takeMaxima', [x, random.tensor(image, 'float32')], inside);
      const v = random.tensor([count, ...placesOf([height, width], inside), channels], 'float32');
      onBoth('putMaxima', [x, v], inside, 1e-6);
    }
  });

  it('leave margins out of the maximum: an image below zero stays there', () => {
    const x = tensor([-3, -1, -2, -5, -4, -6, -9, -8, -7], [1, 3, 3, 1]);
    const windows: Windows = { size: [2, 2], stride: [2, 2], dilation: [1, 1], before: [0, 0], after: [1, 1] };
    const y = apply<Shape, 'float32'>(entry('takeMaxima'), [x, x], windows);
    expect(Array.from(y.data)).toEqual([-1, -2, -8, -7]);
  });
});
