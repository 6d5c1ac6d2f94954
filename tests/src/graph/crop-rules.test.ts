/** Pixels that no window reaches are not computed. */
import { afterEach, describe, expect, it } from 'vitest';
import { averagePool2d, batchNormalization, conv2d, maxPool2d, parameter, use } from 'tslate';
import type { Graph } from '../../../src/graph/graph.ts';
import { program } from '../../../src/graph/program.ts';
import { applyLayer, type Layer } from '../../../src/layers/layer.ts';
import type { AnyTensor } from '../../../src/tensor/tensor.ts';
import { expectClose, RandomTensors } from '../values.ts';

afterEach(() => void use('simd'));

type Network = readonly ((x: AnyTensor) => AnyTensor)[];

const layers = (
  ...list: readonly Layer[]
): { readonly parts: Network; readonly parameters: Layer['parameters'][] } => ({
  parts: list.map((layer) => (x) => applyLayer(layer, x, { training: true })),
  parameters: list.map(({ parameters }) => parameters),
});
const shapes = ({ steps }: Graph, wanted: string): readonly (readonly number[])[] =>
  steps.filter(({ operation }) => operation === wanted).map(({ shape }) => shape.slice(1, 3));

/** The graph of a step on images of 13×14 pixels, once it is shown on both engines that it gives what its parts give. */
async function graphOf({ parts, parameters }: ReturnType<typeof layers>): Promise<Graph> {
  const image = parameter(new RandomTensors(3).tensor([2, 13, 14, 2], 'float32'));
  const step = (): readonly AnyTensor[] => {
    const y = parts.reduce<AnyTensor>((x, part) => part(x), image);
    y.square().sum().mul(0.1).backward();
    return [y];
  };
  const [expected] = step();
  const all = [image, ...parameters.flatMap((each) => Object.values(each))];
  const wanted = all.map(({ grad }) => grad);
  const graphs: Graph[] = [];
  for (const engine of ['simd', 'onnx'] as const) {
    use(engine, { threads: 1 });
    const compiled = await program(step, []);
    const { results } = await compiled.run([]);
    expectClose(results[0], expected, 1e-5);
    all.forEach(({ grad, name }, i) => expectClose(grad ?? image, wanted[i] ?? image, 1e-4, name));
    graphs.push(compiled.graph);
  }
  return graphs[1];
}

describe('behind the last window', () => {
  it('nothing is computed, forwards or backwards, through several layers', async () => {
    const graph = await graphOf(layers(conv2d(3, 3, { activation: 'relu' }), maxPool2d(2), conv2d(4, [3, 2], { activation: 'relu' }), maxPool2d(2))); // prettier-ignore
    // 13×14 → 11×12 → 5×6 → 3×5 → 1×2, of which are needed 2×4 ← 4×5 ← 8×10.
    expect(shapes(graph, 'convolve')).toEqual([[8, 10], [2, 4]]); // prettier-ignore
    expect(shapes(graph, 'putMaxima')).toEqual([[2, 4], [8, 10]]); // prettier-ignore
  });

  it.each<readonly [string, readonly Layer[], readonly (readonly number[])[]]>([
    ['stride', [conv2d(3, 3, { stride: 2 }), maxPool2d(4)], [[4, 4]]],
    ['padding', [conv2d(3, 3, { padding: 'same', activation: 'tanh' }), maxPool2d(2)], [[12, 14]]],
    ['dilation', [conv2d(3, 2, { dilation: 3, activation: 'relu' }), maxPool2d(3)], [[9, 9]]],
    ['overlapping windows', [conv2d(3, 2, { activation: 'relu' }), maxPool2d(3, { stride: 2 })], [[11, 13]]],
    ['windows that cover all', [conv2d(3, 2), maxPool2d([2, 1])], [[12, 13]]],
    ['windows beyond the image', [conv2d(3, 3), maxPool2d(2, { padding: 'same' })], [[11, 12]]],
    ['means', [conv2d(3, 3), averagePool2d(2)], [[11, 12]]],
  ])('nothing is computed: %s', async (_, list, expected) => {
    expect(shapes(await graphOf(layers(...list)), 'convolve')).toEqual(expected);
  });

  it('all is computed where something else needs it', async () => {
    const normalized = layers(conv2d(3, 3), batchNormalization(), maxPool2d(2));
    expect(shapes(await graphOf(normalized), 'convolve')).toEqual([[11, 12]]); // prettier-ignore
    const { parts, parameters } = layers(conv2d(3, 3, { activation: 'relu' }), maxPool2d(2));
    const skipping = [(x: AnyTensor) => parts[1](parts[0](x)).sum().add(parts[0](x))];
    expect(shapes(await graphOf({ parts: skipping, parameters }), 'convolve')).toEqual([[11, 12]]); // prettier-ignore
  });

  it('numbers for single pixels are cut off, too', async () => {
    const { parts, parameters } = layers(conv2d(3, 3), maxPool2d(2));
    const random = new RandomTensors(4);
    for (const shape of [
      [11, 12, 3],
      [1, 11, 12, 1],
      [11, 1, 3],
    ]) {
      const weights = random.tensor(shape, 'float32');
      await graphOf({ parts: [parts[0], (x) => x.mul(weights), parts[1]], parameters });
    }
  });
});
