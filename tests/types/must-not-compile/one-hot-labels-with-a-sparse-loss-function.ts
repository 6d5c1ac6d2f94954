// sparseCategoricalCrossentropy: expects one class number a sample, got labels of shape 10; for one-hot labels use 'categoricalCrossentropy'
import { dense, sequential, sparseCategoricalCrossentropy, zeros } from 'tslate';

const loss = sparseCategoricalCrossentropy({ fromLogits: true });
const model = sequential([784], dense(10)).compile({ optimizer: 'adam', loss });
await model.fit(zeros([100, 784]), zeros([100, 10]));
