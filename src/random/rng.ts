/** Seeded random numbers: the same seed gives the same numbers, on every machine and every engine. */
import { checkWholeNumber } from '../checks.ts';
import { ArgumentError, written } from '../errors.ts';
import { checkShape, sizeOf } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import { Tensor } from '../tensor/tensor.ts';
import { tracing } from '../tensor/tracing.ts';
import { threefry2x32 } from './threefry.ts';

/** A generator of random numbers; each call goes on where the one before ended. */
export interface Rng {
  /** Uniform in [low, high), [0, 1) by default; rounded to float32, which may reach high. */
  uniform<const S extends Shape>(shape: S, options?: { readonly low?: number; readonly high?: number }): Tensor<S>;
  /** Normal with mean 0 and standard deviation 1 unless given. */
  normal<const S extends Shape>(shape: S, options?: { readonly mean?: number; readonly std?: number }): Tensor<S>;
  /** 1 with probability p, else 0. */
  bernoulli<const S extends Shape>(shape: S, p: number): Tensor<S>;
  /** The numbers 0 … n − 1 in random order. */
  permutation(n: number): Uint32Array;
  /** One number in [0, 1), with 53 random bits. */
  next(): number;
  /** A generator of its own, which this one determines but does not share numbers with. */
  split(): Rng;
  /** Where it is: its key (two words) and how far it has counted. A generator that is given it goes on from there. */
  state: RngState;
}

/** Where a generator stands: what its next numbers follow from. */
export type RngState = readonly [number, number, number];

/**
 * A generator of random numbers.
 * @param seed a whole number; the same seed gives the same numbers
 */
export function rng(seed: number): Rng {
  if (!Number.isSafeInteger(seed)) {
    throw new ArgumentError({ what: 'rng', expected: 'a whole number as seed', received: written(seed) });
  }
  return generator([seed | 0, Math.floor(seed / 2 ** 32) | 0, 0]);
}

function generator([k0, k1, counter]: RngState): Rng {
  // A generator that a traced function makes starts anew in every run: its numbers are constants there.
  const home = tracing();
  const inAnotherTrace = (): boolean => tracing() !== undefined && tracing() !== home;
  /** `count` random words; every pair takes one step of the counter. */
  const words = (count: number): Uint32Array => {
    if (inAnotherTrace()) throw oneForAll();
    const out = new Uint32Array(count + (count & 1));
    for (let i = 0; i < out.length; i += 2, counter++) {
      threefry2x32(k0, k1, counter | 0, Math.floor(counter / 2 ** 32), out, i);
    }
    return out;
  };
  const filled = <S extends Shape>(what: string, shape: S, fill: (data: Float32Array) => void): Tensor<S> => {
    checkShape(what, shape);
    const trace = tracing();
    if (trace !== undefined && inAnotherTrace()) return trace.drawn(shape, () => filled(what, shape, fill));
    const data = new Float32Array(sizeOf(shape));
    fill(data);
    return new Tensor(data, shape, 'float32');
  };
  return {
    uniform(shape, { low = 0, high = 1 } = {}) {
      if (!(low <= high && Number.isFinite(high - low))) {
        throw new ArgumentError({
          what: 'uniform',
          expected: 'finite bounds with low ≤ high',
          received: `${low} and ${high}`,
        });
      }
      return filled('uniform', shape, (data) => {
        const bits = words(data.length);
        // 24 bits are all a float32 in [0, 1) can hold; 2⁻²⁴ keeps 1 itself out.
        for (let i = 0; i < data.length; i++) data[i] = low + (high - low) * (bits[i] >>> 8) * 2 ** -24;
      });
    },
    normal(shape, { mean = 0, std = 1 } = {}) {
      if (!(std >= 0 && Number.isFinite(std) && Number.isFinite(mean))) {
        throw new ArgumentError({
          what: 'normal',
          expected: 'a finite mean and a std ≥ 0',
          received: `${mean} and ${std}`,
        });
      }
      return filled('normal', shape, (data) => {
        // Box and Muller: √(−2 ln u)·cos 2πv and √(−2 ln u)·sin 2πv are independent normal numbers.
        const bits = words(data.length);
        for (let i = 0; i < data.length; i += 2) {
          const radius = Math.sqrt(-2 * Math.log((bits[i] + 1) * 2 ** -32));
          const angle = 2 * Math.PI * bits[i + 1] * 2 ** -32;
          data[i] = mean + std * radius * Math.cos(angle);
          if (i + 1 < data.length) data[i + 1] = mean + std * radius * Math.sin(angle);
        }
      });
    },
    bernoulli(shape, p) {
      if (!(p >= 0 && p <= 1)) {
        throw new ArgumentError({ what: 'bernoulli', expected: 'a probability from 0 to 1', received: String(p) });
      }
      return filled('bernoulli', shape, (data) => {
        const bits = words(data.length);
        for (let i = 0; i < data.length; i++) data[i] = bits[i] < p * 2 ** 32 ? 1 : 0;
      });
    },
    permutation(n) {
      checkWholeNumber('permutation', 'n', n, 0);
      // Fisher and Yates, from the end.
      const order = new Uint32Array(n);
      for (let i = 0; i < n; i++) order[i] = i;
      const bits = words(n);
      for (let i = n - 1; i > 0; i--) {
        const j = Math.floor((bits[i] / 2 ** 32) * (i + 1));
        [order[i], order[j]] = [order[j], order[i]];
      }
      return order;
    },
    next() {
      const [high, low] = words(2);
      return ((high >>> 5) * 2 ** 26 + (low >>> 6)) * 2 ** -53;
    },
    split() {
      const [a, b] = words(2);
      return generator([a | 0, b | 0, 0]);
    },
    get state(): RngState {
      return [k0, k1, counter];
    },
    set state(state) {
      [k0, k1, counter] = state;
    },
  };
}

function oneForAll(): ArgumentError {
  return new ArgumentError({
    what: 'rng',
    expected: 'tensors to be drawn in a function that is being traced',
    received: 'numbers, which would be the same in every run',
    hint: 'draw with uniform, normal or bernoulli',
  });
}

let shared = rng(0);

/** The generator for whatever is not given one: initial weights, shuffling, dropout. It starts from seed 0. */
export function sharedRng(): Rng {
  return shared;
}

/** Starts the shared generator anew from `value`: what follows is repeatable. */
export function seed(value: number): void {
  shared = rng(value);
}
