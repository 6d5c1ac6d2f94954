/** Initial values of a given spread, whatever the shape. */
import { checkAtLeast } from '../checks.ts';
import { full } from '../tensor/create.ts';
import type { Initializer } from './initializer.ts';

/** Every weight `value`. */
export function constant(value: number): Initializer {
  return (shape) => full(shape, value);
}

/** U(low, high), by default between −0.05 and 0.05 as in Keras. */
export function randomUniform({ low = -0.05, high = 0.05 }: { low?: number; high?: number } = {}): Initializer {
  return (shape, rng) => rng.uniform(shape, { low, high });
}

/** Mean and spread of normal initial weights. */
export interface NormalOptions {
  /** 0 by default. */
  readonly mean?: number;
  /** The standard deviation, 0.05 by default as in Keras. */
  readonly std?: number;
}

/** N(mean, std²). @throws ArgumentError for a negative standard deviation */
export function randomNormal({ mean = 0, std = 0.05 }: NormalOptions = {}): Initializer {
  checkAtLeast('randomNormal', 'std', std);
  return (shape, rng) => rng.normal(shape, { mean, std });
}

/** N(mean, std²), drawn again where it lies more than two standard deviations off. */
export function truncatedNormal({ mean = 0, std = 0.05 }: NormalOptions = {}): Initializer {
  checkAtLeast('truncatedNormal', 'std', std);
  return (shape, rng) => {
    const values = rng.normal(shape);
    // The array is not shared yet, so it may be written to.
    const z = values.data;
    const far = (i: number): boolean => Math.abs(z[i]) > 2;
    for (let again = Array.from(z.keys()).filter(far); again.length > 0; again = again.filter(far)) {
      const fresh = rng.normal([again.length]).data;
      again.forEach((i, k) => (z[i] = fresh[k]));
    }
    z.forEach((value, i) => (z[i] = mean + std * value));
    return values;
  };
}
