/** Elastic distortion: a smooth random field that says how far every pixel moves. */
import type { Rng } from '../random/rng.ts';

export interface Elastic {
  /** Standard deviation, in pixels, of how far a pixel moves along each axis. */
  readonly strength: number;
  /** Pixels over which neighbours move alike: the σ of a Gaussian that would smooth as much. */
  readonly smoothness: number;
}

/** Pixels down and to the right, row by row. */
export interface Field {
  readonly down: Float64Array;
  readonly right: Float64Array;
}

/**
 * A random field after Simard, Steinkraus, Platt, “Best practices for convolutional neural networks applied to visual
 * document analysis” (ICDAR 2003). They smooth one random arrow a pixel with a Gaussian (σ = 4 and α = 34 for MNIST, which
 * is a strength of 1.4 here). The same smoothness comes cheaper from few arrows: on a grid of spacing h, blended by the
 * uniform cubic B-spline, whose variance is h² / 3, so that h = √3 · σ. The grid lies anew each time, so that the mean
 * square of the field is the same everywhere.
 */
export function elasticField(height: number, width: number, elastic: Elastic, random: Rng): Field {
  const spacing = Math.sqrt(3) * elastic.smoothness;
  const rows = splines(height, spacing, random.next());
  const columns = splines(width, spacing, random.next());
  // ∫B² = 151/315 per axis: so much of their variance do the arrows keep when they are blended.
  const std = elastic.strength / (151 / 315);
  const blend = (): Float64Array => {
    const arrows = random.normal([rows.knots, columns.knots], { std }).data;
    const field = new Float64Array(height * width);
    const line = new Float64Array(columns.knots);
    for (let row = 0; row < height; row++) {
      for (let knot = 0; knot < columns.knots; knot++) {
        line[knot] = rows.blend(row, (at) => arrows[at * columns.knots + knot]);
      }
      for (let column = 0; column < width; column++)
        field[row * width + column] = columns.blend(column, (at) => line[at]);
    }
    return field;
  };
  return { down: blend(), right: blend() };
}

/** Knots `spacing` pixels apart along an axis, begun `start` of a spacing before the first pixel; four of them reach each pixel. */
function splines(length: number, spacing: number, start: number) {
  const first = new Int32Array(length);
  const weights = new Float64Array(4 * length);
  for (let i = 0; i < length; i++) {
    const place = i / spacing + start;
    first[i] = Math.floor(place);
    const u = place - first[i];
    const v = 1 - u;
    weights[4 * i] = v ** 3 / 6;
    weights[4 * i + 1] = (3 * u ** 3 - 6 * u ** 2 + 4) / 6;
    weights[4 * i + 2] = (3 * v ** 3 - 6 * v ** 2 + 4) / 6;
    weights[4 * i + 3] = u ** 3 / 6;
  }
  return {
    knots: first[length - 1] + 4,
    blend: (i: number, value: (knot: number) => number): number =>
      weights[4 * i] * value(first[i]) +
      weights[4 * i + 1] * value(first[i] + 1) +
      weights[4 * i + 2] * value(first[i] + 2) +
      weights[4 * i + 3] * value(first[i] + 3),
  };
}
