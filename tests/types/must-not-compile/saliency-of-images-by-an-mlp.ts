// the model takes samples of shape 784, got samples of shape 28×28×1
import { dense, saliency, sequential, zeros } from 'tslate';

saliency(sequential([784], dense(10)), zeros([1, 28, 28, 1]));
