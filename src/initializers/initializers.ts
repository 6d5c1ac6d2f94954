/** How weights start: random, with a spread that keeps signals from growing or dying from layer to layer. */
import { lookUp, namesOf, ShapeError } from '../errors.ts';
import type { Rng } from '../random/rng.ts';
import { ones, zeros } from '../tensor/create.ts';
import { showShape, sizeOf } from '../tensor/shape.ts';
import type { Shape } from '../tensor/shape-types.ts';
import { Tensor } from '../tensor/tensor.ts';
import { randomNormal, randomUniform, truncatedNormal } from './distributions.ts';
import type { Initializer } from './initializer.ts';
import { orthogonal } from './orthogonal.ts';

/** In order of complexity. Keras cuts its normal ones at two standard deviations; these follow their sources, as PyTorch. */
const initializers = {
  /** 0 */
  zeros: (shape) => zeros(shape),
  /** 1 */
  ones: (shape) => ones(shape),
  /** Each unit passes on one input: 1 on the diagonal, else 0. */
  identity,
  /** U(−0.05, 0.05) */
  uniform: randomUniform(),
  /** N(0, 1): what the article of chapter 08 uses, too wide for more than a few inputs; Keras' is `randomNormal()` */
  normal: randomNormal({ std: 1 }),
  /** N(0, 0.05²), kept within ±0.1 */
  truncatedNormal: truncatedNormal(),
  /** U(−a, a), a = √(3 / inputs). Source: LeCun, Bottou, Orr and Müller, “Efficient BackProp”, 1998. */
  lecunUniform: (shape, rng) => uniform(shape, rng, Math.sqrt(3 / fans(shape).inputs)),
  /** N(0, 1 / inputs). Source: as above. */
  lecunNormal: (shape, rng) => rng.normal(shape, { std: Math.sqrt(1 / fans(shape).inputs) }),
  /** U(−a, a), a = √(6 / (inputs + outputs)). Source: Glorot and Bengio, AISTATS 2010, (16). */
  glorotUniform: (shape, rng) => uniform(shape, rng, Math.sqrt(6 / both(shape))),
  /** N(0, 2 / (inputs + outputs)). Source: as above, (12). */
  glorotNormal: (shape, rng) => rng.normal(shape, { std: Math.sqrt(2 / both(shape)) }),
  /** U(−a, a), a = √(6 / inputs), for ReLU. Source: He et al., ICCV 2015, (10). */
  heUniform: (shape, rng) => uniform(shape, rng, Math.sqrt(6 / fans(shape).inputs)),
  /** N(0, 2 / inputs), for ReLU. Source: as above. */
  heNormal: (shape, rng) => rng.normal(shape, { std: Math.sqrt(2 / fans(shape).inputs) }),
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

/**
 * Inputs of one unit, and outputs that one input feeds: for a window both as often as it has positions. Of a vector all
 * weights count as either, as in Keras.
 */
function fans(shape: Shape): { readonly inputs: number; readonly outputs: number } {
  const positions = sizeOf(shape.slice(0, -2));
  const [inputs, outputs] = shape.length < 2 ? [sizeOf(shape), sizeOf(shape)] : shape.slice(-2);
  return { inputs: positions * inputs, outputs: positions * outputs };
}

function both(shape: Shape): number {
  const { inputs, outputs } = fans(shape);
  return inputs + outputs;
}

function identity<S extends Shape>(shape: S): Tensor<S> {
  if (shape.length !== 2) {
    throw new ShapeError({ what: 'identity', expected: 'weights of two axes', received: showShape(shape) });
  }
  const data = new Float32Array(sizeOf(shape));
  for (let i = 0; i < Math.min(...shape); i++) data[i * (shape[1] + 1)] = 1;
  return new Tensor(data, shape, 'float32');
}
