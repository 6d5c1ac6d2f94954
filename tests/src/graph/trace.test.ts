import { describe, expect, it } from 'vitest';
import { dense, maxPool2d, conv2d, flatten, parameter, sequential, tensor, zeros } from 'tslate';
import { gradients } from '../../../src/autodiff/gradients.ts';
import { printGraph } from '../../../src/graph/graph.ts';
import { trace } from '../../../src/graph/trace.ts';
import { traceStep } from '../../../src/graph/trace-step.ts';
import { withoutGradients } from '../../../src/ops/apply.ts';
import type { AnyTensor } from '../../../src/tensor/tensor.ts';
import { expectClose, messageOf, RandomTensors } from '../values.ts';
import { evaluate } from './evaluate.ts';

const pair = { name: 'x', shape: [2], dtype: 'float32' } as const;

describe('trace', () => {
  it('lists inputs, constants and steps in the order in which they are written', () => {
    const W = parameter(tensor([[1, 2], [3, 4]]), 'dense1/W'); // prettier-ignore
    const graph = withoutGradients(() => trace((x) => [x.reshape([1, 2]).add(1).mul(W).sum(1).neg()], [pair], {}));
    expect(printGraph(graph)).toBe(
      [
        'input x: float32 2',
        'constant dense1/W: float32 2×2',
        'v1 = reshape(x, shape [1, 2]): float32 1×2',
        'v2 = add(v1, 1): float32 1×2',
        'v3 = mul(v2, dense1/W): float32 2×2',
        'v4 = sum(v3, axis 1): float32 2×1',
        'v5 = reshape(v4, shape [2]): float32 2',
        'v6 = neg(v5): float32 2',
        'output v6',
      ].join('\n'),
    );
  });

  it('computes what does not depend on the inputs, and leaves out what no output needs', () => {
    const { steps, constants } = trace(
      (x) => {
        x.exp();
        return [x.mul(tensor([1, 2]).square())];
      },
      [pair],
    );
    expect(steps.map(({ operation }) => operation)).toEqual(['mul']);
    expect(constants.map(({ data }) => Array.from(data))).toEqual([[1, 4]]);
  });

  it('records a value that is used twice once', () => {
    const { steps, outputs } = trace(
      (x) => {
        const y = x.exp();
        return [y.mul(y), y];
      },
      [pair],
    );
    expect(steps.map(({ operation }) => operation)).toEqual(['exp', 'mul']);
    expect(outputs).toEqual([steps[1], steps[0]]);
  });

  it('takes a composed operation whole where that is wanted, else its parts', () => {
    const f = (x: AnyTensor): AnyTensor[] => [x.softmax()];
    const operations = (whole: readonly string[]): string[] =>
      withoutGradients(() => trace(f, [pair], { whole: new Set(whole) })).steps.map(({ operation }) => operation);
    expect(operations(['softmax'])).toEqual(['softmax']);
    expect(operations([])).toContain('exp');
  });

  it('records what a model computes', () => {
    const random = new RandomTensors(1);
    const model = sequential([6, 6, 2], conv2d(3, 3, { activation: 'relu' }), maxPool2d(2), flatten(), dense(4));
    const x = random.tensor([2, 6, 6, 2], 'float32');
    const call = (x: AnyTensor): AnyTensor => Reflect.apply(model.call, model, [x]);
    const graph = trace((x) => [call(x)], [{ name: 'x', shape: x.shape, dtype: 'float32' }]);
    expect(graph.constants.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['conv2d1/b', 'dense1/W', 'dense1/b']),
    );
    expectClose(evaluate(graph, [x])[0], call(x));
  });

  it('records a step of training: parameters come in, and go out changed', () => {
    const random = new RandomTensors(2);
    const model = sequential([3], dense(4, { activation: 'tanh' }), dense(2, { activation: 'softmax' }));
    const parameters = model.parameters();
    const step = (x: AnyTensor, y: AnyTensor): readonly AnyTensor[] => {
      const prediction: AnyTensor = Reflect.apply(model.call, model, [x]);
      const loss = prediction.log().mul(y).sum().neg();
      const found = gradients(loss, new Set(parameters));
      return [loss, ...parameters.map((p) => p.sub((found.get(p) ?? zeros(p.shape)).mul(0.1)))];
    };
    const [x, y] = [random.tensor([5, 3], 'float32'), random.tensor([5, 2], 'float32', [0, 1])];
    const { graph, parameters: read } = traceStep(step, [x, y]);
    expect(read.map(({ name }) => name).toSorted()).toEqual(parameters.map(({ name }) => name).toSorted());
    const expected = step(x, y);
    evaluate(graph, [x, y, ...read]).forEach((value, i) => expectClose(value, expected[i], 1e-6));
    expect(parameters.every(({ symbolic }) => !symbolic)).toBe(true);
  });

  it('says what to do where a function asks for values', () => {
    expect(messageOf(() => trace((x) => [x.data[0] > 0 ? x : x.neg()], [pair]))).toMatch(
      /values are not known yet; replace a branch on them with where/,
    );
    const p = parameter(tensor([1, 2]));
    expect(messageOf(() => traceStep(() => [p.data[0] > 0 ? p : p.neg()], []))).toMatch(/not known yet/);
    expect(p.toArray()).toEqual([1, 2]);
  });

  it('refuses a tensor of another trace', () => {
    const strangers: AnyTensor[] = [];
    trace((x) => (strangers.push(x), [x]), [pair]);
    expect(messageOf(() => trace((x) => [x.add(strangers[0])], [pair]))).toBe(
      'trace: expected a function of its inputs and of tensors that have values, received Tensor<2> being traced; hand it over as an input.',
    );
  });
});
