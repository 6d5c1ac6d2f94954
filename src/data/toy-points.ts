/** What all toy sets share: as many points of each class, moved by noise, in random order. */
import { checkAtLeast, checkWholeNumber } from '../checks.ts';
import { showsAs } from '../display/shows-as.ts';
import { ArgumentError } from '../errors.ts';
import { scatter as scatterPlot } from '../plot/scatter.ts';
import type { Rng } from '../random/rng.ts';
import { tensor } from '../tensor/create.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { generatorOf, type Seed } from './seed.ts';

/** How many points, and how noisy. */
export interface ToyOptions {
  /** Points of all classes together, 100 by default. */
  readonly samples?: number;
  /** Standard deviation of the normal noise that is added to both coordinates, 0 by default. */
  readonly noise?: number;
  /** A whole number for the same points each time, or a generator; the shared generator by default. */
  readonly seed?: Seed;
}

/** Points of the plane and their classes. */
export interface ToySet {
  /** Points of the plane, one a row. */
  readonly x: Tensor<readonly [number, 2]>;
  /** Their classes, from 0. */
  readonly y: Tensor<readonly [number], 'int32'>;
}

/** The place of the i-th of `count` points of a class, before noise. */
export type Place = (i: number, count: number, label: number, random: Rng) => readonly [number, number];

/** Places the points of every class, adds noise, and shuffles. Where the numbers do not divide, the first classes get one more. */
export function scatter(what: string, classes: number, options: ToyOptions, place: Place): ToySet {
  const { samples = 100, noise = 0, seed } = options;
  checkWholeNumber(what, 'classes', classes);
  if (!Number.isInteger(samples) || samples < classes) {
    throw new ArgumentError({
      what,
      expected: `a whole number of samples, at least one for each of the ${classes} classes`,
      received: String(samples),
    });
  }
  checkAtLeast(what, 'noise', noise);
  const random = generatorOf(seed);
  const x = new Float32Array(2 * samples);
  const y = new Int32Array(samples);
  let at = 0;
  for (let label = 0; label < classes; label++) {
    const count = Math.floor(samples / classes) + (label < samples % classes ? 1 : 0);
    for (let i = 0; i < count; i++, at++) {
      x.set(place(i, count, label, random), 2 * at);
      y[at] = label;
    }
  }
  if (noise > 0) {
    const moved = random.normal([samples, 2], { std: noise }).data;
    for (let i = 0; i < x.length; i++) x[i] += moved[i];
  }
  const order = random.permutation(samples);
  const set = {
    x: tensor(
      Float32Array.from({ length: 2 * samples }, (_, i) => x[2 * order[i >> 1] + (i & 1)]),
      [samples, 2],
    ),
    y: tensor(
      Int32Array.from(order, (i) => y[i]),
      [samples],
    ),
  };
  return showsAs(set, () => scatterPlot(set.x, { classes: set.y }));
}
