/** Fewer operations, the same numbers. */
import { afterEach, describe, expect, it } from 'vitest';
import { conv2d, maxPool2d, parameter, tensor, use } from 'tslate';
import { type Graph, printGraph } from '../../../src/graph/graph.ts';
import { program } from '../../../src/graph/program.ts';
import { simplify } from '../../../src/graph/simplify.ts';
import { trace } from '../../../src/graph/trace.ts';
import { traceStep } from '../../../src/graph/trace-step.ts';
import { applyLayer, type Layer } from '../../../src/layers/layer.ts';
import type { AnyTensor } from '../../../src/tensor/tensor.ts';
import { expectClose, RandomTensors } from '../values.ts';
import { evaluate } from './evaluate.ts';

afterEach(() => void use('simd'));

const signature = { name: 'x', shape: [2, 3], dtype: 'float32' } as const;
const operations = ({ steps }: Graph): readonly string[] => steps.map(({ operation }) => operation);
const simplified = (f: (x: AnyTensor) => readonly AnyTensor[]): Graph => simplify(trace(f, [signature]));

describe('a simplified graph', () => {
  it('leaves out what changes nothing', () => {
    const nothing = simplified((x) => [x.neg().neg().mul(1).add(0).div(tensor([[1], [1]])).reshape([6]).reshape([2, 3])]); // prettier-ignore
    expect(printGraph(nothing)).toBe('input x: float32 2×3\noutput x');
    expect(operations(simplified((x) => [x.reshape([3, 2]).reshape([6]).exp()]))).toEqual(['reshape', 'exp']);
  });

  it('keeps what stretches a shape', () => {
    const row = simplified((x) => [x.sum(0).mul(tensor([[1], [1]]))]);
    expect(operations(row)).toContain('mul');
    expect(operations(simplified((x) => [x.sum(1, { keepDims: true }).broadcastTo([2, 3]).sub(x)]))).toEqual(['sum', 'sub']); // prettier-ignore
    const both = simplified((x) => {
      const [a, b] = [x.sum(1, { keepDims: true }), x.sum(0, { keepDims: true })];
      return [a.broadcastTo([2, 3]).mul(b.broadcastTo([2, 3])), a.broadcastTo([2, 3]).mul(a.broadcastTo([2, 3]))];
    });
    expect(both.outputs.map(({ shape }) => shape)).toEqual([[2, 3], [2, 3]]); // prettier-ignore
    const x = new RandomTensors(1).tensor([2, 3], 'float32');
    const [a, b] = [x.sum(1, { keepDims: true }), x.sum(0, { keepDims: true })];
    expectClose(evaluate(both, [x])[0], a.mul(b), 1e-6);
    expectClose(evaluate(both, [x])[1], a.mul(a).broadcastTo([2, 3]), 1e-6);
  });

  it('computes equal things once', () => {
    expect(operations(simplified((x) => [x.exp().add(x.exp()), x.mul(2).sub(x.mul(2))]))).toEqual(['exp', 'add', 'mul', 'sub']); // prettier-ignore
    expect(operations(simplified((x) => [x.sum(0), x.sum(1)]))).toHaveLength(4);
  });

  it('has one softmax where its logarithm is differentiated', () => {
    const z = parameter(new RandomTensors(4).tensor([2, 3], 'float32'));
    const { graph } = traceStep((y) => (y.mul(z.logSoftmax()).sum().backward(), []), [signature]);
    const simple = operations(simplify(graph));
    expect(operations(graph)).toEqual(expect.arrayContaining(['exp', 'max', 'div']));
    expect(simple.filter((operation) => ['exp', 'max', 'div', 'softmax'].includes(operation))).toEqual(['softmax']);
  });

  it('has no windows side by side where a convolution is differentiated, and gates maxima instead of pixels', () => {
    const [conv, pool] = [conv2d(4, 3, { activation: 'relu' }), maxPool2d(2)];
    const image = parameter(new RandomTensors(2).tensor([2, 8, 8, 3], 'float32'));
    const { graph } = traceStep(
      () => (
        applyLayer(pool, applyLayer(conv, image, {}), {})
          .sum()
          .backward(),
        []
      ),
      [],
      {
        whole: new Set(['convolve']),
      },
    );
    expect(operations(graph)).toEqual(expect.arrayContaining(['unfold', 'fold']));
    const simple = simplify(graph);
    expect(operations(simple)).toEqual(
      expect.arrayContaining(['convolveFilterGradient', 'convolveInputGradient', 'sumOfChannels', 'putMaxima']),
    );
    expect(operations(simple)).not.toEqual(expect.arrayContaining(['unfold']));
    expect(operations(simple)).not.toEqual(expect.arrayContaining(['fold']));
    expect(simple.steps.find(({ operation }) => operation === 'gate')?.shape).toEqual([2, 3, 3, 4]);
    const sum = simple.steps.find(({ operation }) => operation === 'sumOfChannels');
    expect(sum?.inputs.map(({ shape }) => shape)).toEqual([[2, 3, 3, 4]]);
  });
});

/** Layers on images of 9×8 pixels with 3 or 12 channels. */
const onImages: readonly (readonly [string, readonly Layer[], number])[] = [
  ['few channels', [conv2d(4, 3)], 3],
  ['fewer windows than filters', [conv2d(40, 3, { activation: 'relu' }), maxPool2d(2)], 3],
  ['many channels', [conv2d(4, [3, 2], { activation: 'relu' }), maxPool2d(2)], 12],
  ['stride', [conv2d(5, 3, { stride: 2 })], 12],
  ['stride that leaves pixels out', [conv2d(5, 2, { stride: [3, 3] })], 12],
  ['padding', [conv2d(5, 3, { padding: 'same', stride: 2 })], 12],
  ['dilation', [conv2d(5, [3, 2], { dilation: [2, 3] })], 3],
  ['groups', [conv2d(6, 3, { groups: 3, activation: 'relu' })], 12],
  ['overlapping windows', [conv2d(4, 3, { activation: 'relu' }), maxPool2d(3, { stride: 1 })], 3],
  [
    'pixels that no window sees',
    [conv2d(4, 2, { activation: 'relu' }), maxPool2d([3, 2]), conv2d(3, 1), maxPool2d(2)],
    3,
  ],
  ['pixels between windows', [conv2d(4, 3), maxPool2d(2, { stride: 3 })], 3],
  ['windows beyond the image', [maxPool2d(2, { padding: 'same' }), conv2d(4, 1)], 3],
];

describe.each(['onnx', 'simd'] as const)('gradients of images on %s', (engine) => {
  it.each(onImages)('are those of the eager engine: %s', async (_, layers, channels) => {
    const random = new RandomTensors(3);
    const image = parameter(random.tensor([2, 9, 8, channels], 'float32'));
    const step = (): readonly AnyTensor[] => {
      const y = layers.reduce<AnyTensor>((x, layer) => applyLayer(layer, x, { training: true }), image);
      y.square().sum().mul(0.1).backward();
      return [y];
    };
    const [expected] = step();
    const parameters = [image, ...layers.flatMap((layer) => Object.values(layer.parameters))];
    const wanted = parameters.map(({ grad }) => grad);
    use(engine, { threads: 1 });
    const ran = await (await program(step, []))?.run([]);
    expectClose(ran?.results[0] ?? image, expected, 1e-5);
    parameters.forEach(({ grad, name }, i) => expectClose(grad ?? image, wanted[i] ?? image, 1e-5, name));
  });

  it('go to the first of equal maxima', async () => {
    const image = parameter(
      tensor([
        [
          [[1], [2], [2]],
          [[2], [1], [0]],
          [[5], [5], [5]],
        ],
      ]),
    );
    use(engine, { threads: 1 });
    for (const layer of [maxPool2d(2, { stride: 1 }), maxPool2d([3, 3])]) {
      const step = (): readonly AnyTensor[] => (applyLayer(layer, image, {}).sum().backward(), []);
      step();
      const wanted = image.grad;
      await (await program(step, []))?.run([]);
      expect(image.grad?.toArray()).toEqual(wanted?.toArray());
    }
  });

  it.each([
    [2, 6, 8, 3],
    [2, 7, 9, 16],
    [2, 9, 6, 1],
  ])('go to the first of equal maxima, of which there are many: %i×%i×%i×%i', async (...shape) => {
    const image = parameter(new RandomTensors(8).tensor(shape, 'int32', [-1, 1]).cast('float32'));
    const weights = new RandomTensors(9);
    use(engine, { threads: 1 });
    for (const layer of [maxPool2d(2), maxPool2d(3), maxPool2d([2, 1])]) {
      const y = applyLayer(layer, image, {});
      const dy = weights.tensor(y.shape, 'float32');
      const step = (): readonly AnyTensor[] => (applyLayer(layer, image, {}).mul(dy).sum().backward(), []);
      step();
      const wanted = image.grad;
      await (await program(step, []))?.run([]);
      expect(image.grad?.toArray()).toEqual(wanted?.toArray());
    }
  });

  it('go to infinite maxima as to others, and to some pixel of a window with a NaN', async () => {
    const rows = [[1, Infinity, -Infinity, -Infinity, 1, 2], [2, Infinity, -Infinity, -Infinity, NaN, 3]]; // prettier-ignore
    const image = parameter(tensor(rows).reshape([1, 2, 6, 1]));
    use(engine, { threads: 1 });
    await (await program(() => (applyLayer(maxPool2d(2), image, {}).sum().backward(), []), []))?.run([]);
    const [upper, lower] = image.grad?.reshape([2, 6]).toArray() ?? [];
    expect([upper.slice(0, 4), lower.slice(0, 4)]).toEqual([[0, 1, 1, 0], [0, 0, 0, 0]]); // prettier-ignore
    expect([...upper.slice(4), ...lower.slice(4)].toSorted()).toEqual([0, 0, 0, 1]);
  });
});
