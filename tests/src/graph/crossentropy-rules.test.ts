/** Cross-entropies and their gradients are a few steps, in which the labels have the factor. */
import { afterEach, describe, expect, it } from 'vitest';
import { binaryCrossentropy, categoricalCrossentropy, parameter, sparseCategoricalCrossentropy, tensor, use } from 'tslate'; // prettier-ignore
import { lowerings } from '../../../src/formats/onnx/lower.ts';
import { program, type Step } from '../../../src/graph/program.ts';
import { simplify } from '../../../src/graph/simplify.ts';
import { traceStep } from '../../../src/graph/trace-step.ts';
import type { AnyTensor } from '../../../src/tensor/tensor.ts';
import { expectClose, RandomTensors } from '../values.ts';

afterEach(() => void use('simd'));

const random = new RandomTensors(1);
const z = parameter(random.tensor([3, 3], 'float32'));
const classes = tensor([2, 0, 1], [3], 'int32');
const shares = random.tensor([3, 3], 'float32').softmax();
const options = { fromLogits: true } as const;
const smoothing = { fromLogits: true, labelSmoothing: 0.1 } as const;

/** The step of a loss, and how many operations the loss, p and the gradient are. */
const mean =
  (loss: (y: AnyTensor, z: AnyTensor) => AnyTensor): Step =>
  (y) => {
    const value = loss(y, z).mean();
    value.backward();
    return [value, z.softmax()];
  };
const weighted: Step = (y) => {
  const losses = sparseCategoricalCrossentropy(options)(y, z);
  losses
    .mul(tensor([1, 2, 3]))
    .sum()
    .backward();
  return [losses];
};

const steps: readonly (readonly [string, Step, AnyTensor, readonly string[] | undefined])[] = [
  [
    'sparse',
    mean(sparseCategoricalCrossentropy(options)),
    classes,
    ['oneHot', 'logSoftmax', 'mul', 'reshape', 'sum', 'reshape', 'softmax', 'mul', 'add'],
  ],
  [
    'categorical',
    mean(categoricalCrossentropy(options)),
    shares,
    ['mul', 'logSoftmax', 'mul', 'reshape', 'sum', 'reshape', 'softmax', 'sum', 'mul', 'sub'],
  ],
  ['sparse, on class numbers in floats', mean(sparseCategoricalCrossentropy(options)), classes.cast('float32'), undefined], // prettier-ignore
  ['sparse, smoothed', mean(sparseCategoricalCrossentropy(smoothing)), classes, undefined],
  ['categorical, smoothed', mean(categoricalCrossentropy(smoothing)), shares, undefined],
  ['sparse, one loss a sample', weighted, classes, undefined],
  ['binary', mean(binaryCrossentropy(options)), shares, undefined],
];

describe('the step of a cross-entropy', () => {
  it.each(steps)('gives the same loss and gradient: %s', async (_, step, y, operations) => {
    const expected = step(y);
    const wanted = z.grad ?? z;
    use('onnx', { threads: 1 });
    const { graph, run } = await program(step, [y]);
    const { results } = await run([y]);
    expected.forEach((value, i) => expectClose(results[i], value, 1e-6));
    expectClose(z.grad ?? z, wanted, 1e-6);
    if (operations !== undefined) expect(graph.steps.map(({ operation }) => operation)).toEqual(operations);
  });
});

describe('one-hot labels', () => {
  const whole = new Set(Object.keys(lowerings));
  const left = (step: Step): readonly string[] =>
    simplify(traceStep(step, [classes], { whole }).graph).steps.map(({ operation }) => operation);

  it('have a factor where their 1 was, also through sums', () => {
    expect(left((y) => [y.oneHot(3).mul(2).neg()])).toEqual(['oneHot']);
    expect(left((y) => [y.oneHot(3).mul(z.logSoftmax()).sum(-1).neg()])).toEqual(['oneHot', 'logSoftmax', 'mul', 'sum', 'reshape']); // prettier-ignore
    expect(left((y) => [y.oneHot(3).mul(1e-40)])).toEqual(['oneHot', 'mul']);
  });

  it('sum up to 1 along the classes', () => {
    expect(left((y) => [y.oneHot(3).mul(0.5).sum(-1, { keepDims: true }).mul(z)])).toEqual(['mul']);
    expect(left((y) => [y.oneHot(3).sum(0)])).toEqual(['oneHot', 'sum', 'reshape']);
  });

  it('are checked before each run', async () => {
    use('onnx', { threads: 1 });
    const { run } = await program((y) => [y.oneHot(3).sum(-1)], [classes]);
    expect((await run([classes])).results[0].toArray()).toEqual([1, 1, 1]);
    await expect(run([tensor([0, 3, 1], [3], 'int32')])).rejects.toThrow('oneHot: expected labels from 0 to 2');
  });

  it('are all zeros for numbers out of range that the step itself computes, and are then not known to sum up to 1', async () => {
    use('onnx', { threads: 1 });
    const { graph, run } = await program((y) => [y.add(1).oneHot(3), y.sub(1).oneHot(3).sum(-1)], [classes]);
    expect(graph.steps.map(({ operation }) => operation)).not.toContain('oneHot');
    const { results } = await run([classes]);
    expect(results.map((y) => y.toArray())).toEqual([[[0, 0, 0], [0, 1, 0], [0, 0, 1]], [1, 0, 1]]); // prettier-ignore
  });
});
