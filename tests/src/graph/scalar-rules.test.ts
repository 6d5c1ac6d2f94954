/** Scalar factors meet, and sums are taken at once. */
import { afterEach, describe, expect, it } from 'vitest';
import {
  binaryCrossentropy,
  categoricalCrossentropy,
  parameter,
  sparseCategoricalCrossentropy,
  tensor,
  use,
} from 'tslate';
import type { Graph } from '../../../src/graph/graph.ts';
import { program } from '../../../src/graph/program.ts';
import { simplify } from '../../../src/graph/simplify.ts';
import { trace } from '../../../src/graph/trace.ts';
import { traceStep } from '../../../src/graph/trace-step.ts';
import type { AnyTensor } from '../../../src/tensor/tensor.ts';
import { expectClose, RandomTensors } from '../values.ts';
import { evaluate } from './evaluate.ts';

afterEach(() => void use('simd'));

const random = new RandomTensors(1);
const operations = ({ steps }: Graph): readonly string[] => steps.map(({ operation }) => operation);

/** The operations that are left of `f` on a matrix, once it is shown that they compute the same. */
function left(f: (x: AnyTensor) => AnyTensor): readonly string[] {
  const x = random.tensor([3, 4], 'float32');
  const graph = simplify(trace((x) => [f(x)], [{ name: 'x', shape: x.shape, dtype: 'float32' }]));
  expectClose(evaluate(graph, [x])[0], f(x), 1e-6);
  return operations(graph);
}

describe('scalar factors', () => {
  it('are one, with signs', () => {
    expect(left((x) => x.mul(2).neg().mul(3))).toEqual(['mul']);
    expect(left((x) => x.neg().mul(-1))).toEqual([]);
    expect(left((x) => x.mul(0.5).neg().mul(2))).toEqual(['neg']);
  });

  it('stay apart where one number for both would have fewer digits', () => {
    expect(left((x) => x.mul(1e-30).mul(1e-20))).toEqual(['mul', 'mul']);
    expect(left((x) => x.mul(1e30).mul(0))).toEqual(['mul', 'mul']);
    expect(left((x) => x.cast('int32').mul(3).mul(2))).toEqual(['cast', 'mul', 'mul']);
  });

  it('leave a sum of rows', () => {
    expect(left((x) => x.mul(2).sum(-1).neg())).toEqual(['sum', 'reshape', 'mul']);
  });

  it('are numbers where a constant repeats one', () => {
    expect(left((x) => x.add(tensor([1, 1, 1, 1])))).toEqual(['add']);
    expect(left((x) => x.sum(0).mul(tensor([[2], [2]])))).toContain('mul');
  });
});

describe('sums', () => {
  it('of all elements are one', () => {
    expect(left((x) => x.sum())).toEqual(['reshape', 'sum', 'reshape']);
    expect(left((x) => x.mean(-1).neg().mean())).toEqual(['reshape', 'sum', 'reshape', 'mul']);
  });

  it('over one element are that element', () => {
    expect(left((x) => x.reshape([12, 1]).sum(1))).toEqual(['reshape']);
  });
});

describe('the step of a loss on logits', () => {
  const labels = tensor([2, 0, 1], [3], 'int32');
  const losses = {
    sparse: (z: AnyTensor) => sparseCategoricalCrossentropy({ fromLogits: true })(labels, z),
    smoothed: (z: AnyTensor) => sparseCategoricalCrossentropy({ fromLogits: true, labelSmoothing: 0.1 })(labels, z),
    categorical: (z: AnyTensor) => categoricalCrossentropy({ fromLogits: true })(labels.oneHot(3).cast('float32'), z),
    binary: (z: AnyTensor) => binaryCrossentropy({ fromLogits: true })(labels.oneHot(3).cast('float32'), z),
  };

  it.each(Object.entries(losses))('gives the same loss and gradient: %s', async (_, loss) => {
    const z = parameter(random.tensor([3, 3], 'float32'));
    const step = (): readonly AnyTensor[] => {
      const mean = loss(z).mean();
      mean.backward();
      return [mean];
    };
    const [expected] = step();
    const wanted = z.grad;
    use('onnx', { threads: 1 });
    const ran = await (await program(step, [])).run([]);
    expectClose(ran.results[0], expected, 1e-6);
    expectClose(z.grad ?? z, wanted ?? z, 1e-6);
  });

  it('has the gradient c · (Σy·p − y) of the cross-entropy', () => {
    const z = parameter(random.tensor([3, 3], 'float32'));
    const whole = new Set(['logSoftmax', 'softmax']);
    const { graph } = traceStep((y) => (y.mul(z.logSoftmax()).sum(-1).neg().mean().backward(), []), [{ shape: [3, 3], dtype: 'float32' }], { whole }); // prettier-ignore
    expect(operations(simplify(graph))).toEqual(['sum', 'softmax', 'mul', 'sub', 'mul']);
  });
});
