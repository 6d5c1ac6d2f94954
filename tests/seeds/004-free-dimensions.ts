/** The program of article 004: 64-32-softmax, for inputs and classes of any number; as a function, and as data. */
import { dense, modelFromConfig, sequential } from 'tslate';

export const EPOCHS = 10;

const training = { optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['accuracy'] } as const;

export const freeDimensions = (inputDim: number, outputDim: number) =>
  sequential(
    [inputDim],
    dense(64, { activation: 'relu' }),
    dense(32, { activation: 'relu' }),
    dense(outputDim, { activation: 'softmax' }),
  ).compile(training);

/** The same from a configuration, as `004-free-dimensions.json` holds it for 784 inputs and 10 classes. */
export const configured = (configuration: unknown) => modelFromConfig(configuration).compile(training);
