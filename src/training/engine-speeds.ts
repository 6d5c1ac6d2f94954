/** How fast each engine is on this machine. */
import { text } from '../display/language.ts';
import { compiler, compiles, type EngineName, engineNames, engineOptions, use } from '../engines/index.ts';
import { compile } from '../graph/compile.ts';
import { dense } from '../layers/dense.ts';
import { sequential } from '../models/sequential.ts';
import { rng, sharedRng } from '../random/rng.ts';

/** Milliseconds that one measurement may take. */
const BUDGET = 120;
/** Steps and products that do not count: a program is made, code becomes fast. */
const WARM_UP = 5;

/** How fast an engine is. */
export interface EngineSpeed {
  /** The engine, as `use` takes it. */
  readonly name: EngineName;
  /** Whether trainings use it where no other is chosen. */
  readonly isDefault: boolean;
  /** Billion multiplications and additions a second in products of 256×256 matrices. */
  readonly gigaflops: number;
  /** Milliseconds of a training step: 784 pixels, two layers of 64, ten classes, Adam, 32 samples. */
  readonly step: number;
  /** Why it is not here, where it is not. */
  readonly missing?: string;
  /** All of that in a line. */
  toString(): string;
}

/**
 * Tries every engine for a moment, in all for a second or two: products of matrices, and steps of a small training.
 * @returns one entry for each, the default marked; the engine in use stays what it is
 */
export async function engineSpeeds(): Promise<readonly EngineSpeed[]> {
  const random = sharedRng();
  const [{ state }, options, before] = [random, engineOptions(), use('auto')];
  try {
    // What 'auto' compiles for is the default; it is no engine of its own.
    const { name: usual } = await compiler();
    const found: EngineSpeed[] = [];
    for (const name of engineNames()) if (name !== 'auto') found.push(await speedOf(name, usual));
    return found;
  } finally {
    use(before, options);
    random.state = state;
  }
}

async function speedOf(name: EngineName, usual: string): Promise<EngineSpeed> {
  try {
    use(name);
    const own = await compiler();
    if (name === 'onnx' && own.name === 'simd') throw new Error('ONNX Runtime has no binary for this platform');
    const [gigaflops, step] = [await productSpeed(), await stepTime()];
    const isDefault = compiles() !== 'never' && own.name === usual;
    const mark = isDefault ? text({ en: ' (default)', zh: '（默认）' }) : '';
    const line = text({
      en: `${rounded(gigaflops)} GFLOP/s, ${rounded(step)} ms a step of a small training`,
      zh: `${rounded(gigaflops)} GFLOP/s，小型训练每步 ${rounded(step)} 毫秒`,
    });
    return { name, isDefault, gigaflops, step, toString: () => line + mark };
  } catch (error) {
    const missing = error instanceof Error ? error.message : String(error);
    const line = text({ en: `not here: ${missing}`, zh: `不可用：${missing}` });
    return { name, isDefault: false, gigaflops: 0, step: Infinity, missing, toString: () => line };
  }
}

async function productSpeed(): Promise<number> {
  const n = 256;
  const { normal } = rng(0);
  const [a, b] = [normal([n, n]), normal([n, n])];
  const product = compile((x: typeof a, y: typeof b) => x.matmul(y));
  const times: number[] = [];
  for (const end = performance.now() + BUDGET; times.length === 0 || performance.now() < end;) {
    const started = performance.now();
    await product(a, b);
    times.push(performance.now() - started);
  }
  return (2e-6 * n ** 3) / Math.min(...times);
}

async function stepTime(): Promise<number> {
  const [samples, batchSize] = [4096, 32];
  const { normal, uniform } = rng(0);
  const x = normal([samples, 784]);
  const y = uniform([samples], { low: 0, high: 10 }).cast('int32');
  const model = sequential(
    [784],
    dense(64, { activation: 'relu' }),
    dense(64, { activation: 'relu' }),
    dense(10, { activation: 'softmax' }),
  ).compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy' });
  const times: number[] = [];
  let last = performance.now();
  let end = Infinity;
  const onBatchEnd = (step: number): 'stop' | undefined => {
    const now = performance.now();
    if (step > WARM_UP) times.push(now - last);
    else end = now + BUDGET;
    last = now;
    return now > end && times.length > 0 ? 'stop' : undefined;
  };
  await model.fit(x, y, { batchSize, seed: 0, shuffle: false, progress: false, callbacks: [{ onBatchEnd }] });
  return Math.min(...times);
}

function rounded(value: number): number {
  return Number(value.toPrecision(2));
}
