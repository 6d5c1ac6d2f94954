/** A primitive on given inputs as a scalar function of its smooth inputs, for the comparison with differences. */
import { apply } from '../../../src/ops/apply.ts';
import { isFloat } from '../../../src/tensor/dtype.ts';
import { type Attributes, gradientRule, type Primitive, type Sample } from '../../../src/tensor/primitive.ts';
import type { Shape } from '../../../src/tensor/shape-types.ts';
import type { AnyTensor, Tensor } from '../../../src/tensor/tensor.ts';
import { RandomTensors } from '../values.ts';

export type Float64 = Tensor<Shape, 'float64'>;
export type AnySample = Sample<Attributes>;

export interface Check {
  readonly sample: AnySample;
  /** The inputs by which it is differentiated; the others are held fixed. */
  readonly f: (...inputs: Float64[]) => Tensor<readonly [], 'float64'>;
  readonly at: readonly Float64[];
}

const dtypeOf = (sample: AnySample, input: number) => sample.dtypes?.[input] ?? 'float64';

/** The inputs of a sample by which the primitive may be differentiated. */
export const smoothInputs = (primitive: Primitive, sample: AnySample): number[] =>
  sample.shapes.flatMap((_, i) => (gradientRule(primitive, i) !== null && isFloat(dtypeOf(sample, i)) ? [i] : []));

/** The check of a primitive on random values of a sample's shapes; none where nothing is smooth. */
export function checkOf(
  primitive: Primitive,
  sample: AnySample,
  seed: number,
  change: (x: Float64) => Float64 = (x) => x,
): Check | undefined {
  const smooth = smoothInputs(primitive, sample);
  if (smooth.length === 0) return undefined;
  const random = new RandomTensors(seed);
  const inputs = random.inputs(sample, 'float64');
  const at = smooth.map((i) => change(random.tensor(sample.shapes[i], 'float64', sample.range)));
  const run = (given: readonly Float64[]): Float64 => {
    const all = inputs.map((x, i): AnyTensor => (smooth.includes(i) ? given[smooth.indexOf(i)] : x));
    return apply<Shape, 'float64'>(primitive, all, sample.attributes);
  };
  const weights = random.tensor(run(at).shape, 'float64');
  // A scalar that depends on every element of y, and not linearly.
  const weigh = (y: Float64): Tensor<readonly [], 'float64'> => y.mul(weights).add(y.sin()).sum();
  return { sample, f: (...given) => weigh(run(given)), at };
}

/** The checks of all samples that the primitive brings along. */
export function checksOf(primitive: Primitive): readonly Check[] {
  return primitive.samples.flatMap((sample, k) => checkOf(primitive, sample, 100 + k) ?? []);
}
