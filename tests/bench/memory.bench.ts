/**
 * Memory over 10,000 steps of the CNN of article 002, batch 32, compiled for ONNX Runtime and on the engine simd: what the
 * process holds must not grow. Without a flag that lets it collect garbage when it is told to, the process holds what V8
 * lets lie for a while as well.
 */
import { expect, test } from 'vitest';
import { type EngineName, mnist, seed, use } from 'tslate';
import { programs } from '../seeds/programs.ts';

const STEPS = 10_000;
const EVERY = 1000;
/** Megabytes that the process may hold, and that it may grow by after the first thousand steps. */
const [MOST, GROWTH] = [500, 40];

const engines: readonly EngineName[] = ['onnx', 'simd'];

test.each(engines)('the memory of 10,000 steps on %s', async (engine) => {
  use(engine);
  seed(0);
  const digits = await mnist.load();
  const run = programs['002'].on(digits);
  const held: number[] = [];
  let steps = 0;
  const onBatchEnd = (): 'stop' | undefined => {
    if (++steps % EVERY === 0) held.push(Math.round(process.memoryUsage().rss / 1e6));
    return steps === STEPS ? 'stop' : undefined;
  };
  const started = process.cpuUsage();
  await run.fit({ batchSize: 32, epochs: STEPS, progress: false, callbacks: [{ onBatchEnd }] });
  const { user, system } = process.cpuUsage(started);
  console.log(`${engine}: ${held.join(', ')} MB after every ${EVERY} steps; ${((user + system) / 1000 / STEPS).toFixed(1)} ms of processor time a step`); // prettier-ignore
  expect(held).toHaveLength(STEPS / EVERY);
  expect(Math.max(...held)).toBeLessThan(MOST);
  expect(held[held.length - 1] - held[0]).toBeLessThan(GROWTH);
});
