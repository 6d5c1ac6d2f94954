// the model takes samples of shape 784, got samples of shape 28×28
import { dense, sequential, zeros } from 'tslate';

await sequential([784], dense(10)).compile({ optimizer: 'adam', loss: 'mse' }).predict(zeros([5, 28, 28]));
