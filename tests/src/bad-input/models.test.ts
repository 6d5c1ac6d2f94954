/** Layers, models and configurations that do not fit together. */
import { conv2d, dense, functional, modelFromConfig, sequential } from 'tslate';
import { answers, type Case, untyped } from './cases.ts';

const model = () => sequential([3], dense(2, { activation: 'softmax' }));

const models: readonly Case[] = [
  ['no units', () => dense(0), 'dense: expected units: a whole number ≥ 1, received 0.'],
  [
    'a typing error',
    () => untyped(dense, [2, { activation: 'rellu' }]),
    "activation: expected one of …, received 'rellu'; did you mean 'relu'?",
  ],
  [
    'a window of three lengths',
    () => untyped(conv2d, [2, [3, 3, 3]]),
    'conv2d: expected kernelSize: a whole number ≥ 1, or two of them, [height, width], received [3, 3, 3].',
  ],
  [
    'a window larger than the image',
    () => untyped(sequential, [[2, 2, 1], conv2d(2, 3)]),
    "Layer 1 of 1 (conv2d1): conv2d: expects at least 3×3 pixels for its window, got 2×2×1; use a smaller window or padding 'same'.",
  ],
  [
    'a word for a layer',
    () => untyped(sequential, [[3], dense(2), 'dense']),
    "layer 2: expected a layer, received 'dense'.",
  ],
  [
    'one length for a shape',
    () => untyped(sequential, [3, dense(2)]),
    'sequential: expected a list of lengths, such as [3], received 3.',
  ],
  [
    'a graph of nothing',
    () => functional([], []),
    'functional: expected one input and one output, or a list of each, received a list of 0 and a list of 0.',
  ],
  [
    'a field that is wrong',
    () => modelFromConfig({ model: 'sequential', input: [3], layers: [{ kind: 'dense', units: 'many' }] }),
    "sequential.layers[0] (dense).units: expected a whole number ≥ 1, received 'many'.",
  ],
  [
    'a field that is not known',
    () =>
      modelFromConfig({ model: 'sequential', input: [3], layers: [{ kind: 'dense', units: 2, activaton: 'relu' }] }),
    "sequential.layers[0] (dense): field: expected one of …, received 'activaton'; did you mean 'activation'?",
  ],
  [
    'no loss',
    () => untyped(model().compile, [{ optimizer: 'sgd' }], model()),
    'loss: expected one of …, received undefined.',
  ],
  [
    'one metric that is no list',
    () => untyped(model().compile, [{ optimizer: 'sgd', loss: 'mse', metrics: 'accuracy' }], model()),
    "compile: expected metrics: a list, received 'accuracy'; write it in brackets, […], even when it is only one.",
  ],
  [
    'a metric that is not known',
    () => untyped(model().compile, [{ optimizer: 'sgd', loss: 'mse', metrics: ['acc'] }], model()),
    "metric: expected one of …, received 'acc'; did you mean 'auc'?",
  ],
];

answers('models', models);
