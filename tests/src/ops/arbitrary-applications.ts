/** Random uses of every primitive for fast-check: shapes from nothing on, broadcasts, axes, windows. */
import fc from 'fast-check';
import { placesOf, spanOf, type Two, type Windows } from '../../../src/tensor/windows.ts';
import type { Primitive } from '../../../src/tensor/primitive.ts';
import type { Shape } from '../../../src/tensor/shape-types.ts';
import type { AnySample } from './gradient-checks.ts';

type Samples = fc.Arbitrary<AnySample>;

/** Shapes of up to three axes, whose lengths may be 0 and 1. */
export const shapes = (minRank = 0, shortest = 0): fc.Arbitrary<number[]> =>
  fc.array(fc.integer({ min: shortest, max: 3 }), { minLength: minRank, maxLength: 3 });

/** A shape that broadcasts to `shape`: axes become 1 or are left out in front. */
export const stretchable = (shape: Shape): fc.Arbitrary<number[]> =>
  fc
    .tuple(fc.nat(shape.length), fc.array(fc.boolean(), { minLength: shape.length, maxLength: shape.length }))
    .map(([from, ones]) => shape.map((length, axis) => (ones[axis] ? 1 : length)).slice(from));

const axisOf = (shape: Shape): fc.Arbitrary<number> => fc.nat(shape.length - 1);
const along = (shortest: number): Samples =>
  shapes(1, shortest).chain((shape) => axisOf(shape).map((axis) => ({ shapes: [shape], attributes: { axis } })));

/** Images on which a window has a place at least. */
const windows: fc.Arbitrary<{ readonly image: number[]; readonly windows: Windows }> = fc
  .record({
    size: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 2 })),
    stride: fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 3 })),
    dilation: fc.tuple(fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 2 })),
    before: fc.tuple(fc.nat(1), fc.nat(1)),
    after: fc.tuple(fc.nat(1), fc.nat(1)),
    extra: fc.tuple(fc.nat(2), fc.nat(2)),
    count: fc.nat(2),
    channels: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ extra, count, channels, ...given }) => {
    const [height, width] = spanOf(given);
    return { image: [count, height + extra[0], width + extra[1], channels], windows: given };
  });
/** The same for pooling: a window beside the image would have no largest element, and layers make none. */
const poolings = windows.map(({ image, windows: given }) => {
  const within = ([top, left]: Two): Two => [Math.min(top, given.size[0] - 1), Math.min(left, given.size[1] - 1)];
  const one: Two = [1, 1];
  return { image, windows: { ...given, dilation: one, before: within(given.before), after: within(given.after) } };
});
const folded = ([count, height, width, channels]: Shape, given: Windows): Shape => [
  ...[count, ...placesOf([height, width], given), ...given.size, channels],
];
const pooled = ([count, height, width, channels]: Shape, given: Windows): Shape => [
  ...[count, ...placesOf([height, width], given), channels],
];

const general: Readonly<Record<string, Samples>> = {
  reshape: shapes().chain((shape) => {
    const size = shape.reduce((product, n) => product * n, 1);
    return fc.constantFrom([size], [1, size], shape.toReversed()).map((to) => ({ shapes: [shape], attributes: { shape: to } })); // prettier-ignore
  }),
  cast: shapes().map((shape) => ({ shapes: [shape], attributes: { dtype: 'float64' } })),
  detach: shapes().map((shape) => ({ shapes: [shape], attributes: {} })),
  transpose: shapes().chain((shape) =>
    fc
      .shuffledSubarray([...shape.keys()], { minLength: shape.length })
      .map((order) => ({ shapes: [shape], attributes: { order } })),
  ),
  broadcastTo: shapes().chain((shape) => stretchable(shape).map((own) => ({ shapes: [own], attributes: { shape } }))),
  slice: shapes()
    .chain((shape) => fc.tuple(fc.constant(shape), ...shape.map((n) => fc.tuple(fc.nat(n), fc.nat(n)))))
    .map(([shape, ...ends]) => ({
      shapes: [shape],
      attributes: { begin: ends.map((pair) => Math.min(...pair)), end: ends.map((pair) => Math.max(...pair)) },
    })),
  pad: shapes()
    .chain((shape) => fc.tuple(fc.constant(shape), ...shape.map(() => fc.tuple(fc.nat(2), fc.nat(2)))))
    .map(([shape, ...margins]) => ({
      shapes: [shape],
      attributes: { before: margins.map(([n]) => n), after: margins.map(([, n]) => n) },
    })),
  concat: shapes(1).chain((shape) =>
    fc
      .tuple(axisOf(shape), fc.array(fc.nat(3), { minLength: 1, maxLength: 4 }))
      .map(([axis, lengths]) => ({ shapes: lengths.map((n) => shape.with(axis, n)), attributes: { axis } })),
  ),
  gather: shapes(1, 1).chain((shape) =>
    fc.tuple(axisOf(shape), shapes()).map(([axis, indices]) => ({
      ...{ shapes: [shape, indices], attributes: { axis }, range: [0, shape[axis] - 1] as const },
      dtypes: ['float64', 'int32'] as const,
    })),
  ),
  scatterAdd: fc
    .tuple(shapes(), shapes(), shapes(), fc.integer({ min: 1, max: 3 }))
    .map(([front, indices, rest, length]) => ({
      shapes: [[...front.slice(0, 1), ...indices.slice(0, 2), ...rest.slice(0, 1)], indices.slice(0, 2)],
      attributes: { axis: Math.min(front.length, 1), length },
      range: [0, length - 1] as const,
      dtypes: ['float64', 'int32'] as const,
    })),
  sum: along(0),
  max: along(1),
  argmax: along(1),
  cumsum: fc.tuple(along(0), fc.boolean()).map(([sample, reverse]) => ({
    ...{ shapes: sample.shapes, attributes: { ...sample.attributes, reverse } },
  })),
  matmul: fc
    .tuple(fc.nat(3), fc.nat(3), fc.nat(3), fc.boolean(), fc.boolean(), fc.array(fc.nat(2), { maxLength: 2 }))
    .chain(([m, k, n, transposeA, transposeB, leading]) =>
      fc.tuple(stretchable(leading), stretchable(leading)).map(([a, b]) => ({
        shapes: [
          [...a, ...(transposeA ? [k, m] : [m, k])],
          [...b, ...(transposeB ? [n, k] : [k, n])],
        ],
        attributes: { transposeA, transposeB },
      })),
    ),
  unfold: windows.map(({ image, windows: attributes }) => ({ shapes: [image], attributes })),
  fold: windows.map(({ image, windows: given }) => ({
    shapes: [folded(image, given)],
    attributes: { ...given, image: image.slice(1, 3) },
  })),
  takeMaxima: poolings.map(({ image, windows: attributes }) => ({ shapes: [image, image], attributes })),
  putMaxima: poolings.map(({ image, windows: attributes }) => ({
    shapes: [image, pooled(image, attributes)],
    attributes,
  })),
};

/** Names of the primitives that are not elementwise and for which there are random uses. */
export const generalNames = Object.keys(general);

/** Random uses of a primitive. */
export function applicationsOf(primitive: Primitive): Samples {
  if (primitive.kind === 'general') return general[primitive.name];
  const [{ range, dtypes }] = primitive.samples;
  const settings = { attributes: {}, ...(range && { range }), ...(dtypes && { dtypes }) };
  return shapes().chain((shape) =>
    fc
      .tuple(fc.constant(shape), ...Array.from({ length: primitive.arity - 1 }, () => stretchable(shape)))
      .chain((own) => fc.shuffledSubarray(own, { minLength: own.length }))
      .map((own) => ({ shapes: own, ...settings })),
  );
}
