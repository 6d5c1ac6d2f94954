import { describe, expect, it } from 'vitest';
import { conv2d, dense, flatten, ones, sequential, tensor, zeros } from 'tslate';
import { printGraph } from '../../../src/graph/graph.ts';
import { openBatch } from '../../../src/graph/open-batch.ts';
import { trace } from '../../../src/graph/trace.ts';
import { withoutGradients } from '../../../src/ops/apply.ts';
import type { AnyTensor } from '../../../src/tensor/tensor.ts';
import type { Shape } from '../../../src/tensor/shape-types.ts';
import { messageOf } from '../values.ts';

const open = (sample: Shape, f: (x: AnyTensor) => AnyTensor): string =>
  printGraph(
    openBatch((n) =>
      withoutGradients(() => trace((x) => [f(x)], [{ name: 'x', shape: [n, ...sample], dtype: 'float32' }])),
    ),
  );

describe('openBatch', () => {
  it('writes lengths that grow with the batch as multiples of N', () => {
    const model = sequential([5, 5, 1], conv2d(2, 3), flatten(), dense(2));
    const text = open([5, 5, 1], (x) => Reflect.apply(model.call, model, [x]));
    expect(text).toContain('v1 = unfold(x, size [3, 3], stride [1, 1], dilation [1, 1], before [0, 0], after [0, 0]): float32 N×3×3×3×3×1'); // prettier-ignore
    expect(text).toContain('v2 = reshape(v1, shape [9·N, 9]): float32 9·N×9');
    expect(text).toMatch(/reshape\(v5, shape \[N, 18\]\): float32 N×18/);
  });

  it('knows lengths beside the batch', () => {
    expect(open([2], (x) => x.pad([0, 0], [1, 0]))).toContain('float32 N + 1×2');
  });

  it('stretches a constant that has a row for each sample', () => {
    const text = open([3], (x) => x.add(zeros(x.shape)).add(ones([x.shape[0], 1]).mul(tensor([1, 2, 3]))));
    expect(text).toContain('constant c1: float32 1×3');
    expect(text).toContain('c1_all = broadcastTo(c1, shape [N, 3]): float32 N×3');
  });

  it.each<[string, (x: AnyTensor) => AnyTensor]>([
    ['the constant c1', (x) => x.mul(1 / x.shape[0])],
    ['v1 (slice)', (x) => x.slice([x.shape[0] % 2])],
    ['the number of steps', (x) => (x.shape[0] === 2 ? x.neg() : x.neg().neg())],
    [
      'the constant c1',
      (x) =>
        x.mul(
          tensor(
            Array.from({ length: x.shape[0] }, (_, i) => i),
            [x.shape[0], 1],
          ),
        ),
    ],
    ['v1 (neg)', (x) => (x.shape[0] === 2 ? x.neg() : x.exp())],
  ])('refuses what treats samples otherwise in another batch: %s', (what, f) => {
    expect(messageOf(() => open([3], f))).toBe(
      'trace for any batch size: expected a function that does the same with each sample, ' +
        `received one in which ${what} depends on the number of samples; give a fixed batchSize.`,
    );
  });
});
