/** Occlusion: what becomes of a class score when a part of the sample is covered. */
import { ShapeError } from '../errors.ts';
import { interrupted } from '../training/breathe.ts';
import type { SamplesFit } from '../training/fit-types.ts';
import { withoutGradients } from '../ops/apply.ts';
import { tensor } from '../tensor/create.ts';
import { showShape } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { Tensor } from '../tensor/tensor.ts';
import type { Pair } from '../tensor/window-types.ts';
import { pairOf, type Two } from '../tensor/windows.ts';
import { type Explained, type ScoreOptions, scoreOf } from './score.ts';

/** How large the patch is, and how it moves. */
export interface OcclusionOptions extends ScoreOptions {
  /** Height and width of the patch, one number or both; of a vector or a sequence the number of elements or steps. */
  readonly size: Pair;
  /** Steps from one place of the patch to the next, 1 by default. */
  readonly stride?: Pair;
  /** What the patch is filled with, 0 by default. */
  readonly value?: number;
}

/** One score for each place: [samples, rows, columns] for images, [samples, places] for vectors and sequences. */
export type OcclusionMap<X extends Shape> = X extends readonly [infer N extends number, ...infer S extends Shape]
  ? S['length'] extends 3
    ? readonly [N, number, number]
    : number extends S['length']
      ? Shape
      : readonly [N, number]
  : Shape;

/** Covered samples that are computed at once. */
const BATCH = 64;

/**
 * The score of a class while a patch covers the sample, place after place: low where the model needs what is covered.
 *
 *     heatmap(occlusion(model, x.slice([0], [1]), { size: 5, stride: 2 }).reshape([13, 13]))
 *
 * Along an axis of length n the patch stands at 0, stride, 2·stride, … until it reaches the end, where it is cut off:
 * ⌈(n − size) / stride⌉ + 1 places. Images are [height, width, channels], all channels are covered at once; a sample
 * [steps, features] is covered step by step, and a vector element by element.
 * @param options `target`: the class; `score`: as in the paper the model's output ('output', the default), or 'logit'
 * @throws ShapeError for a patch larger than the sample, ArgumentError for sizes that are no whole numbers ≥ 1
 * Source: Zeiler and Fergus, “Visualizing and understanding convolutional networks”, ECCV 2014, section 4.2.
 */
export function occlusion<I extends Shape, O extends Shape, X extends Shape>(
  model: Explained<I, O>,
  x: Tensor<X> & SamplesFit<X, I>,
  options: OcclusionOptions,
): Tensor<OcclusionMap<X>>;
export function occlusion(model: Explained<Shape, Shape>, x: Tensor, options: OcclusionOptions): Tensor {
  const { value = 0, score: kind = 'output', ...rest } = options;
  const { of, targets } = scoreOf('occlusion', model, x, { ...rest, score: kind });
  const { rows, columns, cover } = patches(x.shape.slice(1), options);
  const places = rows * columns;
  const length = x.size / x.shape[0];
  const scores = new Float32Array(x.shape[0] * places);
  for (let start = 0; start < scores.length; start += BATCH) {
    interrupted();
    const count = Math.min(BATCH, scores.length - start);
    const covered = new Float32Array(count * length);
    for (let k = 0; k < count; k++) {
      const [sample, place] = [Math.floor((start + k) / places), (start + k) % places];
      const copy = covered.subarray(k * length, (k + 1) * length);
      copy.set(x.data.subarray(sample * length, (sample + 1) * length));
      cover(copy, place, value);
    }
    const classes = Array.from({ length: count }, (_, k) => targets[Math.floor((start + k) / places)]);
    const batch = tensor(covered, [count, ...x.shape.slice(1)]);
    scores.set(withoutGradients(() => of(batch, classes)).data, start);
  }
  return tensor(scores, x.rank === 4 ? [x.shape[0], rows, columns] : [x.shape[0], columns]);
}

/** The places of the patch in a sample, and how it is laid on. Vectors and sequences are images of one row. */
function patches(sample: Shape, { size: given, stride: steps = 1 }: OcclusionOptions) {
  if (sample.length === 0 || sample.length > 3) {
    throw new ShapeError({
      what: 'occlusion',
      expected: 'samples that are vectors, sequences [steps, features] or images [height, width, channels]',
      received: showShape(sample),
    });
  }
  const image = sample.length === 3;
  const [height, width, channels]: readonly number[] = image ? sample : [1, sample[0], sample[1] ?? 1];
  const size = sizeOf('size', given, image);
  const stride = sizeOf('stride', steps, image);
  if (size[0] > height || size[1] > width) {
    throw new ShapeError({
      what: 'occlusion',
      expected: `a patch no larger than the sample, ${showShape(sample)}`,
      received: showShape(image ? size : [size[1]]),
    });
  }
  const rows = Math.ceil((height - size[0]) / stride[0]) + 1;
  const columns = Math.ceil((width - size[1]) / stride[1]) + 1;
  const cover = (data: Float32Array, place: number, value: number): void => {
    const [top, left] = [Math.floor(place / columns) * stride[0], (place % columns) * stride[1]];
    for (let row = top; row < Math.min(top + size[0], height); row++) {
      const start = row * width;
      data.fill(value, (start + left) * channels, (start + Math.min(left + size[1], width)) * channels);
    }
  };
  return { rows, columns, cover };
}

function sizeOf(name: string, given: Pair, image: boolean): Two {
  const [height, width] = pairOf('occlusion', name, given);
  return image ? [height, width] : [1, width];
}
