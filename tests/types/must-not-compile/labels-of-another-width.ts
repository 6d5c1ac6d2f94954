// the loss expects labels of the outputs’ shape 1, got 2; reshape the labels
import { dense, sequential, zeros } from 'tslate';

const model = sequential([20], dense(1)).compile({ optimizer: 'adam', loss: 'binaryCrossentropy' });
await model.fit(zeros([100, 20]), zeros([100, 2]));
