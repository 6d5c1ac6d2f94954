/** The layers that tslate and Keras both have: one entry for each class, for reading files of Keras and for writing TensorFlow.js. */
import type { Json } from '../../json.ts';

/** One setting under its name here and there. */
export interface Setting {
  readonly ours: string;
  readonly keras: string;
  /** How Keras' value is turned into ours, and ours into that of TensorFlow.js; as it is by default, not at all if undefined. */
  readonly read?: (value: Json) => Json | undefined;
  readonly write?: (value: Json) => Json | undefined;
}

/** A setting of Keras that must have one of these values, the first of which is written. */
export interface Demand {
  readonly keras: string;
  readonly values: readonly Json[];
  /** Our name for it, where we have it too. */
  readonly ours?: string;
}

/** One array of weights. Ours may be several of one shape, which Keras stacks. */
export interface KerasWeight {
  readonly keras: string;
  readonly ours: readonly string[];
  /** The setting of Keras that must not be false for these weights to exist. */
  readonly when?: string;
  /** Where it lies inside its layer in a weights file; at the layer itself by default. */
  readonly within?: string;
  /** Whether Keras gives the heads of an attention an axis of their own, which ours have side by side. */
  readonly heads?: boolean;
}

export interface KerasKind {
  /** The class in Keras. */
  readonly name: string;
  /** The kind of layer here. */
  readonly kind: string;
  readonly settings?: readonly Setting[];
  /** Settings of ours that the class itself says. */
  readonly implied?: Readonly<Record<string, Json>>;
  readonly demands?: readonly Demand[];
  /** The places of the layer that its setting `layer` describes: ours, and those in a weights file. */
  readonly wraps?: Readonly<Record<string, string>>;
  /** Why TensorFlow.js cannot compute it. */
  readonly notInTfjs?: string;
  readonly weights?: readonly KerasWeight[];
}

/** Activations by their names here, in Keras 3, and in TensorFlow.js, whose hard sigmoid is another function. */
const activations: readonly (readonly [ours: string, keras: string, tfjs?: string])[] = [
  ['linear', 'linear', 'linear'],
  ['relu', 'relu', 'relu'],
  ['leakyRelu', 'leaky_relu'],
  ['elu', 'elu', 'elu'],
  ['sigmoid', 'sigmoid', 'sigmoid'],
  ['hardSigmoid', 'hard_sigmoid'],
  ['logSigmoid', 'log_sigmoid'],
  ['tanh', 'tanh', 'tanh'],
  ['softsign', 'softsign', 'softsign'],
  ['softplus', 'softplus', 'softplus'],
  ['silu', 'silu', 'swish'],
  ['swish', 'swish', 'swish'],
  ['gelu', 'gelu', 'gelu'],
  ['softmax', 'softmax', 'softmax'],
  ['logSoftmax', 'log_softmax', 'log_softmax'],
];

const same = (name: string): Setting => ({ ours: name, keras: name });
const renamed = (ours: string, keras: string): Setting => ({ ours, keras });
/** [height, width] there, here also one number for both. */
const pair = (ours: string, keras: string): Setting => ({
  ...{ ours, keras },
  write: (value) => (typeof value === 'number' ? [value, value] : value),
});
const activation: Setting = {
  ...same('activation'),
  read: (value) => activations.find(([, keras]) => keras === value)?.[0],
  write: (value) => activations.find(([ours]) => ours === value)?.[2],
};
/** TensorFlow.js passes over groups. */
const groups: Setting = { ...same('groups'), write: (value) => (value === 1 ? value : undefined) };
const useBias = renamed('useBias', 'use_bias');
const padding = same('padding');
const channelsLast: Demand = { keras: 'data_format', values: ['channels_last', null] };
const lastAxis: Demand = { keras: 'axis', values: [-1, [-1]] };
const bias: KerasWeight = { keras: 'bias', ours: ['b'], when: 'use_bias' };
const gamma: KerasWeight = { keras: 'gamma', ours: ['gamma'], when: 'scale' };
const beta: KerasWeight = { keras: 'beta', ours: ['beta'], when: 'center' };
const windows = [pair('kernelSize', 'kernel_size'), pair('stride', 'strides'), padding, pair('dilation', 'dilation_rate')]; // prettier-ignore
const pooling = [pair('size', 'pool_size'), pair('stride', 'strides'), padding];
/** What recurrent layers share; Keras keeps their weights in a cell. */
const recurrent = {
  settings: [same('units'), renamed('returnSequences', 'return_sequences'), activation, useBias],
  demands: [
    { keras: 'go_backwards', values: [false], ours: 'backwards' },
    { keras: 'return_state', values: [false] },
    { keras: 'stateful', values: [false] },
  ],
  weights: [
    { keras: 'kernel', ours: ['W'], within: 'cell' },
    { keras: 'recurrent_kernel', ours: ['U'], within: 'cell' },
    { ...bias, within: 'cell' },
  ],
};
const sigmoidGates: Demand = { keras: 'recurrent_activation', values: ['sigmoid'] };

/** Where several classes are of one kind here, the first is written. */
export const kerasKinds: readonly KerasKind[] = [
  {
    ...{ name: 'Dense', kind: 'dense', settings: [same('units'), activation, useBias] },
    weights: [{ keras: 'kernel', ours: ['W'] }, bias],
  },
  {
    ...{ name: 'Conv2D', kind: 'conv2d' },
    settings: [same('filters'), ...windows, groups, activation, useBias],
    demands: [channelsLast],
    weights: [{ keras: 'kernel', ours: ['W'] }, bias],
  },
  {
    ...{ name: 'DepthwiseConv2D', kind: 'depthwiseConv2d' },
    settings: [renamed('multiplier', 'depth_multiplier'), ...windows, activation, useBias],
    demands: [channelsLast],
    weights: [{ keras: 'depthwise_kernel', ours: ['W'] }, bias],
  },
  { name: 'MaxPooling2D', kind: 'maxPool2d', settings: pooling, demands: [channelsLast] },
  { name: 'AveragePooling2D', kind: 'averagePool2d', settings: pooling, demands: [channelsLast] },
  {
    ...{ name: 'GlobalMaxPooling2D', kind: 'globalMaxPool2d' },
    demands: [channelsLast, { keras: 'keepdims', values: [false] }],
  },
  {
    ...{ name: 'GlobalAveragePooling2D', kind: 'globalAveragePool2d' },
    demands: [channelsLast, { keras: 'keepdims', values: [false] }],
  },
  { name: 'Flatten', kind: 'flatten', demands: [channelsLast] },
  { name: 'Dropout', kind: 'dropout', settings: [same('rate')], demands: [{ keras: 'noise_shape', values: [null] }] },
  { name: 'Activation', kind: 'activation', settings: [activation] },
  {
    ...{ name: 'ReLU', kind: 'activation', implied: { activation: 'relu' } },
    demands: [
      { keras: 'max_value', values: [null] },
      { keras: 'negative_slope', values: [0] },
      { keras: 'threshold', values: [0] },
    ],
  },
  { name: 'ELU', kind: 'activation', implied: { activation: 'elu' }, demands: [{ keras: 'alpha', values: [1] }] },
  { name: 'Softmax', kind: 'activation', implied: { activation: 'softmax' }, demands: [lastAxis] },
  {
    ...{ name: 'BatchNormalization', kind: 'batchNormalization', settings: [same('momentum'), same('epsilon')] },
    demands: [lastAxis],
    weights: [
      ...[gamma, beta],
      { keras: 'moving_mean', ours: ['movingMean'] },
      { keras: 'moving_variance', ours: ['movingVariance'] },
    ],
  },
  {
    ...{ name: 'LayerNormalization', kind: 'layerNormalization', settings: [same('epsilon')] },
    demands: [lastAxis, { keras: 'rms_scaling', values: [false] }],
    weights: [gamma, beta],
  },
  { name: 'SimpleRNN', kind: 'simpleRnn', ...recurrent },
  { name: 'LSTM', kind: 'lstm', ...recurrent, demands: [sigmoidGates, ...recurrent.demands] },
  {
    ...{ name: 'GRU', kind: 'gru', ...recurrent, notInTfjs: 'its reset gate acts before the product there' },
    demands: [sigmoidGates, { keras: 'reset_after', values: [true] }, ...recurrent.demands],
    weights: recurrent.weights.map((weight) => (weight.keras === 'bias' ? { ...weight, ours: ['b', 'bRecurrent'] } : weight)), // prettier-ignore
  },
  {
    ...{ name: 'Embedding', kind: 'embedding' },
    settings: [renamed('size', 'input_dim'), renamed('width', 'output_dim')],
    demands: [{ keras: 'mask_zero', values: [false] }],
    weights: [{ keras: 'embeddings', ours: ['E'] }],
  },
  {
    ...{ name: 'MultiHeadAttention', kind: 'multiHeadAttention', notInTfjs: 'it is made of further layers there' },
    settings: [
      ...[renamed('heads', 'num_heads'), renamed('keySize', 'key_dim'), same('dropout'), useBias],
      // Of the call, not of the layer.
      renamed('causal', 'use_causal_mask'),
    ],
    demands: [
      { keras: 'output_shape', values: [null] },
      { keras: 'attention_axes', values: [[1], null] },
    ],
    weights: [
      ...attention('query_dense', 'Wq', 'bq'),
      ...attention('key_dense', 'Wk', 'bk'),
      ...attention('value_dense', 'Wv', 'bv'),
      ...attention('output_dense', 'Wo', 'bo'),
    ],
  },
  {
    ...{ name: 'Bidirectional', kind: 'bidirectional', notInTfjs: 'it is made of further layers there' },
    demands: [{ keras: 'merge_mode', values: ['concat'] }],
    wraps: { forward: 'forward_layer', backward: 'backward_layer' },
  },
  { name: 'GaussianNoise', kind: 'gaussianNoise', settings: [renamed('std', 'stddev')] },
  { name: 'SpatialDropout2D', kind: 'spatialDropout2d', settings: [same('rate')], demands: [channelsLast] },
  { name: 'Reshape', kind: 'reshape', settings: [renamed('shape', 'target_shape')] },
  { name: 'Add', kind: 'add' },
  { name: 'Multiply', kind: 'multiply' },
  { name: 'Concatenate', kind: 'concatenate', demands: [lastAxis] },
];

function attention(within: string, W: string, b: string): readonly KerasWeight[] {
  return [
    { keras: 'kernel', ours: [W], within, heads: true },
    { keras: 'bias', ours: [b], within, heads: true, when: 'use_bias' },
  ];
}
