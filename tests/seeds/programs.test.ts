/** The five programs: their parameters, and their losses over 100 steps beside those of Keras. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Digits, rng, use, zeros } from 'tslate';
import { DIGITS } from '../../src/data/digests.ts';
import { packageData } from '../../src/data/files.ts';
import { loadSet } from '../../src/data/load.ts';
import { sizeOf } from '../../src/tensor/shape.ts';
import { reference } from '../oracle/reference.ts';
import { epoch, logits, printed, repaired, report } from './000-by-hand.ts';
import { subclass } from './003-subclass.ts';
import { configured, freeDimensions } from './004-free-dimensions.ts';
import { freeDimensionsOn, programs, type Run, startFrom } from './programs.ts';

// Rounding in another order grows from step to step: how far engines come apart is looked at elsewhere.
beforeAll(() => void use('simd'));

/** What the oracle trains on: the first images of the embedded set, for 100 batches of 32 or of 100. */
const digits = async (train: number): Promise<Digits> =>
  loadSet(DIGITS, { directory: join(await packageData(), DIGITS.folder), train });
const few = await digits(3200);
const many = await digits(10_000);

const count = (parameters: Iterable<{ readonly shape: readonly number[] }>): number =>
  [...parameters].reduce((sum, { shape }) => sum + sizeOf(shape), 0);

const configuration: unknown = JSON.parse(readFileSync(new URL('004-free-dimensions.json', import.meta.url), 'utf8'));

/**
 * Each number within 10⁻⁴ of Keras', relatively. The CNN multiplies any difference by ten in some twelve steps: to step 30 it
 * agrees to 10⁻⁶, but a sum in another order, of the 10⁻⁸ that float32 rounds off, is 10⁻³ at step 100.
 */
function expectKeras(name: string, losses: readonly number[], after: number): void {
  const wanted = reference('seed_programs', name, 'losses').data;
  const tenth = losses.filter((_, step) => step === 0 || step % 10 === 9);
  expect(tenth).toHaveLength(wanted.length);
  const allowed = (i: number): number => (name !== '002' ? 1e-4 : i <= 3 ? 1e-6 : i <= 5 ? 1e-4 : 3e-3);
  tenth.forEach((loss, i) => expect(Math.abs(loss / wanted[i] - 1), `loss ${i}`).toBeLessThan(allowed(i)));
  const end = reference('seed_programs', name, 'after', 'loss').item();
  expect(Math.abs(after / end - 1)).toBeLessThan(allowed(10));
}

describe('the program by hand of article 000', () => {
  it('has 7,960 parameters', () => {
    expect(count(Object.values(printed.weights(rng(0))))).toBe(7960);
    expect(count(Object.values(repaired.weights(rng(0))))).toBe(7960);
  });

  it.each([0, 1, 2])('as printed has the loss NaN from its second batch on at the latest, for seed %i', (seed) => {
    const { flat, oneHot } = few;
    const losses = [...epoch(printed, printed.weights(rng(seed)), flat.xTrain, oneHot.yTrain)];
    expect(losses).toHaveLength(32);
    expect(losses.slice(1).every(Number.isNaN)).toBe(true);
    expect(report(1, losses)).toBe('Epoch: 0001 cost= NaN');
  });

  it('as repaired agrees with Keras over 100 steps', () => {
    const { flat, oneHot } = many;
    const weights = repaired.weights(rng(0));
    const losses = [...epoch(repaired, weights, flat.xTrain, oneHot.yTrain)];
    expectKeras('000', losses, repaired.loss(oneHot.yTest, logits(flat.xTest, weights)).item());
    expect(report(1, losses)).toMatch(/^Epoch: 0001 cost= 2\.1842\d{5}$/);
  });
});

describe('the programs of articles 001 to 004', () => {
  it.each([
    ['001', 55_050],
    ['002', 34_826],
    ['003', 108_801],
    ['004', 52_650],
  ] as const)('%s has %i parameters', (name, parameters) => {
    expect(count(programs[name].on(few).parameters())).toBe(parameters);
    expect(reference('seed_programs', name, 'parameters').item()).toBe(parameters);
  });

  it.each([1, 20, 784])('003 has 128·d + 8,449 parameters for vectors of length d = %i', (d) => {
    const { model } = subclass();
    model.call(zeros([1, d]));
    expect(count(model.parameters())).toBe(128 * d + 8449);
  });

  it('004 has its dimensions from outside', () => {
    const { model } = freeDimensions(4, 3);
    expect(count(model.parameters())).toBe(4 * 64 + 64 + (64 * 32 + 32) + (32 * 3 + 3));
    expect(model.call(zeros([2, 4])).shape).toEqual([2, 3]);
  });

  it.each(['001', '002', '003', '004'] as const)(
    '%s agrees with Keras over 100 steps, from the same weights and batches',
    async (name) => {
      await expectTraining(name, programs[name].on(few));
    },
  );

  it('004 from JSON is the same model, and trains the same', async () => {
    const made = configured(configuration);
    expect(JSON.stringify(made.model)).toBe(JSON.stringify(freeDimensions(784, 10).model));
    await expectTraining('004', freeDimensionsOn(made, few));
  });
});

async function expectTraining(name: string, run: Run): Promise<void> {
  startFrom(run.parameters(), 0);
  // Callbacks are told running means: from one to the next, the loss of the batch.
  const sums = [0];
  await run.fit({
    ...{ batchSize: 32, shuffle: false, progress: false },
    callbacks: [{ onBatchEnd: (batch, { loss }) => void sums.push(batch * loss) }],
  });
  const losses = sums.slice(1).map((sum, i) => sum - sums[i]);
  expect(losses).toHaveLength(100);
  const { loss, accuracy } = await run.evaluate();
  expectKeras(name, losses, loss);
  // One image of the 2,000 may lie on the border.
  expect(Math.abs(accuracy - reference('seed_programs', name, 'after', 'accuracy').item())).toBeLessThan(0.0006);
}
