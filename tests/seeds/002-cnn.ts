/** The program of article 002: two convolutions, 32 and 64 filters, each followed by pooling. */
import { conv2d, dense, flatten, maxPool2d, sequential } from 'tslate';

export const EPOCHS = 5;

export const cnn = () =>
  sequential(
    [28, 28, 1],
    conv2d(32, 3, { activation: 'relu' }),
    maxPool2d(2),
    conv2d(64, 3, { activation: 'relu' }),
    maxPool2d(2),
    flatten(),
    dense(10, { activation: 'softmax' }),
  ).compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
