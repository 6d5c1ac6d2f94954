/** The same elements several times. */
import { ArgumentError } from '../errors.ts';
import type { Resized } from '../tensor/axis-types.ts';
import type { DType } from '../tensor/dtype.ts';
import { resolveAxis, showShape } from '../tensor/shape.ts';
import type { Multiply, Shape } from '../tensor/shape-types.ts';
import type { AnyTensor } from '../tensor/tensor.ts';
import { method } from './define.ts';

declare module '../tensor/tensor.ts' {
  interface Tensor<out S extends Shape = Shape, out D extends DType = 'float32'> {
    /**
     * The whole `times[axis]` times along each axis: [1, 2] three times is [1, 2, 1, 2, 1, 2].
     * @param times one number for each axis
     */
    tile<const T extends { readonly [I in keyof S]: number }>(
      times: T,
    ): Tensor<{ readonly [I in keyof S]: I extends keyof T ? Multiply<S[I], T[I] & number> : number }, D>;
    /** Each entry of an axis `times` times: [1, 2] three times is [1, 1, 1, 2, 2, 2]. */
    repeat<const A extends number>(times: number, axis: A): Tensor<Resized<S, A, number>, D>;
  }
}

method('tile', function (times: readonly number[]) {
  if (times.length !== this.rank) {
    throw new ArgumentError({
      what: `tile of ${showShape(this.shape)}`,
      expected: `one number for each axis, ${this.rank}`,
      received: `[${times.join(', ')}]`,
    });
  }
  return times.reduce<AnyTensor>((x, n, axis) => copies('tile', x, n, axis, axis), this);
});

method('repeat', function (times: number, axis: number) {
  const resolved = resolveAxis('repeat', axis, this.rank);
  return copies('repeat', this, times, resolved, resolved + 1);
});

/** x, with `times` copies along a new axis that stands at `place` and then becomes one with `axis`. */
function copies(what: string, x: AnyTensor, times: number, axis: number, place: number): AnyTensor {
  if (!Number.isInteger(times) || times < 0) {
    throw new ArgumentError({ what, expected: 'whole numbers of copies ≥ 0', received: String(times) });
  }
  if (times === 1) return x;
  return x
    .reshape(x.shape.toSpliced(place, 0, 1))
    .broadcastTo(x.shape.toSpliced(place, 0, times))
    .reshape(x.shape.with(axis, x.shape[axis] * times));
}
