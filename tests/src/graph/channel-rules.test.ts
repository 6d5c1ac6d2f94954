/** Numbers that are the same for all pixels of a channel meet outside of products and sums; the values stay. */
import { describe, expect, it } from 'vitest';
import { batchNormalization, maxPool2d, parameter } from 'tslate';
import { program } from '../../../src/graph/program.ts';
import { simplify } from '../../../src/graph/simplify.ts';
import { trace } from '../../../src/graph/trace.ts';
import { traceStep } from '../../../src/graph/trace-step.ts';
import { applyLayer } from '../../../src/layers/layer.ts';
import type { Shape } from '../../../src/tensor/shape-types.ts';
import type { AnyTensor } from '../../../src/tensor/tensor.ts';
import { expectClose, RandomTensors } from '../values.ts';
import { evaluate } from './evaluate.ts';

const images: Shape = [2, 3, 4, 5];
const sumOfChannels = (x: AnyTensor): AnyTensor => x.reshape([-1, 5]).sum(0);

const formulas: Readonly<Record<string, (x: AnyTensor, y: AnyTensor, v: AnyTensor, w: AnyTensor) => AnyTensor>> = {
  '(x·v)·w': (x, _, v, w) => x.mul(v).mul(w),
  '(x·v)/w': (x, _, v, w) => x.mul(v).div(w),
  '(x/v)·w': (x, _, v, w) => x.div(v).mul(w),
  '(x/v)/w': (x, _, v, w) => x.div(v).div(w),
  'w·(v·x)': (x, _, v, w) => w.mul(v.mul(x)),
  '−(x·v)': (x, _, v) => x.mul(v).neg(),
  '−(x/v)': (x, _, v) => x.div(v).neg(),
};

const sums: typeof formulas = {
  'Σ x·v': (x, _, v) => sumOfChannels(x.mul(v)),
  'Σ x/v': (x, _, v) => sumOfChannels(x.div(v)),
  'Σ −(x·v)/w': (x, _, v, w) => sumOfChannels(x.mul(v).neg().div(w)),
  'Σ (x·v)·y': (x, y, v) => sumOfChannels(x.mul(v).mul(y)),
  'Σ y·(x/v)': (x, y, v) => sumOfChannels(y.mul(x.div(v))),
};

/** Shapes of v and w that stretch to the images. */
const shapes: readonly (readonly [Shape, Shape])[] = [[[5], [5]], [[1, 5], [5]], [[5], [1, 1, 5]], [[], [5]], [[1], [1, 5]], [[1, 1], []]]; // prettier-ignore

describe.each(shapes)('with numbers [%s] and [%s] for a channel', (v, w) => {
  const random = new RandomTensors(7);
  const tensors = [images, images, v, w].map((shape) => random.tensor(shape, 'float32', [0.5, 2]));
  const named = tensors.map(({ shape, dtype }, i) => ({ name: `x${i}`, shape, dtype }));
  const simplified = (formula: (typeof formulas)[string]) =>
    simplify(trace((x, y, a, b) => [formula(x, y, a, b)], named));

  it.each(Object.entries(formulas))('%s has one operation on images', (_, formula) => {
    const [x, y, a, b] = tensors;
    const graph = simplified(formula);
    expectClose(evaluate(graph, tensors)[0], formula(x, y, a, b), 1e-6);
    expect(graph.steps.filter(({ shape }) => shape.length === 4)).toHaveLength(1);
  });

  it.each(Object.entries(sums))('%s goes over images once, and once more for a product', async (name, formula) => {
    const { graph, run } = await program((x, y, a, b) => [formula(x, y, a, b)], tensors);
    const [x, y, a, b] = tensors;
    expectClose((await run(tensors)).results[0], formula(x, y, a, b), 1e-5);
    const onImages = graph.steps.filter(({ inputs }) => inputs.some(({ shape }) => shape.length === 4));
    const product = name.includes('y') ? ['mul'] : [];
    expect(onImages.map(({ operation }) => operation)).toEqual([...product, 'sumOfChannels']);
  });
});

it('normalisation and its gradient go over the images nine times', () => {
  const image = parameter(new RandomTensors(3).tensor([4, 6, 6, 8], 'float32'));
  const layer = batchNormalization();
  const signature = { name: 'dy', shape: [4, 3, 3, 8], dtype: 'float32' } as const;
  const { graph } = traceStep(
    (dy) => {
      const y = applyLayer(maxPool2d(2), applyLayer(layer, image, { training: true }), {});
      y.mul(dy).sum().backward();
      return [];
    },
    [signature],
  );
  const onImages = simplify(graph).steps.filter(
    ({ operation, shape }) => shape.length === 4 && shape[1] === 6 && operation !== 'putMaxima',
  );
  expect(onImages.map(({ operation }) => operation).toSorted()).toEqual(['add', 'add', 'add', 'mul', 'mul', 'mul', 'mul', 'square', 'sub']); // prettier-ignore
});
