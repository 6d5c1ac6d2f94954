/** Data, settings and files that training cannot use. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  adam,
  batches,
  dense,
  earlyStopping,
  loadWeights,
  ones,
  parameter,
  readCsv,
  readSafetensors,
  rmsprop,
  saveWeights,
  sequential,
  sgd,
  standardScaler,
  stopAt,
  topKAccuracy,
  tensor,
  zeros,
} from 'tslate';
import { answers, type Case, type LateCase, some, untyped, x, y } from './cases.ts';

const classifier = () =>
  sequential([3], dense(2, { activation: 'softmax' })).compile({
    optimizer: 'sgd',
    loss: 'sparseCategoricalCrossentropy',
  });
const quiet = { progress: false } as const;

const training: readonly Case[] = [
  ['no rate', () => sgd({ learningRate: 0 }), 'sgd: expected a learning rate > 0, received 0.'],
  ['a momentum of 1', () => sgd({ momentum: 1 }), 'sgd: expected a momentum with 0 ≤ β < 1, received 1.'],
  ['a negative ε', () => adam({ epsilon: -1 }), 'adam: expected an epsilon ≥ 0, received -1.'],
  ['an ε that is no number', () => rmsprop({ epsilon: NaN }), 'rmsprop: expected an epsilon ≥ 0, received NaN.'],
  [
    'a step without gradients',
    () => sgd().step([parameter(x)]),
    'sgd.step: expected a gradient in every parameter, received none in parameter; call loss.backward() before each step, and check that the loss depends on this parameter.',
  ],
  [
    'a mode that is not known',
    () => untyped(earlyStopping, [{ mode: 'maximum' }]),
    "earlyStopping: mode: expected one of …, received 'maximum'.",
  ],
  [
    'no threshold',
    () => untyped(stopAt, [{ monitor: 'loss' }]),
    'stopAt: expected a threshold: a number, received undefined.',
  ],
  ['the best 0 classes', () => topKAccuracy(0), 'topKAccuracy: expected k: a whole number ≥ 1, received 0.'],
  ['batches of nothing', () => batches(x, y, { size: 0 }), 'batches: expected size: a whole number ≥ 1, received 0.'],
  [
    'NaN among the features',
    () => standardScaler(tensor([[1], [NaN]])),
    'standardScaler: expected finite numbers only, received NaN in sample 1, feature 0; fill in or leave out what is missing first.',
  ],
  [
    'a file cut short',
    () => readSafetensors(new Uint8Array(7), 'weights.safetensors'),
    'weights.safetensors: expected the 8 bytes of the header’s length, received 7; the file is cut off: get it again.',
  ],
];

const data: readonly LateCase[] = [
  [
    'one callback that is no list',
    async () => untyped(classifier().fit, [x, y, { callbacks: earlyStopping() }], classifier()),
    'fit: expected callbacks: a list, received {"name":"earlyStopping"}; write it in brackets, […], even when it is only one.',
  ],
  [
    'samples with NaN in them',
    () =>
      classifier().fit(
        some(
          tensor([
            [1, 2, 3],
            [4, NaN, 6],
          ]),
        ),
        y,
        quiet,
      ),
    'fit, epoch 1, step 1: expected finite samples, received NaN in sample 1 at [1]; fill in what is missing, or leave the sample out.',
  ],
  [
    'gradients that explode',
    () =>
      sequential([3], dense(1, { initializer: 'zeros' }))
        .compile({ optimizer: sgd({ learningRate: 1e6 }), loss: 'mse' })
        .fit(x, some(ones([2, 1])), { epochs: 30, ...quiet }),
    'fit, epoch 4, step 1: expected a finite loss, received ∞, first in the loss itself, as all outputs are finite; the gradients exploded, their norm was 2.6e+14 in epoch 3, step 1: take a smaller learning rate than 1000000, or clip the gradients with clipNorm.',
  ],
  [
    'weights that are not there',
    () => loadWeights(sequential([3], dense(2)), '/nowhere/w.safetensors'),
    '/nowhere/w.safetensors: expected a file that can be read, received none; check the path; it was looked for at /nowhere/w.safetensors.',
  ],
  [
    'weights of another model',
    async () => {
      const path = join(mkdtempSync(join(tmpdir(), 'tslate-')), 'w.safetensors');
      await saveWeights(sequential([3], dense(2)), path);
      try {
        await loadWeights(sequential([3], dense(4)), path);
      } catch (error) {
        throw new Error(String(error).replace(path, 'w.safetensors').replace('DataError: ', ''));
      }
    },
    'w.safetensors: dense1/W: expected the shape 3×4, as the model has it, received 3×2; build the model with the sizes it was stored with.',
  ],
  [
    'samples of another shape',
    () => classifier().fit(some(ones([2, 4])), y, quiet),
    'fit: expected samples of shape 3, as the model takes them, received 4; reshape the data, or change the model’s input.',
  ],
  [
    'too few labels',
    () => classifier().fit(x, some(y.slice([1])), quiet),
    'fit: expected as many labels as samples, 2, received 1 labels.',
  ],
  [
    'no samples',
    () => classifier().fit(some(zeros([0, 3])), some(zeros([0], 'int32')), quiet),
    'fit: expected at least one sample, received an empty batch (shape 0×3); check how the data was loaded or split.',
  ],
  [
    'lists instead of tensors',
    async () => untyped(classifier().fit, [[[1, 2, 3]], [0]], classifier()),
    'fit: expected a tensor of samples, received [[1,2,3]]; make one of rows of numbers: tensor([[1, 2], [3, 4]]).',
  ],
  [
    'a label that no output stands for',
    () => classifier().fit(x, y.add(1), quiet),
    'sparseCategoricalCrossentropy: expected class numbers from 0 to 1, as there are 2 outputs, received the label 2; check the labels, or give the last layer more units.',
  ],
  [
    'one-hot labels for class numbers',
    () => classifier().fit(x, some(ones([2, 2])), quiet),
    "sparseCategoricalCrossentropy: expected one class number a sample, of shape 2, received labels of shape 2×2; for one-hot labels use 'categoricalCrossentropy'.",
  ],
  [
    'nothing left to train on',
    () => classifier().fit(x, y, { validationSplit: 1, ...quiet }),
    'fit: expected a validationSplit with 0 ≤ split < 1 that leaves samples to train on, received 1 of 2 samples.',
  ],
  [
    'a number that is not measured',
    () => classifier().fit(x, y, { callbacks: [earlyStopping()], ...quiet }),
    "earlyStopping: expected a number named 'valLoss' in every epoch, received loss; give fit a validationSplit or validationData.",
  ],
  [
    'an empty table',
    () => readCsv(''),
    'CSV data: expected a row of names and at least one row of data, received nothing.',
  ],
  ['no delimiter', () => readCsv('a', { delimiter: '' }), "readCsv: expected a delimiter, received ''."],
];

answers('training', training, data);
