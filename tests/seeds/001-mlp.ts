/** The program of article 001: a chain of dense layers 784-64-64-10. */
import { dense, sequential } from 'tslate';

export const EPOCHS = 10;

export const mlp = () =>
  sequential(
    [784],
    dense(64, { activation: 'relu' }),
    dense(64, { activation: 'relu' }),
    dense(10, { activation: 'softmax' }),
  ).compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
