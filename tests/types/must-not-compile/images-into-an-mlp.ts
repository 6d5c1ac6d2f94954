// the model takes samples of shape 784, got samples of shape 28×28×1
import { dense, mnist, sequential } from 'tslate';

const data = await mnist.load();
const model = sequential([784], dense(10)).compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy' });
await model.fit(data.xTrain, data.yTrain);
