import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  averagePool2d,
  batchNormalization,
  conv2d,
  dense,
  depthwiseConv2d,
  flatten,
  maxPool2d,
  primitives,
  sequential,
  sparseCategoricalCrossentropy,
  tensor,
  use,
  zeros,
} from 'tslate';
import { gradients } from '../../../../src/autodiff/gradients.ts';
import { lower, lowerings } from '../../../../src/formats/onnx/lower.ts';
import { trace } from '../../../../src/graph/trace.ts';
import { traceStep } from '../../../../src/graph/trace-step.ts';
import { apply } from '../../../../src/ops/apply.ts';
import type { DType } from '../../../../src/tensor/dtype.ts';
import type { AnyTensor } from '../../../../src/tensor/tensor.ts';
import { expectClose, RandomTensors } from '../../values.ts';
import { run, session } from './run.ts';

const asFloat32 = (dtype: DType): DType => (dtype === 'float64' ? 'float32' : dtype);

beforeAll(() => void use('plain'));
afterAll(() => void use('simd'));

describe('the lowering to ONNX', () => {
  it('has an entry for every primitive', () => {
    expect([...primitives.keys()].filter((name) => !Object.hasOwn(lowerings, name))).toEqual([]);
  });

  it.each([...primitives.values()])('computes $name as the plain engine does', async (primitive) => {
    const random = new RandomTensors(1);
    for (const { shapes, attributes, dtypes, range } of primitive.samples) {
      const inputs = shapes.map((shape, i) => random.tensor(shape, asFloat32(dtypes?.[i] ?? 'float32'), range));
      const named = inputs.map(({ shape, dtype }, i) => ({ name: `x${i}`, shape, dtype }));
      const graph = trace((...x) => [apply(primitive, x, attributes)], named);
      const outputs = await run(
        await session(lower(graph, { name: primitive.name, outputs: ['y'] })),
        Object.fromEntries(inputs.map((input, i) => [`x${i}`, input])),
      );
      expectClose(outputs.y, apply(primitive, inputs, attributes), 1e-5, JSON.stringify({ shapes, attributes }));
    }
  });

  it.each(['equal', 'less', 'lessEqual', 'greater', 'greaterEqual'] as const)('computes %s of bools', async (name) => {
    const random = new RandomTensors(3);
    const [x0, x1] = [random.tensor([6], 'bool'), random.tensor([6], 'bool')];
    const graph = trace((a, b) => [a[name](b)], [{ name: 'x0', ...signatureOf(x0) }, { name: 'x1', ...signatureOf(x1) }]); // prettier-ignore
    const { y } = await run(await session(lower(graph, { name, outputs: ['y'] })), { x0, x1 });
    expectClose(y, x0[name](x1));
  });

  it('drops the axis of a sum that nobody needs with length 1', async () => {
    const x = new RandomTensors(5).tensor([2, 3, 4], 'float32');
    const sums = (x: AnyTensor): readonly AnyTensor[] => [x.sum(1), x.sum(0, { keepDims: true }), x.sum()];
    const graph = trace((x) => sums(x), [{ name: 'x', ...signatureOf(x) }]);
    const outputs = await run(await session(lower(graph, { name: 'sums', outputs: ['y0', 'y1', 'y2'] })), { x });
    sums(x).forEach((y, i) => expectClose(outputs[`y${i}`], y, 1e-6));
  });

  it('sums up the rows of a matrix by one product, and all elements at once', async () => {
    const x = new RandomTensors(6).tensor([7, 5], 'float32');
    const sums = (x: AnyTensor): readonly AnyTensor[] => [x.sum(0), x.reshape([35]).sum(), x.reshape([7, 5, 1]).sum(0)];
    const bytes = lower(trace((x) => sums(x), [{ name: 'x', ...signatureOf(x) }]), { name: 'sums', outputs: ['y0', 'y1', 'y2'] }); // prettier-ignore
    const outputs = await run(await session(bytes), { x });
    sums(x).forEach((y, i) => expectClose(outputs[`y${i}`], y, 1e-6));
    expect(operatorsIn(bytes)).toEqual(['MatMul', 'ReduceSum', 'Reshape', 'ReduceSum']);
  });

  it('takes the powers of a logarithm of softmax that is there already', async () => {
    const x = new RandomTensors(7).tensor([4, 5], 'float32', [-20, 20]);
    const both = (x: AnyTensor): readonly AnyTensor[] => [x.logSoftmax(), x.softmax(), x.neg().softmax()];
    const whole = new Set(Object.keys(lowerings));
    const bytes = lower(trace(both, [{ name: 'x', ...signatureOf(x) }], { whole }), { name: 'both', outputs: ['y0', 'y1', 'y2'] }); // prettier-ignore
    const outputs = await run(await session(bytes), { x });
    both(x).forEach((y, i) => expectClose(outputs[`y${i}`], y, 1e-6));
    expect(operatorsIn(bytes)).toEqual(['LogSoftmax', 'Exp', 'Neg', 'Softmax']);
  });

  it.each([
    [5, 'int32', ['Gather']],
    [5, 'float32', ['Cast', 'Gather']],
    [2, 'bool', ['Cast', 'Gather']],
    [300, 'int32', ['OneHot']],
  ] as const)('has one operator for one-hot labels: %i classes in %s', async (classes, dtype, operators) => {
    const numbers = new RandomTensors(8).tensor([2, 3], 'int32', [0, classes - 1]).cast(dtype);
    const whole = new Set(Object.keys(lowerings));
    const { graph } = traceStep((x) => [x.oneHot(classes)], [signatureOf(numbers)], { whole });
    const bytes = lower(graph, { name: 'labels', outputs: ['y'] });
    const { y } = await run(await session(bytes), { [graph.inputs[0].name]: numbers });
    expectClose(y, numbers.oneHot(classes));
    expect(operatorsIn(bytes)).toEqual(operators);
  });

  it('computes a whole step of training: forward, loss, gradients and update', async () => {
    const model = sequential(
      [8, 8, 2],
      ...[conv2d(3, 3, { activation: 'relu', stride: 2, padding: 'same' }), depthwiseConv2d(2)],
      ...[maxPool2d(2, { stride: 1 }), averagePool2d(2, { padding: 'same' }), batchNormalization(), flatten()],
      dense(4, { activation: 'softmax' }),
    );
    const parameters = model.parameters();
    const step = (x: AnyTensor, y: AnyTensor): readonly AnyTensor[] => {
      const loss = sparseCategoricalCrossentropy()(y, model.run([x])[0]).mean();
      const found = gradients(loss, new Set(parameters));
      return [loss, ...parameters.map((p) => p.sub((found.get(p) ?? zeros(p.shape)).mul(0.1)))];
    };
    const x = new RandomTensors(2).tensor([5, 8, 8, 2], 'float32');
    const y = tensor([0, 1, 2, 3, 0], [5], 'int32');
    const whole = new Set(Object.keys(lowerings));
    const inputs = [{ name: 'x', ...signatureOf(x) }, { name: 'y', ...signatureOf(y) }]; // prettier-ignore
    const { graph, parameters: read } = traceStep(step, inputs, { whole });
    const outputs = graph.outputs.map((_, i) => `y${i}`);
    const fed = Object.fromEntries([x, y, ...read].map((value, i) => [graph.inputs[i].name, value]));
    const answers = await run(await session(lower(graph, { name: 'step', outputs })), fed);
    step(x, y).forEach((value, i) => expectClose(answers[`y${i}`], value, 1e-5, outputs[i]));
  });
});

const signatureOf = ({ shape, dtype }: AnyTensor) => ({ shape, dtype });

/** The operators of a model's nodes, each of which is field 4 of its message: " in ASCII, a length, a name. */
function operatorsIn(model: Uint8Array): readonly string[] {
  const texts = Buffer.from(model).toString('latin1').matchAll(/"([\x02-\x14])([A-Z][A-Za-z]+)/g); // prettier-ignore
  return Array.from(texts, ([, length, text]) => text.slice(0, length.charCodeAt(0)));
}
