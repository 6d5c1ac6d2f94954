/** The program of article 004: 64-32-softmax, for inputs and classes of any number. */
import { dense, sequential } from 'tslate';

export const EPOCHS = 10;

export const freeDimensions = (inputDim: number, outputDim: number) =>
  sequential(
    [inputDim],
    dense(64, { activation: 'relu' }),
    dense(32, { activation: 'relu' }),
    dense(outputDim, { activation: 'softmax' }),
  ).compile({ optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
