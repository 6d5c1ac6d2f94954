/** The five programs give the same loss curve operation by operation and compiled. */
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { compile, type EngineName, rng, sgd, use } from 'tslate';
import { DIGITS } from '../../src/data/digests.ts';
import { packageData } from '../../src/data/files.ts';
import { loadSet } from '../../src/data/load.ts';
import { batches } from '../../src/data/batches.ts';
import { logits, repaired } from './000-by-hand.ts';
import { programs, startFrom } from './programs.ts';

const STEPS = 200;
/** Samples a step; few, so that 200 steps of convolutions operation by operation do not take long. */
const SIZE = 8;
const digits = await loadSet(DIGITS, { directory: join(await packageData(), DIGITS.folder), train: STEPS * SIZE });

afterEach(() => void use('simd'));

/** The losses of all steps, from weights that differ by that share from those of the program. */
type Curve = (change: number) => Promise<readonly number[]>;

const on = (engine: EngineName, curve: Curve, change = 0): Promise<readonly number[]> => {
  use(engine, engine === 'onnx' ? { threads: 1 } : {});
  return curve(change);
};

/** How far two curves come apart at most, relatively. */
const apart = (a: readonly number[], b: readonly number[]): number =>
  Math.max(...a.map((loss, i) => Math.abs(b[i] / loss - 1)));

async function expectSameCurve(curve: Curve): Promise<void> {
  const [eager, compiled] = [await on('simd', curve), await on('onnx', curve)];
  expect(compiled).toHaveLength(STEPS);
  expect(apart(eager, compiled)).toBeLessThan(1e-4);
}

describe('the loss curve over 200 steps is the same eager and compiled', () => {
  it('for the program by hand of article 000', () =>
    expectSameCurve(async () => {
      const weights = repaired.weights(rng(0));
      const descent = sgd({ learningRate: 0.01 });
      const { flat, oneHot } = digits;
      const step = compile((x: typeof flat.xTrain, y: typeof oneHot.yTrain) => {
        const loss = repaired.loss(y, logits(x, weights));
        loss.backward();
        descent.step(Object.values(weights));
        return loss;
      });
      const losses: number[] = [];
      for (const [x, y] of batches(flat.xTrain, oneHot.yTrain, { size: SIZE })) losses.push((await step(x, y)).item());
      return losses;
    }));

  it.each(['001', '003', '004'] as const)('for the program of article %s', (name) =>
    expectSameCurve((change) => curveOf(name, change)),
  );

  // A last digit decides which of two nearly equal pixels is the maximum, and with that where a gradient goes: in this
  // program, differences grow tenfold every 20 steps.
  it('for the program of article 002 as far as for the same engine after a change in the last digit', async () => {
    const curve: Curve = (change) => curveOf('002', change);
    const [eager, compiled, changed] = [
      await on('simd', curve),
      await on('onnx', curve),
      await on('simd', curve, 1e-7),
    ];
    expect(apart(eager.slice(0, 60), compiled)).toBeLessThan(1e-4);
    expect(apart(eager, compiled)).toBeLessThan(10 * apart(eager, changed));
  });
});

async function curveOf(name: keyof typeof programs, change: number): Promise<readonly number[]> {
  const run = programs[name].on(digits);
  startFrom(run.parameters(), 0);
  const random = rng(1);
  if (change > 0) for (const p of run.parameters()) p.assign(p.add(p.mul(random.normal(p.shape, { std: change }))));
  // Callbacks are told running means: from one to the next, the loss of the batch.
  const sums = [0];
  await run.fit({
    ...{ batchSize: SIZE, shuffle: false, progress: false },
    callbacks: [{ onBatchEnd: (batch, { loss }) => void sums.push(batch * loss) }],
  });
  return sums.slice(1).map((sum, i) => sum - sums[i]);
}
