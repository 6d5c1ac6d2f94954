/** How weights start: random, with a spread that keeps signals from growing or dying from layer to layer. */
import { lookUp, namesOf } from '../errors.ts';
import type { Rng } from '../random/rng.ts';
import { zeros } from '../tensor/create.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { orthogonal } from './orthogonal.ts';

/** Initial values of a shape [inputs, units], or [height, width, inputs, units] for windows, drawn from `rng`. */
export type Initializer = <const S extends Shape>(shape: S, rng: Rng) => Tensor<S>;

const initializers = {
  /** 0 */
  zeros: (shape) => zeros(shape),
  /** N(0, 1): what the article of chapter 08 uses, too wide for more than a few inputs */
  normal: (shape, rng) => rng.normal(shape),
  /** U(−a, a), a = √(6 / (inputs + outputs)). Source: Glorot and Bengio, AISTATS 2010, (16). */
  glorotUniform: (shape, rng) => uniform(shape, rng, Math.sqrt(6 / (fanIn(shape) + fanOut(shape)))),
  /** N(0, 2 / (inputs + outputs)). Source: as above, (12). */
  glorotNormal: (shape, rng) => rng.normal(shape, { std: Math.sqrt(2 / (fanIn(shape) + fanOut(shape))) }),
  /** U(−a, a), a = √(6 / inputs), for ReLU. Source: He et al., ICCV 2015, (10). */
  heUniform: (shape, rng) => uniform(shape, rng, Math.sqrt(6 / fanIn(shape))),
  /** N(0, 2 / inputs), for ReLU. Source: as above. */
  heNormal: (shape, rng) => rng.normal(shape, { std: Math.sqrt(2 / fanIn(shape)) }),
  /** A random turn, for weights that a signal passes again and again. */
  orthogonal,
} satisfies Record<string, Initializer>;

export type InitializerName = keyof typeof initializers;
export const initializerNames = namesOf(initializers);

/**
 * The initializer of that name; a function stands for itself.
 * @param choice 'glorotUniform', 'heNormal', …, or a function
 * @throws ArgumentError for an unknown name
 */
export function initializer(choice: InitializerName | Initializer): Initializer {
  return typeof choice === 'function' ? choice : lookUp<Initializer>(initializers, choice, 'initializer');
}

/** The name for a configuration; a function of one's own has the name it was given. */
export function initializerName(choice: InitializerName | Initializer): string {
  return typeof choice === 'function' ? choice.name : choice;
}

function uniform<S extends Shape>(shape: S, rng: Rng, limit: number): Tensor<S> {
  return rng.uniform(shape, { low: -limit, high: limit });
}

/** Inputs of one unit: all axes but the last, which counts units. */
function fanIn(shape: Shape): number {
  return shape.slice(0, -1).reduce((product, length) => product * length, 1);
}

/** Outputs that one input feeds: the units, times the positions of a window where there is one. */
function fanOut(shape: Shape): number {
  return shape[shape.length - 1] * shape.slice(0, -2).reduce((product, length) => product * length, 1);
}
