/** What an initializer is: a function from the shape of weights to their first values. */
import type { Rng } from '../random/rng.ts';
import type { Shape } from '../tensor/shape-types.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** Initial values of a shape [inputs, units], or [height, width, inputs, units] for windows, drawn from `rng`. */
export type Initializer = <const S extends Shape>(shape: S, rng: Rng) => Tensor<S>;
