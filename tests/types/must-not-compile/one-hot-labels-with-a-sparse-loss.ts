// sparseCategoricalCrossentropy: expects one class number a sample, got labels of shape 10; for one-hot labels use 'categoricalCrossentropy'
import { dense, sequential, zeros } from 'tslate';

const model = sequential([784], dense(10)).compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy' });
await model.fit(zeros([100, 784]), zeros([100, 10]));
