/** A program gives what its function gives operation by operation: for every layer, loss, activation and optimiser. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Optimizer, parameter, rng, seed, tensor, use } from 'tslate';
import { program } from '../../../src/graph/program.ts';
import { activationFunction, activationNames } from '../../../src/layers/activations.ts';
import { applyLayer } from '../../../src/layers/layer.ts';
import { lossFunction, lossNames } from '../../../src/losses/losses.ts';
import { optimizers } from '../../../src/optimizers/optimizer.ts';
import type { AnyParameter } from '../../../src/tensor/parameter.ts';
import { type AnyTensor, Tensor } from '../../../src/tensor/tensor.ts';
import { oneOfEach } from '../layers/one-of-each.ts';
import { expectClose, RandomTensors } from '../values.ts';

afterEach(() => {
  use('simd');
  seed(0);
});

/** Runs `f` as a program. */
async function compiled(f: (...inputs: AnyTensor[]) => readonly AnyTensor[], inputs: readonly AnyTensor[]) {
  return (await program(f, inputs)).run(inputs);
}

const copyOf = ({ data, shape, dtype }: AnyTensor): AnyTensor => new Tensor(data.slice(), shape, dtype);
const valuesOf = (tensors: readonly AnyTensor[]): readonly AnyTensor[] => tensors.map(copyOf);
const gradientsOf = (parameters: readonly AnyParameter[]): readonly (AnyTensor | undefined)[] =>
  parameters.map(({ grad }) => grad && copyOf(grad));

function expectAllClose(
  found: readonly (AnyTensor | undefined)[],
  wanted: readonly (AnyTensor | undefined)[],
  what: string,
) {
  expect(found.map((x) => x?.shape), what).toEqual(wanted.map((x) => x?.shape)); // prettier-ignore
  found.forEach((x, i) => x && wanted[i] && expectClose(x, wanted[i], 1e-5, `${what} ${i}`));
}

describe.each(['onnx', 'simd'] as const)('a program in training on %s', (engine) => {
  beforeEach(() => void use(engine, { threads: 1 }));

  it.each(oneOfEach.map(([layer, ...samples]) => [layer.kind, layer, samples] as const))(
    'computes a layer of kind %s, its gradients and what it collects',
    async (kind, layer, samples) => {
      const random = new RandomTensors(7);
      const range = kind === 'embedding' ? ([0, 20] as const) : ([-1, 1] as const);
      const x = samples.map((shape) => {
        const drawn = random.tensor([4, ...shape], 'float32', range);
        return parameter(kind === 'embedding' ? drawn.cast('int32').cast('float32') : drawn);
      });
      const [first, ...others] = x;
      layer.build(samples[0], { rng: rng(3), others: samples.slice(1) });
      const own = Object.values(layer.parameters);
      for (const p of own) if (p.trainable) p.assign(random.tensor(p.shape, 'float32', [-0.5, 0.5]));
      const weights = random.tensor([1000], 'float32');
      const draws = rng(5);
      const step = (): readonly AnyTensor[] => {
        const y = applyLayer(layer, first, { training: true, rng: draws }, ...others);
        const loss = y
          .reshape([y.size])
          .mul(weights.slice([0], [y.size]))
          .sum();
        loss.backward();
        return [y];
      };
      const { state } = draws;
      const start = valuesOf(own);
      const expected = { results: step(), gradients: gradientsOf([...x, ...own]), values: valuesOf(own) };
      own.forEach((p, i) => p.assign(new Tensor(start[i].data, p.shape, p.dtype)));
      for (const p of [...x, ...own]) p.grad = undefined;
      draws.state = state;
      const { results } = await compiled(step, []);
      expectAllClose(results, expected.results, `${kind}: output`);
      expectAllClose(gradientsOf([...x, ...own]), expected.gradients, `${kind}: gradient`);
      expectAllClose(valuesOf(own), expected.values, `${kind}: collected`);
    },
  );

  it('computes every loss with its gradient', async () => {
    const random = new RandomTensors(8);
    const p = parameter(random.tensor([6, 3], 'float32'));
    const numbers = random.tensor([6, 3], 'float32', [0, 1]);
    const shares = numbers.softmax();
    const classes = tensor([0, 2, 1, 1, 0, 2], [6], 'int32');
    for (const name of lossNames) {
      const labels = name === 'sparseCategoricalCrossentropy' ? classes : name === 'categoricalCrossentropy' ? shares : numbers; // prettier-ignore
      const step = (y: AnyTensor): readonly AnyTensor[] => {
        const losses = [p.softmax(), p.sigmoid(), p.square().add(0.1)].map((z) => lossFunction(name)(y, z));
        losses.map((loss) => loss.mean()).reduce((sum, loss) => sum.add(loss)).backward(); // prettier-ignore
        return losses;
      };
      const expected = { results: step(labels), gradients: gradientsOf([p]) };
      const { results } = await compiled(step, [labels]);
      expectAllClose(results, expected.results, name);
      expectAllClose(gradientsOf([p]), expected.gradients, `${name}: gradient`);
    }
  });

  it('computes every activation with its gradient', async () => {
    const p = parameter(new RandomTensors(9).tensor([5, 4], 'float32', [-4, 4]));
    const step = (): readonly AnyTensor[] => {
      const results = activationNames.map((name) => activationFunction(name)(p));
      results.map((y, i) => y.mul(i + 1).sum()).reduce((sum, y) => sum.add(y)).backward(); // prettier-ignore
      return results;
    };
    const expected = { results: step(), gradients: gradientsOf([p]) };
    const { results } = await compiled(step, []);
    activationNames.forEach((name, i) => expectClose(results[i], expected.results[i], 1e-5, name));
    expectAllClose(gradientsOf([p]), expected.gradients, 'gradient');
  });

  it.each(
    optimizers
      .names()
      .flatMap((name) => [{}, { clipNorm: 0.1 }, { clipValue: 0.05 }].map((clip) => [name, clip] as const)),
  )('moves parameters by %s %j as it moves them without', async (name, clip) => {
    const schedule = { kind: 'exponentialDecay', initial: 0.1, factor: 0.5, steps: 3 };
    const run = async (steps: (step: () => void) => Promise<void>): Promise<readonly AnyTensor[]> => {
      const random = new RandomTensors(10);
      const [W, b] = [parameter(random.tensor([3, 2], 'float32')), parameter(random.tensor([2], 'float32'))];
      const x = random.tensor([5, 3], 'float32');
      const rule: Optimizer = optimizers.read({ kind: name, learningRate: schedule, ...clip }, 'optimizer');
      await steps(() => {
        x.matmul(W).add(b).square().mean().backward();
        rule.step([W, b]);
      });
      expect(rule.steps).toBe(5);
      return [W, b];
    };
    const expected = await run(async (step) => {
      for (let i = 0; i < 5; i++) step();
    });
    const found = await run(async (step) => {
      const ready = await program(() => (step(), []), []);
      for (let i = 0; i < 5; i++) await ready.run([]);
    });
    expectAllClose(found, expected, name);
  });
});
