/** What holds of every primitive whatever its inputs: its gradient, and that the engines agree. */
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { checkGradients, grad, primitives, tensor, use } from 'tslate';
import { apply } from '../../../src/ops/apply.ts';
import type { DType } from '../../../src/tensor/dtype.ts';
import type { Shape } from '../../../src/tensor/shape-types.ts';
import { type AnyTensor, Tensor } from '../../../src/tensor/tensor.ts';
import { difference, RandomTensors } from '../values.ts';
import { applicationsOf, generalNames } from './arbitrary-applications.ts';
import { checkOf, type Float64 } from './gradient-checks.ts';

const all = [...primitives.values()];
const seeds = fc.integer({ min: 0, max: 1e6 });
/** Fixed, so that a run can be repeated; what fails is told with its own seed and path. */
const settings = { seed: 42, numRuns: 25 };

/** Where a function has a corner at 0, no difference finds its slope there. */
const CORNER_AT_0 = new Set(['abs', 'sign', 'relu', 'gate', 'maximum', 'minimum', 'max', 'takeMaxima', 'putMaxima']);

afterEach(() => {
  use('simd');
});

/** Every third element 0. */
function withZeros(x: Float64): Float64 {
  return new Tensor(
    x.data.map((value, i) => (i % 3 === 0 ? 0 : value)),
    x.shape,
    x.dtype,
  );
}

describe('a primitive', () => {
  it('has random uses, if it is not elementwise', () => {
    const wanted = all.filter(({ kind }) => kind === 'general').map(({ name }) => name);
    expect(generalNames.toSorted()).toEqual(wanted.toSorted());
  });

  it.each(all)('$name has the gradient that differences find, to 1e-6', (primitive) => {
    const [low, high] = primitive.samples[0].range ?? [-2, 2];
    const zerosToo = low <= 0 && high >= 0 && !CORNER_AT_0.has(primitive.name);
    const property = fc.property(applicationsOf(primitive), seeds, fc.boolean(), (sample, seed, zeros) => {
      const check = checkOf(primitive, sample, seed, zeros && zerosToo ? withZeros : undefined);
      if (check !== undefined) expect(checkGradients(check.f, check.at).error).toBeLessThan(1e-6);
    });
    fc.assert(property, settings);
  });

  it.each(all)('$name is the same on plain and simd, to 1e-5', (primitive) => {
    const property = fc.property(applicationsOf(primitive), seeds, (sample, seed) => {
      const inputs = new RandomTensors(seed).inputs(sample, 'float32');
      const run = (): AnyTensor => apply<Shape, DType>(primitive, inputs, sample.attributes);
      use('plain');
      const reference = run();
      use('simd');
      const fast = run();
      expect([fast.dtype, ...fast.shape]).toEqual([reference.dtype, ...reference.shape]);
      expect(difference(fast.data, reference.data)).toBeLessThan(1e-5);
    });
    fc.assert(property, settings);
  });
});

describe('where elements are equal', () => {
  const whole = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 1, maxLength: 8 });

  it('the largest share the gradient of max, and others have none', () => {
    const property = fc.property(whole, (values) => {
      const x = tensor(Float64Array.from(values), [values.length]);
      const largest = Math.max(...values);
      const share = 1 / values.filter((value) => value === largest).length;
      const [dx] = grad((t: Tensor<readonly [number], 'float64'>) => t.max())(x);
      expect(Array.from(dx.data)).toEqual(values.map((value) => (value === largest ? share : 0)));
    });
    fc.assert(property, settings);
  });

  it('maximum and minimum give the whole gradient to one of them', () => {
    const property = fc.property(whole, (values) => {
      const [a, b] = [values, values.toReversed()].map((list) => tensor(Float64Array.from(list), [list.length]));
      for (const name of ['maximum', 'minimum'] as const) {
        const [da, db] = grad((s: typeof a, t: typeof b) => s[name](t).sum())(a, b);
        expect(Array.from(da.add(db).data)).toEqual(values.map(() => 1));
      }
    });
    fc.assert(property, settings);
  });

  it('corners at 0 have slope 0', () => {
    const zero = tensor(0);
    for (const name of ['abs', 'relu'] as const) expect(grad((t: typeof zero) => t[name]())(zero)[0].item()).toBe(0);
  });
});
