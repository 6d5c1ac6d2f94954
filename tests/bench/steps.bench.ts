/**
 * Milliseconds of a training step of the five articles' programs, compiled for the kernels of `simd` and for ONNX Runtime,
 * for batches of 32 and 128, on one thread and on two: `npm run bench -- tests/bench/steps`. The ways take turns, so that
 * what else the machine does meets all of them; each number is the median over all turns.
 */
import { test } from 'vitest';
import { batches, compile, type Digits, type EngineName, type EngineOptions, mnist, rng, seed, sgd, use } from 'tslate';
import { logits, repaired } from '../seeds/000-by-hand.ts';
import { programs } from '../seeds/programs.ts';
import { median } from './median.ts';

const TURNS = 5;
/** Enough for a program to pay, with the smaller batches too. */
const STEPS = 110;
/** Steps at the beginning of a turn that do not count: compiling, warming up. */
const WARM_UP = 10;

const ways: Readonly<Record<string, readonly [EngineName, EngineOptions]>> = {
  'simd, 1 thread': ['simd', { threads: 1 }],
  'simd, 2 threads': ['simd', { threads: 2 }],
  'onnx, 1 thread': ['onnx', { threads: 1 }],
  'onnx, 2 threads': ['onnx', { threads: 2 }],
};

/** Trains STEPS steps, and calls `after` after each. */
type Train = (after: () => void) => Promise<void>;

const trainings: Readonly<Record<string, (digits: Digits, size: number) => Train>> = {
  '000': ({ flat, oneHot }, size) => {
    const weights = repaired.weights(rng(0));
    const descent = sgd({ learningRate: 0.01 });
    const step = compile((x: typeof flat.xTrain, y: typeof oneHot.yTrain) => {
      const loss = repaired.loss(y, logits(x, weights));
      loss.backward();
      descent.step(Object.values(weights));
      return loss;
    });
    return async (after) => {
      for (const [x, y] of batches(flat.xTrain, oneHot.yTrain, { size })) {
        await step(x, y);
        after();
      }
    };
  },
  ...Object.fromEntries(
    Object.entries(programs).map(([name, { on }]) => [
      name,
      (digits: Digits, batchSize: number): Train => {
        const run = on(digits);
        return async (after) =>
          void (await run.fit({ batchSize, progress: false, callbacks: [{ onBatchEnd: () => after() }] }));
      },
    ]),
  ),
};

test('a training step of the five programs', async () => {
  const all = await mnist.load();
  const rows: Record<string, string | number>[] = [];
  for (const [name, make] of Object.entries(trainings)) {
    for (const size of [32, 128]) {
      const digits = first(all, STEPS * size);
      const times = Object.fromEntries(Object.keys(ways).map((way): [string, number[]] => [way, []]));
      let start = 0;
      for (let turn = 0; turn < TURNS; turn++) {
        for (const [way, [engine, options]] of Object.entries(ways)) {
          seed(0);
          use(engine, options);
          const began = performance.now();
          let [last, step] = [began, 0];
          await make(
            digits,
            size,
          )(() => {
            const now = performance.now();
            if (step === 0 && turn === 0 && way === 'onnx, 1 thread') start = now - began;
            if (step++ >= WARM_UP) times[way].push(now - last);
            last = now;
          });
        }
      }
      const milliseconds = Object.entries(times).map(([way, all]) => [`${way} ms`, round(median(all))] as const);
      rows.push({
        ...{ program: name, batch: size, ...Object.fromEntries(milliseconds) },
        'first step on onnx ms': Math.round(start),
      });
    }
  }
  use('auto');
  console.table(rows);
});

/** The first samples. */
function first(digits: Digits, count: number): Digits {
  const indices = Uint32Array.from({ length: count }, (_, i) => i);
  return {
    ...{ ...digits, xTrain: digits.xTrain.rows(indices), yTrain: digits.yTrain.rows(indices) },
    flat: { ...digits.flat, xTrain: digits.flat.xTrain.rows(indices) },
    oneHot: { ...digits.oneHot, yTrain: digits.oneHot.yTrain.rows(indices) },
  };
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
