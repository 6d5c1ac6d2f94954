/** Convolutions on blocks of channels give what the eager engine gives, and are in the graph where blocks fit. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  activation,
  averagePool2d,
  batchNormalization,
  conv2d,
  depthwiseConv2d,
  dense,
  flatten,
  globalAveragePool2d,
  type Layer,
  maxPool2d,
  use,
} from 'tslate';
import { blockSize } from '../../../../src/engines/onnx/block-size.ts';
import { runtime } from '../../../../src/engines/onnx/runtime.ts';
import { lower } from '../../../../src/formats/onnx/lower.ts';
import { program } from '../../../../src/graph/program.ts';
import { applyLayer } from '../../../../src/layers/layer.ts';
import { parameter } from '../../../../src/tensor/parameter.ts';
import type { AnyTensor } from '../../../../src/tensor/tensor.ts';
import { expectClose, RandomTensors } from '../../values.ts';

const ort = await runtime();
const found = ort === undefined ? undefined : await blockSize(ort);
const k = found ?? 16;

afterEach(() => void use('simd'));

/**
 * Layers on images of 9×8 pixels: how many images and channels, and how many convolutions are on blocks, gradients included.
 * Processors have blocks of 8 or 16; gradients of fewer than 32 filters are on none.
 */
const onBlocks: readonly (readonly [string, readonly Layer[], number, number, number])[] = [
  ['a convolution', [conv2d(32, 3, { activation: 'relu' })], k, k, 3],
  ['one channel', [conv2d(32, 3), conv2d(k, 2)], k, 1, 4],
  ['few channels', [conv2d(32, [3, 2])], 2 * k, 3, 2],
  ['a number of images that does not fit', [conv2d(32, 3)], 3, k, 2],
  ['channels that do not fit', [conv2d(32, 3)], k, k + 4, 1],
  ['filters that do not fit', [conv2d(k + 4, 3)], k, k, 0],
  ['fewer filters than gradients want', [conv2d(16, 3)], k, k, k > 16 ? 0 : 2],
  ['windows of one pixel', [conv2d(2 * k, 1)], k, k, 1],
  ['padding', [conv2d(32, 3, { padding: 'same' })], k, k, 3],
  ['uneven padding', [conv2d(32, [2, 4], { padding: 'same' })], k, k, 3],
  ['stride', [conv2d(32, [3, 2], { stride: 2 })], k, k, 2],
  ['stride that leaves pixels out', [conv2d(32, 2, { stride: [3, 5] })], k, k, 1],
  ['dilation', [conv2d(32, [3, 2], { dilation: [2, 3] })], k, k, 3],
  ['groups, whose gradients are plain ones', [conv2d(64, 3, { groups: 2 })], k, 2 * k, 1],
  ['pooling', [conv2d(32, 2, { activation: 'relu' }), maxPool2d(2), conv2d(32, 2), maxPool2d(2)], k, 1, 5],
  [
    'pooling that leaves pixels out',
    [conv2d(32, [2, 1]), maxPool2d(2), conv2d(32, 3, { activation: 'relu' })],
    k,
    k,
    6,
  ],
  ['other poolings', [conv2d(32, 3), maxPool2d(3, { stride: 1 }), averagePool2d(2), conv2d(k, 2)], k, k, 5],
  ['what is elementwise', [conv2d(32, 3), activation('sigmoid'), activation('elu'), conv2d(32, 2)], k, k, 6],
  ['normalisation', [conv2d(32, 3, { useBias: false }), batchNormalization(), conv2d(32, 3)], k, k, 6],
  ['depthwise convolutions', [depthwiseConv2d(3), conv2d(32, 1, { activation: 'relu' })], k, k, 1],
  ['what ends in vectors', [conv2d(32, 3), globalAveragePool2d(), dense(3)], k, k, 3],
  ['what ends in a row', [conv2d(32, 3), maxPool2d(2), flatten(), dense(3)], k, k, 3],
];

describe.skipIf(found === undefined)('on blocks of channels', () => {
  it.each(onBlocks)(
    'values and gradients are those of the eager engine: %s',
    async (_, layers, count, channels, expected) => {
      const random = new RandomTensors(5);
      const image = parameter(random.tensor([count, 9, 8, channels], 'float32'));
      const step = (): readonly AnyTensor[] => {
        const y = layers.reduce<AnyTensor>((x, layer) => applyLayer(layer, x, { training: true }), image);
        y.square().mean().backward();
        return [y];
      };
      const [values] = step();
      const parameters = [image, ...layers.flatMap((layer) => Object.values(layer.parameters))].filter(
        ({ trainable }) => trainable,
      );
      const wanted = parameters.map(({ grad }) => grad);
      use('onnx', { threads: 1 });
      const { graph, run } = await program(step, []);
      const { results } = await run([]);
      expectClose(results[0], values, 1e-5);
      parameters.forEach(({ grad, name }, i) => expectClose(grad ?? image, wanted[i] ?? image, 1e-5, name));
      expect(convolutionsOnBlocks(graph)).toBe(expected);
    },
  );

  it('pixels that no pooling reaches, and something else needs', async () => {
    const image = parameter(new RandomTensors(9).tensor([k, 8, 8, k], 'float32'));
    const [conv, pool] = [conv2d(32, 2, { activation: 'relu' }), maxPool2d(2)];
    const step = (): readonly AnyTensor[] => {
      const y = applyLayer(conv, image, {});
      applyLayer(pool, y, {}).square().mean().add(y.mean()).backward();
      return [y];
    };
    const [values] = step();
    const wanted = image.grad;
    use('onnx', { threads: 1 });
    const { graph, run } = await program(step, []);
    expectClose((await run([])).results[0], values, 1e-5);
    expectClose(image.grad ?? image, wanted ?? image, 1e-5);
    expect(convolutionsOnBlocks(graph)).toBe(3);
  });

  it('gradients go to the first of equal maxima', async () => {
    const random = new RandomTensors(6);
    const image = parameter(random.tensor([k, 8, 7, k], 'int32', [-1, 1]).cast('float32'));
    const conv = conv2d(32, [2, 1], { activation: 'relu' });
    const step = (): readonly AnyTensor[] => {
      const y = applyLayer(maxPool2d(2), applyLayer(conv, image, {}), {});
      y.mul(y.add(1)).sum().backward();
      return [y];
    };
    step();
    const { W } = conv.parameters;
    W.assign(random.tensor(W.shape, 'int32', [-1, 1]).cast('float32'));
    const [values] = step();
    const wanted = [image, W].map(({ grad }) => grad?.toArray());
    use('onnx', { threads: 1 });
    const { graph, run } = await program(step, []);
    const { results } = await run([]);
    expect(results[0].toArray()).toEqual(values.toArray());
    expect([image, W].map(({ grad }) => grad?.toArray())).toEqual(wanted);
    expect(convolutionsOnBlocks(graph)).toBe(3);
  });
});

it('finds no block size where the runtime lacks the operators', async () => {
  if (ort === undefined) throw new Error('ONNX Runtime is not here.');
  const create = async (): Promise<never> =>
    await Promise.reject(new Error('com.microsoft.nchwc is not a registered domain'));
  expect(await blockSize({ ...ort, InferenceSession: { ...ort.InferenceSession, create } })).toBeUndefined();
});

it('does not even look on other processors', async () => {
  if (ort === undefined) throw new Error('ONNX Runtime is not here.');
  const create = vi.fn(async (): Promise<never> => await Promise.reject(new Error('not wanted')));
  vi.stubGlobal('process', { ...process, arch: 'arm64' });
  expect(await blockSize({ ...ort, InferenceSession: { ...ort.InferenceSession, create } })).toBeUndefined();
  expect(create).not.toHaveBeenCalled();
  vi.unstubAllGlobals();
});

/** How many convolutions of the file are on blocks: an operator's name is a field of its node, and its domain the last one. */
function convolutionsOnBlocks(graph: Parameters<typeof lower>[0]): number {
  const outputs = graph.outputs.map((_, i) => `y${i}`);
  const file = Buffer.from(lower(graph, { name: 'step', outputs, block: k })).toString('latin1');
  const nodes = file.split(':\x13com.microsoft.nchwc').slice(0, -1);
  const operators = nodes.map((node) => [...node.matchAll(/"([\x02-\x14])([A-Z][A-Za-z]+)/g)].filter(([, length, name]) => length.charCodeAt(0) <= name.length).at(-1)?.[2]); // prettier-ignore
  return operators.filter((operator) => operator?.startsWith('Conv')).length;
}
