/** Every kind of layer can be written as plain data and built again from it. */
import { describe, expect, it } from 'vitest';
import * as tslate from 'tslate';
import { layerFromConfig, layerKinds, layerToConfig } from '../../../src/layers/layer-kind.ts';
import type { Layer } from '../../../src/layers/layer.ts';
import { messageOf } from '../values.ts';

/** One of each kind, with settings that are not the defaults. */
const layers: readonly Layer[] = [
  tslate.activation('swish'),
  tslate.dense(3, { activation: 'gelu', useBias: false, initializer: 'heNormal', l1: 0.1, l2: 0.2 }),
  tslate.conv2d(4, [3, 2], { stride: 2, padding: 'same', groups: 2, initializer: 'zeros', l2: 0.5 }),
  tslate.depthwiseConv2d(2, { multiplier: 3, dilation: [1, 2], activation: 'relu' }),
  tslate.conv1d(4, 5, { stride: 2, padding: 'same', dilation: 3, activation: 'relu', useBias: false }),
  tslate.separableConv2d(4, [3, 2], { multiplier: 2, stride: 2, activation: 'relu', l2: 0.1 }),
  tslate.maxPool1d(3, { stride: 1, padding: 'same' }),
  tslate.averagePool1d(),
  tslate.upSampling2d([2, 3]),
  tslate.maxPool2d([2, 3], { stride: 1 }),
  tslate.averagePool2d(3, { padding: 'same' }),
  tslate.globalMaxPool2d(),
  tslate.globalAveragePool1d(),
  tslate.globalAveragePool2d(),
  tslate.layerNormalization({ epsilon: 1e-5 }),
  tslate.batchNormalization({ momentum: 0.9, epsilon: 1e-5 }),
  tslate.embedding(100, 8),
  tslate.positionalEmbedding(20),
  tslate.sinusoidalEncoding(),
  tslate.multiHeadAttention(2, { keySize: 3, causal: true, dropout: 0.1, useBias: false }),
  tslate.feedForward({ hidden: 7, activation: 'relu' }),
  tslate.transformerBlock(2, { hidden: 9, dropout: 0.2, causal: true, normalize: 'after', activation: 'relu' }),
  tslate.simpleRnn(3, { returnSequences: true, activation: 'relu' }),
  tslate.gru(4, { backwards: true, useBias: false }),
  tslate.lstm(5, { recurrentInitializer: 'zeros', l2: 0.1 }),
  tslate.bidirectional(tslate.gru(3, { returnSequences: true })),
  tslate.add(),
  tslate.multiply(),
  tslate.concatenate(),
  tslate.block([tslate.dense(2), tslate.block([tslate.flatten()])]),
  tslate.residual([tslate.dense(3), tslate.dropout(0.5)], { shortcut: tslate.dense(3, { useBias: false }) }),
  tslate.squeezeExcite(4, { activation: 'swish' }),
  tslate.dropout(0.25),
  tslate.spatialDropout2d(0.5),
  tslate.gaussianNoise(0.1),
  tslate.reshape([4, 7, 1]),
  tslate.flatten(),
];

describe('kinds of layers', () => {
  it.each(layers.map((layer) => [layer.kind, layer] as const))(
    '%s is the same after a way through JSON',
    (_, layer) => {
      const again = layerFromConfig(JSON.parse(JSON.stringify(layerToConfig(layer))), 'layer');
      expect(layerToConfig(again)).toEqual(layerToConfig(layer));
    },
  );

  it('are all in this list', () => {
    expect(layers.map(({ kind }) => kind).sort()).toEqual([...layerKinds()].sort());
  });

  it('name the field that is wrong', () => {
    const from = (config: unknown): string => messageOf(() => Reflect.apply(layerFromConfig, undefined, [config, 'layers[1]'])); // prettier-ignore
    expect(from({ kind: 'dense', units: 0 })).toBe('layers[1] (dense).units: expected a whole number ≥ 1, received 0.');
    expect(from({ kind: 'dense', units: 2, activation: 'rleu' })).toContain("did you mean 'relu'?");
    expect(from({ kind: 'dropout', rate: 1 })).toBe(
      'layers[1] (dropout): dropout: expected a rate with 0 ≤ rate < 1, received 1.',
    );
  });
});
