/** Every engine gives the numbers of the plain one: for all primitives, shapes, types and the values that are not numbers. */
import { afterEach, expect, it, vi } from 'vitest';
import { type EngineName, primitives, use } from 'tslate';
import { apply } from '../../../src/ops/apply.ts';
import type { DType } from '../../../src/tensor/dtype.ts';
import type { Attributes, Elementwise, Primitive } from '../../../src/tensor/primitive.ts';
import { tensor } from '../../../src/tensor/create.ts';
import type { Shape } from '../../../src/tensor/shape-types.ts';
import type { AnyTensor } from '../../../src/tensor/tensor.ts';
import { expectClose, RandomTensors } from '../values.ts';

/** An engine, and for `tensorflow` the package it computes with. */
export interface Contestant {
  readonly name: EngineName;
  readonly library?: string;
}

const plain: Contestant = { name: 'plain' };

/** The same on another engine. */
function on<T>({ name, library }: Contestant, f: () => T): T {
  if (library !== undefined) vi.stubEnv('TSLATE_TENSORFLOW', library);
  const before = use(name);
  try {
    return f();
  } finally {
    use(before);
  }
}

/** Rounding: engines may add in another order, or compute a function another way. */
const tolerance: Readonly<Record<DType, number>> = { float32: 2e-6, float64: 1e-12, int32: 0, bool: 0 };

function expectAgreement(
  other: Contestant,
  primitive: Primitive,
  inputs: readonly AnyTensor[],
  attributes: Attributes,
) {
  const run = (): AnyTensor => apply<Shape, DType>(primitive, inputs, attributes);
  const reference = on(plain, run);
  const what = `${primitive.name} of ${inputs.map((x) => `${x.dtype} [${x.shape.join(', ')}]`).join(' and ')}`;
  expectClose(on(other, run), reference, tolerance[reference.dtype], what);
}

const EXTREMES = [NaN, Infinity, -Infinity, 0, -0, 1e-30];
/** What of these numbers is left in a sum depends on their order, which engines choose. */
const HUGE = [1e30, -1e30];

/** Random elements, one in four of them extreme. */
function extreme(
  random: RandomTensors,
  shape: Shape,
  dtype: 'float32' | 'float64',
  extremes = [...EXTREMES, ...HUGE],
): AnyTensor {
  const usual = random.tensor(shape, dtype);
  return tensor(
    Array.from(usual.data, (x) => (random.rng.next() < 0.25 ? random.pick(extremes) : x)),
    shape,
    dtype,
  );
}

function takes(primitive: Elementwise, dtypes: readonly DType[]): boolean {
  try {
    primitive.dtype(primitive.name, dtypes);
    return true;
  } catch {
    return false;
  }
}

/** Tests that an engine computes as the plain one does. */
export function agreesWithPlain(other: Contestant): void {
  afterEach(() => {
    vi.unstubAllEnvs();
    use('simd');
  });

  const elementwise = [...primitives.values()].filter((entry) => entry.kind === 'elementwise');

  it.each(elementwise)('agrees with plain on $name over random shapes, types and broadcasts', (primitive) => {
    const random = new RandomTensors(11);
    const types = ['float32', 'float64', 'int32'] as const satisfies readonly DType[];
    let tried = 0;
    for (let round = 0; round < 60; round++) {
      const dtype = types[round % types.length];
      const dtypes = Array.from({ length: primitive.arity }, (_, i) =>
        primitive.name === 'where' && i === 0 ? 'bool' : dtype,
      );
      if (!takes(primitive, dtypes)) continue;
      const shape = random.shape(random.whole(0, 4), round % 5 === 0 ? 0 : 1, 6);
      const inputs = dtypes.map((type, i) => {
        const own = round % 3 === 0 || primitive.arity === 1 ? shape : random.stretchable(shape);
        const extremes = round >= 30 && (type === 'float32' || type === 'float64');
        return extremes
          ? extreme(random, own, type)
          : random.tensor(own, type, i === 0 ? primitive.samples[0].range : [-2, 2]);
      });
      expectAgreement(other, primitive, inputs, {});
      tried++;
    }
    expect(tried).toBeGreaterThanOrEqual(40);
  });

  it.each([...primitives.values()])('agrees with plain on the samples of $name', (primitive) => {
    const random = new RandomTensors(12);
    for (const sample of primitive.samples) {
      for (const dtype of ['float32', 'float64'] as const) {
        const inputs = random.inputs(sample, dtype);
        expectAgreement(other, primitive, inputs, sample.attributes);
      }
    }
  });

  it.each(['sum', 'max', 'argmax'])('agrees with plain on %s along every axis of random shapes', (reduction) => {
    const primitive = primitives.get(reduction);
    if (primitive === undefined) throw new Error(`no primitive ${reduction}`);
    const random = new RandomTensors(13);
    for (let round = 0; round < 60; round++) {
      const shape = random.shape(random.whole(1, 4), round % 5 === 0 ? 0 : 1, 9);
      const dtype = random.pick(['float32', 'float64'] as const);
      const x =
        round % 2 === 0
          ? random.tensor(shape, dtype)
          : extreme(random, shape, dtype, reduction === 'sum' ? EXTREMES : undefined);
      for (const [axis, length] of shape.entries()) {
        // Nothing has no place of its largest element.
        if (length > 0 || reduction !== 'argmax') expectAgreement(other, primitive, [x], { axis });
      }
    }
  });

  it('agrees with plain on products of stacks of matrices whose leading axes broadcast', () => {
    const primitive = primitives.get('matmul');
    if (primitive === undefined) throw new Error('no primitive matmul');
    const random = new RandomTensors(18);
    for (let round = 0; round < 80; round++) {
      const [m, k, n] = [random.whole(0, 9), random.whole(0, 9), random.whole(0, 17)];
      const leading = random.shape(random.whole(1, 3), round % 8 === 0 ? 0 : 1, 3);
      const transposeA = (round & 1) === 1;
      const transposeB = (round & 2) === 2;
      const dtype = random.pick(['float32', 'float32', 'float64'] as const);
      const a = random.tensor([...random.stretchable(leading), ...(transposeA ? [k, m] : [m, k])], dtype);
      const b = random.tensor([...random.stretchable(leading), ...(transposeB ? [n, k] : [k, n])], dtype);
      expectAgreement(other, primitive, [a, b], { transposeA, transposeB });
    }
  });

  it('agrees with plain on matmul for all four transposes and lengths around its tile', () => {
    const primitive = primitives.get('matmul');
    if (primitive === undefined) throw new Error('no primitive matmul');
    const random = new RandomTensors(14);
    const lengths = [0, 1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 33];
    for (let round = 0; round < 240; round++) {
      const [m, k, n] = [random.pick(lengths), random.pick(lengths), random.pick(lengths)];
      const transposeA = (round & 1) === 1;
      const transposeB = (round & 2) === 2;
      const dtype = random.pick(['float32', 'float32', 'float64'] as const);
      const a = random.tensor(transposeA ? [k, m] : [m, k], dtype);
      const b = random.tensor(transposeB ? [n, k] : [k, n], dtype);
      expectAgreement(other, primitive, [a, b], { transposeA, transposeB });
    }
  });

  it('agrees with plain on products larger than one block of its memory', () => {
    const primitive = primitives.get('matmul');
    if (primitive === undefined) throw new Error('no primitive matmul');
    const random = new RandomTensors(15);
    for (const [m, k, n] of [
      [70, 1029, 11],
      [3, 40_001, 5],
      [257, 130, 66],
      [1, 300, 1],
    ]) {
      for (const [transposeA, transposeB] of [
        [false, false],
        [true, false],
        [false, true],
        [true, true],
      ]) {
        const a = random.tensor(transposeA ? [k, m] : [m, k], 'float32', [-1, 1]);
        const b = random.tensor(transposeB ? [n, k] : [k, n], 'float32', [-1, 1]);
        const run = (): AnyTensor => apply<Shape, DType>(primitive, [a, b], { transposeA, transposeB });
        // The reference adds in float64, the kernel in float32: an error of k·2⁻²⁴ times sums of size √k at worst.
        expectClose(on(other, run), on(plain, run), 1e-7 * k, `${m}×${k}·${k}×${n}`);
      }
    }
  });

  it('keeps NaN and infinities of a product in the rows and columns they belong to', () => {
    const primitive = primitives.get('matmul');
    if (primitive === undefined) throw new Error('no primitive matmul');
    const random = new RandomTensors(16);
    for (let round = 0; round < 40; round++) {
      const [m, k, n] = [random.whole(1, 10), random.whole(1, 10), random.whole(1, 19)];
      const transposeA = (round & 1) === 1;
      const transposeB = (round & 2) === 2;
      const a = random.tensor(transposeA ? [k, m] : [m, k], 'float32').data.slice();
      const b = random.tensor(transposeB ? [n, k] : [k, n], 'float32').data.slice();
      a[random.whole(0, a.length - 1)] = random.pick([NaN, Infinity, -Infinity]);
      b[random.whole(0, b.length - 1)] = random.pick([NaN, Infinity, -Infinity]);
      const inputs = [tensor(a, transposeA ? [k, m] : [m, k]), tensor(b, transposeB ? [n, k] : [k, n])];
      expectAgreement(other, primitive, inputs, { transposeA, transposeB });
      // What an earlier product left in the kernel's memory must not show in a later one.
      const clean = [random.tensor([m, k], 'float32'), random.tensor([k, n], 'float32')];
      expectAgreement(other, primitive, clean, { transposeA: false, transposeB: false });
    }
  });

  it('does not change its inputs', () => {
    const random = new RandomTensors(17);
    for (const primitive of primitives.values()) {
      const [sample] = primitive.samples;
      const inputs = random.inputs(sample, 'float32');
      const before = inputs.map((x) => Array.from(x.data));
      on(other, () => apply(primitive, inputs, sample.attributes));
      expect(
        inputs.map((x) => Array.from(x.data)),
        primitive.name,
      ).toEqual(before);
    }
  });
}
