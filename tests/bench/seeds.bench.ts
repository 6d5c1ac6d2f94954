/**
 * Test accuracies of the five articles' programs on real MNIST, for the table in tests/seeds/README.md:
 * `TSLATE_DATA=… npm run bench -- tests/bench/seeds`. What was measured before is kept: a run that was stopped goes on.
 * `seconds` are those of one training, wall time; take them out of the file to have them measured again.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mnist, rng, seed } from 'tslate';
import { epoch, logits, repaired } from '../seeds/000-by-hand.ts';
import { programs } from '../seeds/programs.ts';

const SEEDS = 3;
const EPOCHS = 10;
const target = new URL('../seeds/numbers/tslate.json', import.meta.url);

test('the programs of the five articles on MNIST', { timeout: 24 * 3_600_000 }, async () => {
  const digits = await mnist.load();
  expect(digits.source, 'Real MNIST is not here: name its folder with TSLATE_DATA').toBe('MNIST');
  const byHand = async (one: number): Promise<number> => {
    const { flat, oneHot, yTest } = digits;
    const weights = repaired.weights(rng(one));
    for (let i = 0; i < EPOCHS; i++) for (const _ of epoch(repaired, weights, flat.xTrain, oneHot.yTrain));
    return logits(flat.xTest, weights).argmax(-1).equal(yTest).cast('float32').mean().item();
  };
  const runs: Record<string, (seed: number) => Promise<number>> = { '000': byHand };
  for (const [name, { epochs, on }] of Object.entries(programs)) {
    runs[name] = async (one) => {
      seed(one);
      const run = on(digits);
      await run.fit({ epochs, batchSize: 32, progress: false });
      return (await run.evaluate()).accuracy;
    };
  }
  const { accuracies, seconds } = measuredBefore() ?? {
    accuracies: Object.fromEntries(Object.keys(runs).map((name) => [name, []])),
    seconds: {},
  };
  const keep = () => {
    const answers = { 'made by': 'tests/bench/seeds.bench.ts', accuracies, seconds };
    writeFileSync(target, `${JSON.stringify(answers, null, 2)}\n`);
  };
  for (let one = 0; one < SEEDS; one++) {
    for (const [name, run] of Object.entries(runs)) {
      if (accuracies[name].length > one) continue;
      accuracies[name].push(Number((await run(one)).toFixed(4)));
      keep();
      console.log(name, 'seed', one, accuracies[name][one]);
    }
  }
  for (const [name, run] of Object.entries(runs)) {
    if (name in seconds) continue;
    const start = performance.now();
    console.log(name, 'again, for its time:', await run(0));
    seconds[name] = Number(((performance.now() - start) / 1000).toFixed(1));
    keep();
  }
});

interface Measured {
  readonly accuracies: Record<string, number[]>;
  readonly seconds: Record<string, number>;
}

function measuredBefore(): Measured | undefined {
  if (!existsSync(target)) return undefined;
  return { seconds: {}, ...JSON.parse(readFileSync(target, 'utf8')) };
}
