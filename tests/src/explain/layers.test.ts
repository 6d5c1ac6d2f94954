/** What is read off layers: filters, feature maps, statistics of activations. */
import { describe, expect, it } from 'vitest';
import {
  activationStatistics,
  type Context,
  conv2d,
  dense,
  depthwiseConv2d,
  featureMaps,
  filters,
  flatten,
  imageGrid,
  Model,
  range,
  rng,
  sequential,
  type Tensor,
  tensor,
  zeros,
} from 'tslate';
import { applyLayer } from '../../../src/layers/layer.ts';
import { expectClose, messageOf } from '../values.ts';
import { oracleImages, oracleNetwork } from './networks.ts';

describe('filters', () => {
  it('are the windows of a convolution, one after the other', () => {
    const layer = conv2d(2, [1, 2]);
    layer.build([4, 4, 3]);
    layer.parameters['W'].assign(range(0, 12).reshape([1, 2, 3, 2]));
    const images = filters(layer);
    expect(images.toArray()).toEqual([[[[0, 2, 4], [6, 8, 10]]], [[[1, 3, 5], [7, 9, 11]]]]); // prettier-ignore
    expect(images.tracked).toBe(false);
    expect(imageGrid(images).alt).toContain('2 images of 1×2 pixels');
  });

  it('of a depthwise convolution see one channel each', () => {
    const layer = depthwiseConv2d([1, 2], { multiplier: 2 });
    layer.build([4, 4, 2]);
    layer.parameters['W'].assign(range(0, 8).reshape([1, 2, 2, 2]));
    expect(filters(layer).reshape([4, 2]).toArray()).toEqual([[0, 4], [1, 5], [2, 6], [3, 7]]); // prettier-ignore
  });

  it('of many channels are drawn channel by channel', () => {
    const layer = conv2d(3, 2);
    layer.build([4, 4, 5]);
    expect(imageGrid(filters(layer)).alt).toContain('15 images of 2×2 pixels');
  });

  it('are refused for other layers, and before there are any', () => {
    expect(messageOf(() => filters(dense(3)))).toBe(
      'filters: expected a convolution of images, received a layer of the kind dense.',
    );
    expect(messageOf(() => filters(conv2d(3)))).toBe(
      'filters: expected a layer with weights, received a conv2d that has seen no samples yet; put it into a model, or call it.',
    );
  });
});

/** A layer of its own, one that is used twice, and one that is not told the context. */
class Mine extends Model<[2], [2]> {
  readonly twice = dense(2, { activation: 'relu' });
  readonly silent = dense(2);
  call(x: Tensor<readonly [number, 2]>, context?: Context) {
    return this.silent.call(this.twice.call(this.twice.call(x, context), context));
  }
}

describe('feature maps', () => {
  it('are what the layers of a chain give, by name or by layer', () => {
    const model = oracleNetwork();
    const [conv, pool, flat] = model.layers();
    const x = oracleImages();
    const maps = featureMaps(model, x, 'conv2d1');
    expectClose(maps, applyLayer(conv.layer, x, {}));
    const pooled = applyLayer(pool.layer, maps, {});
    expect(maps.tracked).toBe(false);
    expectClose(featureMaps(model, x, pool.layer), pooled);
    const compiled = model.compile({ optimizer: 'sgd', loss: 'mse' });
    expectClose(featureMaps(compiled, x, flat.name), pooled.reshape([2, 12]));
  });

  it('are drawn by imageGrid, one image a channel, sample by sample', async () => {
    const stack = { shape: [2, 1, 2, 2], data: [1, 10, 2, 20, 3, 30, 4, 40] };
    const separate = [[[1, 2]], [[10, 20]], [[3, 4]], [[30, 40]]]; // prettier-ignore
    expect(imageGrid(stack).alt).toContain('4 images of 1×2 pixels');
    expect(await imageGrid(stack).toSVG()).toBe(await imageGrid(separate).toSVG());
  });

  it('of a layer that is used twice are its last output', () => {
    const model = new Mine();
    const x = rng(0).normal([3, 2]);
    model.call(x);
    expectClose(featureMaps(model, x, 'twice'), model.twice.call(model.twice.call(x)));
  });

  it('say which layer is missing, and why one is silent', () => {
    expect(messageOf(() => featureMaps(oracleNetwork(), oracleImages(), 'conv2d2'))).toBe(
      "featureMaps: layer: expected one of 'conv2d1', 'maxPool2d1', 'flatten1', 'dense1', received 'conv2d2'; did you mean 'conv2d1'?",
    );
    expect(messageOf(() => featureMaps(oracleNetwork(), oracleImages(), dense(3)))).toBe(
      'featureMaps: expected a layer of this model, received another dense.',
    );
    expect(messageOf(() => featureMaps(new Mine(), zeros([1, 2]), 'silent'))).toBe(
      'featureMaps: expected silent to tell its output, received nothing; hand the context on where the model calls its layers: layer.call(x, context).',
    );
  });
});

describe('activation statistics', () => {
  it('are mean, deviation and dead units of every layer', () => {
    const model = sequential([2], dense(4, { activation: 'relu' }), dense(1));
    const [W, , V] = model.parameters();
    W.assign(tensor([[1, 0, -1, 0], [0, 1, 0, 0]])); // prettier-ignore
    V.assign(tensor([[1], [1], [1], [1]]));
    // relu: [1, 2, 0, 0], [3, 0, 0, 0]
    const [hidden, output] = activationStatistics(model, tensor([[1, 2], [3, -4]])); // prettier-ignore
    expect(hidden).toEqual({ layer: 'dense1', mean: 0.75, std: Math.sqrt(14 / 8 - 0.75 ** 2), dead: 0.5 });
    expect(output).toEqual({ layer: 'dense2', mean: 3, std: 0, dead: 0 });
  });

  it('count a channel as a unit, over all batches, and a layer that is used twice each time', () => {
    const model = sequential([2, 2, 1], conv2d(2, 1, { activation: 'relu' }), flatten());
    model.parameters()[0].assign(tensor([[[[1, -1]]]]));
    const x = zeros([300, 2, 2, 1]).add(
      tensor(
        Array.from({ length: 300 }, (_, i) => (i === 299 ? 1 : 0)),
        [300, 1, 1, 1],
      ),
    );
    const [conv, flat] = activationStatistics(model, x);
    expect(conv.dead).toBe(0.5);
    expect(conv.mean).toBeCloseTo(4 / (300 * 8), 12);
    expect(flat).toEqual({ ...conv, layer: 'flatten1' });
    expect(activationStatistics(new Mine(), zeros([1, 2])).map(({ layer }) => layer)).toEqual(['twice', 'twice']);
  });

  it('want at least one sample', () => {
    expect(messageOf(() => activationStatistics(new Mine(), zeros([0, 2])))).toBe(
      'activationStatistics: expected a batch of at least one sample, received the shape 0×2.',
    );
    expect(messageOf(() => featureMaps(new Mine(), zeros([0, 2]), 'twice'))).toContain('at least one sample');
  });
});
