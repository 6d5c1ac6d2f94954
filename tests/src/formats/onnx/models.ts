/** Models of every kind that is exported, with weights that are not what they start with. */
import * as ts from 'tslate';
import type { Model } from '../../../../src/models/model.ts';
import type { AnyTensor } from '../../../../src/tensor/tensor.ts';
import { RandomTensors } from '../../values.ts';

type Layers = readonly [ts.Shape, ...ts.Layer[]];

const relu = { activation: 'relu' } as const;
const softmax = { activation: 'softmax' } as const;

/** Sample shape and layers, by what they show. */
const chains: Readonly<Record<string, Layers>> = {
  'an MLP': [[12], ts.dense(16, relu), ts.dropout(0.5), ts.dense(8, { activation: 'tanh' }), ts.dense(3, softmax)],
  activations: [[6], ts.dense(5, { activation: 'sigmoid', useBias: false }), ts.activation('softplus'), ts.dense(1)],
  'a CNN': [
    [14, 14, 1],
    ...[ts.conv2d(4, 3, relu), ts.maxPool2d(2), ts.conv2d(6, 3, relu), ts.maxPool2d(2)],
    ...[ts.flatten(), ts.dense(10, softmax)],
  ],
  "windows with stride, padding 'same' and dilation": [
    [9, 8, 3],
    ...[ts.conv2d(4, [3, 2], { stride: 2, padding: 'same' }), ts.conv2d(4, 3, { dilation: 2, padding: 'same' })],
    ts.conv2d(2, 1, { useBias: false }),
  ],
  groups: [[7, 7, 4], ts.conv2d(6, 3, { groups: 2 }), ts.activation('tanh'), ts.conv2d(6, 3, { groups: 6 })],
  'depthwise convolutions': [
    [8, 8, 3],
    ...[ts.depthwiseConv2d(3, { multiplier: 2, ...relu }), ts.depthwiseConv2d(3, { padding: 'same', stride: 2 })],
  ],
  'separable convolutions, enlarged again': [[8, 8, 3], ts.separableConv2d(4, 3, { multiplier: 2, stride: 2, ...relu }), ts.upSampling2d([2, 3])], // prettier-ignore
  'convolutions and pooling of sequences': [[12, 3], ts.conv1d(4, 3, { dilation: 2, ...relu }), ts.maxPool1d(2), ts.conv1d(2, 2, { padding: 'same' }), ts.averagePool1d(3, { padding: 'same' })], // prettier-ignore
  'max pooling': [[9, 7, 2], ts.maxPool2d(3, { stride: 2, padding: 'same' }), ts.maxPool2d([2, 1])],
  'average pooling': [[9, 7, 2], ts.averagePool2d(3, { stride: 2, padding: 'same' }), ts.averagePool2d([2, 1])],
  'global average pooling': [[6, 5, 3], ts.conv2d(4, 3), ts.globalAveragePool2d(), ts.dense(2, softmax)],
  'batch normalisation': [[6, 5, 3], ts.conv2d(4, 3), ts.batchNormalization(), ts.flatten(), ts.dense(3), ts.batchNormalization()], // prettier-ignore
  'normalisation of sequences': [[5, 4], ts.batchNormalization(), ts.dense(6, { activation: 'gelu' }), ts.layerNormalization()], // prettier-ignore
  'activations with parts': [[6], ts.dense(5, { activation: 'swish' }), ts.activation('gelu')],
  'an LSTM and a GRU': [[5, 3], ts.lstm(4, { returnSequences: true }), ts.gru(3), ts.dense(2, softmax)],
  'recurrent layers of other settings': [[5, 3], ts.lstm(4, { returnSequences: true, useBias: false, backwards: true }), ts.gru(3, { returnSequences: true, useBias: false }), ts.gru(2, { activation: 'relu' })], // prettier-ignore
  'a simple RNN, backwards': [[5, 3], ts.simpleRnn(4, { returnSequences: true, backwards: true })],
  'residual blocks': [
    [6, 6, 4],
    ts.residual([ts.conv2d(4, 3, { padding: 'same' }), ts.batchNormalization(), ts.activation('relu')]),
    ...[ts.squeezeExcite(), ts.globalAveragePool2d()],
  ],
  'a transformer': [[5, 6], ts.positionalEmbedding(8), ts.transformerBlock(2), ts.transformerBlock(3, { causal: true, normalize: 'after' })], // prettier-ignore
  words: [[5], ts.embedding(3, 4), ts.sinusoidalEncoding(), ts.multiHeadAttention(2, { keySize: 3 })],
  'global max pooling': [[6, 5, 3], ts.conv2d(4, 3), ts.globalMaxPool2d(), ts.dense(2)],
};

/** A model and samples for it. */
export interface Exported {
  readonly model: Model;
  /** So many random samples; whole numbers for an embedding. */
  draw(count: number): AnyTensor;
}

/** The networks that the course builds, in small. */
const architectures = (): Readonly<Record<string, Model>> => ({
  LeNet: ts.leNet([16, 16, 1], 10),
  ResNet: ts.resNet([12, 12, 3], 4, { depth: 8, width: 4 }),
  EfficientNet: ts.efficientNet({
    ...{ classes: 3, input: [14, 14, 1], stem: 8, head: 16 },
    stages: [{ expansion: 2, kernelSize: 3, stride: 2, filters: 8, repeats: 2 }],
  }),
  'a character RNN': ts.characterRnn(5, { length: 6, width: 4, units: 8 }),
  'a character LSTM': ts.characterLstm(5, { length: 6, width: 4, units: 8, layers: 2 }),
  'a Transformer classifier': ts.transformerClassifier(5, 3, { length: 6, width: 8, heads: 2 }),
  'a GPT': ts.gpt(5, { length: 6, width: 8, heads: 2 }),
});

/** The models by what they show; all weights drawn anew, so that no bias is 0. */
export function exported(): ReadonlyMap<string, Exported> {
  const random = new RandomTensors(5);
  const sequences = Object.entries(chains).map(([name, layers]): [string, Model] => [
    name,
    Reflect.apply(ts.sequential, undefined, layers),
  ]);
  const made = [...sequences, ...Object.entries(architectures())].map(([name, model]) => {
    for (const [path, weight] of model.weights()) {
      const range = path.endsWith('Variance') ? ([0.5, 2] as const) : ([-0.5, 0.5] as const);
      weight.assign(random.tensor(weight.shape, 'float32', range));
    }
    const draw = (count: number): AnyTensor => {
      const x = random.tensor([count, ...(model.inputShape ?? [])], 'float32', [0, 2.5]);
      return model.layers()[0].layer.kind === 'embedding' ? x.cast('int32').cast('float32') : x.sub(1);
    };
    return [name, { model, draw }] as const;
  });
  return new Map(made);
}
