// categoricalCrossentropy: expects labels of the outputs’ shape 10, got a scalar; for class numbers use 'sparseCategoricalCrossentropy'
import { dense, sequential, zeros } from 'tslate';

const model = sequential([784], dense(10)).compile({ optimizer: 'adam', loss: 'categoricalCrossentropy' });
await model.evaluate(zeros([100, 784]), zeros([100]));
